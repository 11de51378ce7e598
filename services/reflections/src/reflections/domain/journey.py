"""The journey: one client with one therapist, the root of everything; its changes, and the events that tell of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias

from reflections.domain.capture import Voice
from reflections.domain.journey_events import ConsentChanged, GoalSet, JourneyClosed, JourneyJoined, JourneyOpened
from reflections.domain.refusals import RefusedStepError

MOST_GOALS = 3
"""Goal-based outcomes are kept with one to three goals (Law & Jacob 2015, Goals and Goal Based Outcomes)."""

CELEBRATIONS = "celebrations"
"""The consent to receive messages about milestones."""

JourneyEvent: TypeAlias = JourneyOpened | JourneyJoined | JourneyClosed | ConsentChanged | GoalSet


class State(StrEnum):
    """Whether the journey goes on."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal.

    Parameters
    ----------
    id : str
        Its identifier.
    target : int
        The rating, 0 to 10, at which it counts as attained.
    wording : bytes
        Its words, sealed.
    by : Voice
        Who wrote them down.
    set_at : str
        When: RFC 3339, UTC, milliseconds.
    fingerprint : bytes
        Of the request that set it.
    """

    id: str
    target: int
    wording: bytes
    by: Voice
    set_at: str
    fingerprint: bytes


@dataclass(frozen=True, slots=True)
class Consent:
    """The client's word on one matter.

    Parameters
    ----------
    granted : bool
        Whether it is given.
    at : str
        Since when: RFC 3339, UTC, milliseconds.
    """

    granted: bool
    at: str


@dataclass(frozen=True, slots=True)
class Journey:
    """A journey; each change gives the next version of it, together with the event that tells of it.

    Parameters
    ----------
    practice, id : str
        The tenant, and the journey's identifier.
    therapist : str
        The therapist's subject.
    opened_at : str
        RFC 3339, UTC, milliseconds.
    fingerprint : bytes
        Of the request that opened it.
    code : str or None
        A code name such as ``C-014``, so that nobody's name is needed.
    client : str or None
        The client's subject, once joined.
    state : State
        Open or closed.
    version : int
        From 1, grows by one with each change.
    goals : mapping of str to Goal
        Its active goals.
    consents : mapping of str to Consent
        The client's consents by name; what is not there was never given.
    """

    practice: str
    id: str
    therapist: str
    opened_at: str
    fingerprint: bytes
    code: str | None = None
    client: str | None = None
    state: State = State.OPEN
    version: int = 1
    goals: Mapping[str, Goal] = field(default_factory=lambda: MappingProxyType({}))
    consents: Mapping[str, Consent] = field(default_factory=lambda: MappingProxyType({}))

    def voice_of(self, person: str) -> Voice | None:
        """Say as whom a person takes part; None for everybody else."""
        if person == self.therapist:
            return Voice.THERAPIST
        return Voice.CLIENT if person == self.client else None

    def opened(self) -> JourneyOpened:
        """Tell of the opening."""
        return JourneyOpened(version=1, therapist=self.therapist)

    def as_opened(self) -> "Journey":
        """Return it as it was when opened, whatever happened since."""
        return replace(self, client=None, state=State.OPEN, version=1)

    def still_open(self) -> None:
        """Refuse what a closed journey does not take.

        Raises
        ------
        RefusedStepError
            Where it is closed.
        """
        if self.state is State.CLOSED:
            raise RefusedStepError(
                "journey-closed", "The journey is closed", "It can be read; nothing more can be added or changed."
            )

    def still_without_client(self) -> None:
        """Refuse another client.

        Raises
        ------
        RefusedStepError
            Where a client has joined, or the journey is closed.
        """
        self.still_open()
        if self.client is not None:
            raise RefusedStepError(
                "already-joined",
                "A client has joined",
                "A journey has one client; open another journey for another client.",
            )

    def joined(self, client: str) -> tuple["Journey", JourneyJoined]:
        """Let the invited client join.

        Parameters
        ----------
        client : str
            The client's subject.

        Returns
        -------
        Journey
            The next version.
        JourneyJoined
            What tells of it.

        Raises
        ------
        RefusedStepError
            Where it is closed, has a client, or the person is its therapist.
        """
        self.still_without_client()
        if client == self.therapist:
            raise RefusedStepError("own-journey", "This is your own journey", "A journey is between two people.")
        after = replace(self, client=client, version=self.version + 1)
        return after, JourneyJoined(version=after.version, client=client)

    def with_consent(self, *, granted: bool, client: str, at: str) -> tuple["Journey", ConsentChanged]:
        """Note the client's word on celebrations.

        Withdrawing stays possible when the journey is closed.

        Parameters
        ----------
        granted : bool
            Whether it is given from now on.
        client : str
            The client's subject.
        at : str
            When: RFC 3339, UTC, milliseconds.

        Returns
        -------
        Journey
            The next version.
        ConsentChanged
            What tells of it.
        """
        if granted:
            self.still_open()
        consents = MappingProxyType({**self.consents, CELEBRATIONS: Consent(granted=granted, at=at)})
        after = replace(self, consents=consents, version=self.version + 1)
        told = ConsentChanged(version=after.version, consent="celebrations", granted=granted, client=client)
        return after, told

    def with_goal(self, goal: Goal) -> tuple["Journey", GoalSet]:
        """Set a goal.

        Parameters
        ----------
        goal : Goal
            A new one.

        Returns
        -------
        Journey
            The next version.
        GoalSet
            What tells of it.

        Raises
        ------
        RefusedStepError
            Where it is closed, or has three active goals.
        """
        self.still_open()
        if len(self.goals) >= MOST_GOALS:
            raise RefusedStepError(
                "too-many-goals", "There are three goals", f"A journey has at most {MOST_GOALS} active goals."
            )
        after = replace(self, goals=MappingProxyType({**self.goals, goal.id: goal}), version=self.version + 1)
        return after, GoalSet(version=after.version, goal=goal.id, target=goal.target)

    def closed(self) -> tuple["Journey", JourneyClosed]:
        """Close it.

        Returns
        -------
        Journey
            The next version.
        JourneyClosed
            What tells of it.

        Raises
        ------
        RefusedStepError
            Where it is closed already.
        """
        self.still_open()
        after = replace(self, state=State.CLOSED, version=self.version + 1)
        return after, JourneyClosed(version=after.version)
