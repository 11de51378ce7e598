"""What a client asks of the record beyond what they can do themselves, and how the practice answers, with its reasons.

For psychotherapy notes, which no law lets one demand everywhere (ADR 0034), therapist and admin both look into it. To a
correction of what somebody else wrote of them (GDPR art. 16, 45 CFR 164.526) its therapist answers; whoever is denied
it may state their disagreement, which stands beside it from then on.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol

from reflections.domain.refusals import RefusedStepError

ANSWERED_WITHIN = timedelta(days=30)
"""GDPR art. 12(3): one month; 45 CFR 164.524(b)(2): 30 days; 164.526(b)(2) allows 60."""


class Asked(StrEnum):
    """What a request is for."""

    PSYCHOTHERAPY_NOTES = "psychotherapy_notes"
    CORRECTION = "correction"


class Decider(StrEnum):
    """Who answers."""

    THERAPIST = "therapist"
    ADMIN = "admin"


class State(StrEnum):
    """What became of it."""

    OPEN = "open"
    GRANTED = "granted"
    DENIED = "denied"


DECIDERS: Mapping[Asked, frozenset[Decider]] = MappingProxyType(
    {
        Asked.PSYCHOTHERAPY_NOTES: frozenset(Decider),
        Asked.CORRECTION: frozenset({Decider.THERAPIST}),
    }
)
"""Whose answers each needs: all of them to grant it, one to deny it."""


@dataclass(frozen=True, slots=True)
class Decision:
    """An answer.

    Parameters
    ----------
    granted : bool
        Whether the request is granted.
    reason : str
        An enumeration.
    text : bytes
        The reason in words, for the client; sealed.
    at : str
        RFC 3339, UTC, milliseconds.
    by : str
        The person's subject.
    command, fingerprint : str and bytes
        What said it, and a fingerprint of what was said.
    """

    granted: bool
    reason: str
    text: bytes
    at: str
    by: str
    command: str
    fingerprint: bytes


@dataclass(frozen=True, slots=True)
class RecordRequest:
    """A request.

    Parameters
    ----------
    practice, journey, id : str
        The tenant, the journey, and its own identifier.
    asked : Asked
        What for.
    at, due_at : str
        When, and by when it is to be answered: RFC 3339, UTC, milliseconds.
    fingerprint : bytes
        Of what was asked.
    ground : str or None
        On which ground notes are asked for; an enumeration.
    item : str or None
        What is to be corrected.
    text : bytes or None
        In the client's words; sealed.
    decisions : mapping of Decider to Decision
        The answers until now; none is ever altered.
    statement : bytes or None
        The client's disagreement; sealed.
    stated_at : str or None
        When that was stated.
    version : int
        Grows by one with each change.
    """

    practice: str
    journey: str
    id: str
    asked: Asked
    at: str
    due_at: str
    fingerprint: bytes
    ground: str | None = None
    item: str | None = None
    text: bytes | None = None
    decisions: Mapping[Decider, Decision] = field(default_factory=lambda: MappingProxyType({}))
    statement: bytes | None = None
    stated_at: str | None = None
    version: int = 1

    @property
    def state(self) -> State:
        """What became of it."""
        if any(not decision.granted for decision in self.decisions.values()):
            return State.DENIED
        return State.GRANTED if set(self.decisions) == DECIDERS[self.asked] else State.OPEN

    def decided(self, by: Decider, decision: Decision) -> "RecordRequest":
        """Answer it.

        Raises
        ------
        RefusedStepError
            Where it is answered already; an answer is never taken back, the client may ask anew.
        """
        if by in self.decisions or self.state is not State.OPEN:
            raise RefusedStepError(
                "already-decided", "The request is answered", "An answer stands; the client can ask anew."
            )
        decisions = MappingProxyType({**self.decisions, by: decision})
        return replace(self, decisions=decisions, version=self.version + 1)

    def disputed(self, statement: bytes, at: str) -> "RecordRequest":
        """State a disagreement; the latest statement stands.

        Raises
        ------
        RefusedStepError
            Where it was not denied.
        """
        if self.state is not State.DENIED:
            raise RefusedStepError(
                "not-denied", "The request was not denied", "A disagreement is with an answer that denies it."
            )
        return replace(self, statement=statement, stated_at=at, version=self.version + 1)


class RecordRequests(Protocol):
    """Requests about the records of all journeys."""

    def add(self, request: RecordRequest) -> RecordRequest | None:
        """Store a request; where its identifier is taken, give the holder, and store nothing."""
        ...

    def read(self, practice: str, journey: str, request: str) -> RecordRequest | None:
        """Read a request; None where there is none."""
        ...

    def replace(self, request: RecordRequest) -> None:
        """Store its next version; `OutdatedError` where lost."""
        ...

    def of_journey(
        self, practice: str, journey: str, after: str | None, limit: int
    ) -> tuple[list[RecordRequest], str | None]:
        """Read a page of a journey's requests; the second is where the next one goes on, None at the end."""
        ...
