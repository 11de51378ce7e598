"""What is shown of an idea, to its therapist alone."""

from typing import Literal

from reflections.application.views import View, Voice, shown
from reflections.domain.capture import Capture
from reflections.domain.idea import history_of

State = Literal["idea", "bring", "shared", "tried", "worked", "did_not_work", "let_go"]


class IdeaStep(View):
    """A state that an idea came to: when, and in which session."""

    state: State
    at: str
    session: int | None = None


class IdeaView(View):
    """An idea that was kept."""

    kind: Literal["idea"]
    id: str
    by: Voice
    state: State
    history: list[IdeaStep]
    reflection: str | None = None
    source: Literal["supervision"] | None = None
    """Where it comes from, if not from the therapist herself; then ``consult`` names the consult."""
    consult: str | None = None
    occurred_at: str
    recorded_at: str
    told_at: str | None = None
    clock_offset: int | None = None
    version: int


class IdeaItem(IdeaView):
    """An idea with its words; null where they cannot be read."""

    text: str | None


class IdeaList(View):
    """A page of ideas, newest first."""

    items: list[IdeaItem]
    next: str | None


def of_idea(idea: Capture) -> dict[str, object]:
    """Give what a view of an idea is made from, without its words."""
    return {**shown(idea), "history": history_of(idea)}
