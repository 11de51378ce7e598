"""What is told when an admin breaks the glass; the words of the reason stay in this service."""

from typing import Literal

from reflections.domain.event_fields import Identifier, Instant, Payload, Person, Version


class BreakGlassOpened(Payload):
    """An admin of the practice reads a journey in an emergency; the envelope's subject names it.

    Parameters
    ----------
    version : int
        1; it is never changed, and ends by itself.
    access : str
        Its identifier.
    by : str
        The admin's subject.
    reason : str
        ``client_at_risk``, ``therapist_unreachable``, ``legal_order`` or ``complaint``.
    therapist : str
        Whose journey it is, who is to know.
    until : str
        When it ends: RFC 3339, UTC, milliseconds.
    """

    version: Version
    access: Identifier
    by: Person
    reason: Literal["client_at_risk", "therapist_unreachable", "legal_order", "complaint"]
    therapist: Person
    until: Instant
