"""What callers get to see of planned sessions."""

from reflections.application.views import View, Voice, shown
from reflections.domain.capture import Capture


class PlannedSessionView(View):
    """A session that lies ahead, or of which nobody has noted yet what became of it."""

    id: str
    planned_at: str
    by: Voice
    recorded_at: str
    version: int

    @classmethod
    def of(cls, session: Capture) -> "PlannedSessionView":
        """Show a planned session."""
        return cls.model_validate({**shown(session), "planned_at": session.occurred_at})


class PlannedSessionList(View):
    """A page of planned sessions, the earliest first."""

    items: list[PlannedSessionView]
    next: str | None
