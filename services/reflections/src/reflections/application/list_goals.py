"""One of the two reads the goals."""

from dataclasses import dataclass

from kernel.log import Log
from kernel.routes import Reply, Request
from reflections.application.reaching import reach
from reflections.application.texts import unsealed
from reflections.application.views import GoalList, GoalSetView, GoalView
from reflections.domain.ports import Journeys


@dataclass(frozen=True, slots=True)
class ListGoals:
    """List the active goals, oldest first: one DynamoDB call, and one KMS call where the journey is not remembered."""

    journeys: Journeys
    log: Log

    def __call__(self, request: Request) -> Reply:
        """List the goals, in their words.

        Parameters
        ----------
        request : Request
            Its path names the journey.

        Returns
        -------
        Reply
            A `GoalList`.
        """
        reached = reach(self.journeys, request.caller, request.path["journey"], fresh=True)
        goals = sorted(reached.journey.goals.values(), key=lambda goal: (goal.set_at, goal.id))
        return Reply(
            GoalList(
                items=[
                    GoalView(
                        **GoalSetView.of(goal).model_dump(),
                        text=unsealed(reached, goal.id, "text", goal.wording, self.log),
                    )
                    for goal in goals
                ]
            )
        )
