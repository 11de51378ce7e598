"""One of the two reads the goals, or all that one of them ever said."""

from collections.abc import Mapping
from dataclasses import dataclass

from kernel.log import Log
from kernel.routes import Reply, Request
from reflections.application.goal_views import GoalHistory, GoalList, GoalRevisionView, GoalStandView, GoalView
from reflections.application.reaching import Reached, reach
from reflections.application.set_goal import level_field
from reflections.application.texts import unsealed
from reflections.domain.goal import Goal, GoalWords
from reflections.domain.ports import Journeys, Wordings


@dataclass(frozen=True, slots=True)
class ListGoals:
    """List the goals: two DynamoDB calls, one where none is active; and one KMS call where no key is remembered."""

    journeys: Journeys
    wordings: Wordings
    log: Log

    def __call__(self, request: Request) -> Reply:
        """List the active goals in their words, and those that ended.

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
        words = self.wordings.present(reached.journey)
        ended = [goal for goal in reached.journey.goals.values() if goal.ended is not None]
        ended.sort(key=lambda goal: (goal.set_at, goal.id))
        return Reply(
            GoalList(
                items=[self._shown(reached, goal, words.get(goal.id)) for goal in reached.journey.goals_in_order()],
                ended=[GoalStandView.of(goal) for goal in ended],
            )
        )

    def _shown(self, reached: Reached, goal: Goal, words: GoalWords | None) -> GoalView:
        text = unsealed(reached, goal.id, "text", goal.wording, self.log)
        return GoalView.worded(goal, text, {} if words is None else _levels(reached, words, self.log))


@dataclass(frozen=True, slots=True)
class ListGoalHistory:
    """List all that a goal said: one DynamoDB call; one more and one KMS call where the journey is not remembered."""

    journeys: Journeys
    wordings: Wordings
    log: Log

    def __call__(self, request: Request) -> Reply:
        """List each version of a goal, newest first, also of one that ended.

        Parameters
        ----------
        request : Request
            Its path names journey and goal.

        Returns
        -------
        Reply
            A `GoalHistory`.
        """
        goal = request.path["goal"]
        reached = reach(self.journeys, request.caller, request.path["journey"], goal)
        found = self.wordings.history(reached.journey.practice, reached.journey.id, goal)
        return Reply(GoalHistory(items=[revision_view(reached, words, self.log) for words in found]))


def revision_view(reached: Reached, words: GoalWords, log: Log) -> GoalRevisionView:
    """Show what a goal said in one of its versions."""
    return GoalRevisionView(
        version=words.revision,
        text=unsealed(reached, words.goal, "text", words.wording, log),
        levels=_levels(reached, words, log),
        target=words.target,
        weight=words.weight,
        by=words.by.value,
        at=words.at,
    )


def _levels(reached: Reached, words: GoalWords, log: Log) -> dict[str, str | None]:
    levels: Mapping[str, bytes] = words.levels
    return {
        level: unsealed(reached, words.goal, level_field(level), sealed, log)
        for level, sealed in sorted(levels.items(), key=lambda pair: int(pair[0]))
    }
