"""What callers get to see of goals and the aspiration."""

from typing import Literal

from reflections.application.views import View, Voice
from reflections.domain.goal import Goal


class GoalSetView(View):
    """A goal, without its words."""

    id: str
    target: int
    weight: int
    by: Voice
    set_at: str
    version: int

    @classmethod
    def of(cls, goal: Goal) -> "GoalSetView":
        """Show a goal without its words."""
        return cls.model_validate(_shown(goal))


class GoalStandView(GoalSetView):
    """A goal, how it stands, and who says that it is reached."""

    reached_by: list[Voice]
    outcome: Literal["reached", "changed", "let_go"] | None
    ended_at: str | None

    @classmethod
    def of(cls, goal: Goal) -> "GoalStandView":
        """Show how a goal stands."""
        return cls.model_validate(_shown(goal))


class GoalView(GoalStandView):
    """An active goal with its words, and what each level of attainment would look like; null where unreadable."""

    text: str | None
    levels: dict[str, str | None]

    @classmethod
    def worded(cls, goal: Goal, text: str | None, levels: dict[str, str | None]) -> "GoalView":
        """Show a goal with its words."""
        return cls.model_validate({**_shown(goal), "text": text, "levels": levels})


class GoalList(View):
    """A journey's active goals, oldest first; and those that ended, whose words their history has."""

    items: list[GoalView]
    ended: list[GoalStandView]
    next: None = None


class GoalRevisionView(View):
    """What a goal said in one of its versions."""

    version: int
    text: str | None
    levels: dict[str, str | None]
    target: int
    weight: int
    by: Voice
    at: str


class GoalHistory(View):
    """All that a goal ever said, newest first."""

    items: list[GoalRevisionView]
    next: None = None


class AspirationView(View):
    """What the two are on the way to; all null where nobody has said it yet."""

    text: str | None
    by: Voice | None
    at: str | None


def _shown(goal: Goal) -> dict[str, object]:
    ended = goal.ended
    return {
        "id": goal.id,
        "target": goal.target,
        "weight": goal.weight,
        "by": goal.by.value,
        "set_at": goal.set_at,
        "version": goal.revision,
        "reached_by": sorted(voice.value for voice in goal.reached),
        "outcome": None if ended is None else ended.outcome.value,
        "ended_at": None if ended is None else ended.at,
    }
