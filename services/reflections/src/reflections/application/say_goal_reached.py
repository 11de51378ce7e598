"""One of the two says that a goal is reached."""

from dataclasses import dataclass

from kernel.clock import Clock
from kernel.instants import to_text
from kernel.log import Log
from kernel.problem import not_found
from kernel.routes import Reply, Request
from reflections.application.changing import told, until_settled
from reflections.application.goal_views import GoalStandView
from reflections.application.reaching import present, voice_in
from reflections.domain.journey_goals import with_goal_reached
from reflections.domain.ports import Journeys
from reflections.domain.step import Step


@dataclass(frozen=True, slots=True)
class SayGoalReached:
    """Say that a goal is reached: two DynamoDB calls (a read and a transaction), one where it was said before.

    Both have to say so before it counts as attained; the goal stays active until one of them ends it.
    """

    journeys: Journeys
    clock: Clock
    log: Log

    def __call__(self, request: Request) -> Reply:
        """Note the word of the one who calls.

        Parameters
        ----------
        request : Request
            Its path names journey and goal.

        Returns
        -------
        Reply
            A `GoalStandView`.

        Raises
        ------
        RefusedStepError
            Where the journey is closed, or the goal has ended.
        """
        return until_settled(lambda: self._attempt(request), self.log, request.path["journey"])

    def _attempt(self, request: Request) -> Reply:
        journey = present(self.journeys, request)
        goal, voice = journey.goals.get(request.path["goal"]), voice_in(journey, request.caller)
        if goal is None or voice is None:
            raise not_found()
        if voice not in goal.reached:
            at = to_text(self.clock.now())
            after, payload = with_goal_reached(journey, goal.id, voice, at)
            self.journeys.save(Step(journey, after, told([payload], after, request, at)))
            goal = after.goals[goal.id]
        return Reply(GoalStandView.of(goal), version=goal.revision)
