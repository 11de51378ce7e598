"""What callers get to see of break-glass accesses."""

from typing import Literal

from reflections.application.shared_item import SharedItem
from reflections.application.views import View
from reflections.domain.break_glass import BreakGlass

EmergencyName = Literal["client_at_risk", "therapist_unreachable", "legal_order", "complaint"]


class BreakGlassView(View):
    """An access: who knows only that an admin has it sees as much; ``text`` is for the therapist and that admin."""

    id: str
    reason: EmergencyName
    text: str | None
    at: str
    until: str

    @classmethod
    def of(cls, access: BreakGlass, text: str | None) -> "BreakGlassView":
        """Show an access."""
        return cls.model_validate(
            {"id": access.id, "reason": access.reason.value, "text": text, "at": access.at, "until": access.until}
        )


class BreakGlassList(View):
    """A page of the accesses to a journey, in no order of time; each says when it was."""

    items: list[BreakGlassView]
    next: str | None


class BreakGlassTimeline(View):
    """A page of what both of the two know, newest first: nothing that one of them keeps to themselves."""

    items: list[SharedItem]
    next: str | None
