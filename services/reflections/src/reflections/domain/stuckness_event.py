"""What is told of stuckness: that somebody said so, never how."""

from typing import Literal

from reflections.domain.event_fields import Identifier, Instant, Payload, Role


class StucknessDeclared(Payload):
    """One of the two says that they are stuck, or unsure; the words, where there are any, stay in this service.

    Parameters
    ----------
    stuckness : str
        Its identifier; it is never changed.
    by : str
        Who says so: ``client`` or ``therapist``; what a therapist says is not for the client.
    goal : str or None
        The goal that it is about.
    occurred_at : str
        When it was so: RFC 3339, UTC, milliseconds.
    crisis_language : list of str or None
        As `EntryShared` has it.
    """

    stuckness: Identifier
    by: Role
    goal: Identifier | None = None
    occurred_at: Instant
    crisis_language: list[Literal["suicide", "self_harm"]] | None = None
