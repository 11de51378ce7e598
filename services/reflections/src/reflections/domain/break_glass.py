"""Break-glass: an admin reads a journey in an emergency, for a reason, for at most an hour, and not in secret."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from kernel.envelope import Event

MOST_MINUTES = 60
"""An emergency that lasts longer is stated again, and heard of again."""


class Emergency(StrEnum):
    """Why somebody who is not on a journey must read it."""

    CLIENT_AT_RISK = "client_at_risk"
    THERAPIST_UNREACHABLE = "therapist_unreachable"
    LEGAL_ORDER = "legal_order"
    COMPLAINT = "complaint"


@dataclass(frozen=True, slots=True)
class BreakGlass:
    """One admin's access to one journey.

    Parameters
    ----------
    practice, journey, id : str
        The tenant, the journey, and its own identifier.
    by : str
        The admin's subject.
    reason : Emergency
        Why.
    text : bytes
        Why, in the admin's own words; sealed.
    at, until : str
        From when on, and before when: RFC 3339, UTC, milliseconds.
    fingerprint : bytes
        Of the request.
    """

    practice: str
    journey: str
    id: str
    by: str
    reason: Emergency
    text: bytes
    at: str
    until: str
    fingerprint: bytes

    def lasts(self, now: str) -> bool:
        """Tell whether it has not ended yet; nobody has to end it."""
        return now < self.until


class BreakGlasses(Protocol):
    """Admins' accesses in an emergency."""

    def add(self, access: BreakGlass, event: Event) -> BreakGlass | None:
        """Store an access with its event; where its identifier is taken, give the holder, and store nothing."""
        ...

    def read(self, practice: str, journey: str, access: str) -> BreakGlass | None:
        """Read an access; None where there is none."""
        ...

    def of_journey(
        self, practice: str, journey: str, after: str | None, limit: int
    ) -> tuple[list[BreakGlass], str | None]:
        """Read a page of a journey's accesses; the second is where the next one goes on, None at the end."""
        ...
