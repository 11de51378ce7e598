"""The journey: one client with one therapist, the root of everything; its changes, and the events that tell of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias

from reflections.domain.capture import Audience, Voice, seen_by
from reflections.domain.consent import Consent, Purpose
from reflections.domain.goal import Goal
from reflections.domain.handover import Handover, kept_by
from reflections.domain.journey_events import (
    ConsentChanged,
    GoalEnded,
    GoalReached,
    GoalSet,
    JourneyClosed,
    JourneyErased,
    JourneyHandedOver,
    JourneyJoined,
    JourneyOpened,
    JourneyPaused,
    JourneyResumed,
)
from reflections.domain.refusals import RefusedStepError, WrongFieldError
from reflections.domain.session import MOST_NUMBERS, LastSession

JourneyEvent: TypeAlias = (
    JourneyOpened
    | JourneyJoined
    | JourneyPaused
    | JourneyResumed
    | JourneyHandedOver
    | JourneyClosed
    | JourneyErased
    | ConsentChanged
    | GoalSet
    | GoalReached
    | GoalEnded
)


class State(StrEnum):
    """Whether the journey goes on."""

    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"


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
        A code name such as ``C-014``, so that nobody's name is needed; no two journeys of a practice share one.
    client : str or None
        The client's subject, once joined.
    state : State
        Open, paused (both go on capturing, nothing is celebrated) or closed.
    version : int
        From 1, grows by one with each change.
    goals : mapping of str to Goal
        Its goals, those that ended among them.
    consents : mapping of str to Consent
        The client's latest word by purpose; what is not there was never given.
    first_code : str or None
        The code name it was opened with, where that was changed since.
    generation : int
        Of what its therapist keeps to herself; see `reflections.domain.handover`.
    handovers : tuple of Handover
        Oldest first.
    last_session : LastSession or None
        The last one that was held.
    highest_session : int
        The highest number that any session has; 0 for none.
    country : str or None
        Where the client lives (ISO 3166-1, two letters), for the contacts that are shown in a crisis.
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
    first_code: str | None = None
    generation: int = 0
    handovers: tuple[Handover, ...] = ()
    last_session: LastSession | None = None
    highest_session: int = 0
    country: str | None = None

    @property
    def last_session_at(self) -> str | None:
        """When the last session was held; None where none was."""
        return None if self.last_session is None else self.last_session.occurred_at

    @property
    def last_session_number(self) -> int | None:
        """The number of the last session that was held; None where none was."""
        return None if self.last_session is None else self.last_session.number

    @property
    def pair(self) -> tuple[str, str] | None:
        """Therapist and client where this is their one active journey; None where it is not active."""
        return None if self.client is None or self.state is not State.OPEN else (self.therapist, self.client)

    def goals_in_order(self) -> list[Goal]:
        """Give the active goals, oldest first."""
        return sorted(
            (goal for goal in self.goals.values() if goal.ended is None), key=lambda goal: (goal.set_at, goal.id)
        )

    def own_of(self, voice: Voice) -> str:
        """Name what one of the two sees alone: the client's, or the therapist's of this generation."""
        return seen_by(Audience(voice), self.generation)

    def knows(self, person: str) -> bool:
        """Tell whether a person takes part in it, opened it, or has kept something on it."""
        return self.voice_of(person) is not None or person == self.first_therapist or bool(self.kept_by(person))

    def kept_by(self, person: str) -> tuple[int, ...]:
        """Name the generations that stayed with a therapist who handed the journey over."""
        return kept_by(self.handovers, person)

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
        code = self.first_code or self.code
        return replace(self, client=None, state=State.OPEN, version=1, therapist=self.first_therapist, code=code)

    @property
    def first_therapist(self) -> str:
        """Who opened it."""
        return self.handovers[0].therapist if self.handovers else self.therapist

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

    def allows(self, purpose: Purpose, now: str) -> bool:
        """Tell whether the client's consent to something stands; what was never asked is not allowed.

        Ask it of a journey that was read for this very question (`reflections.application.reaching.present`, or
        ``reach(…, fresh=True)``): one that is remembered may be a minute old, and a withdrawal counts at once.

        Parameters
        ----------
        purpose : Purpose
            What it is needed for.
        now : str
            RFC 3339, UTC, milliseconds.
        """
        consent = self.consents.get(purpose.value)
        return consent is not None and consent.stands(now)

    def number_for_session(self, wanted: int | None) -> int:
        """Give a session its number: the one wanted, else the one after the highest.

        Raises
        ------
        WrongFieldError
            Where that would be beyond `MOST_NUMBERS`.
        """
        number = self.highest_session + 1 if wanted is None else wanted
        if number > MOST_NUMBERS:
            raise WrongFieldError(("/number", f"a number that is free, at most {MOST_NUMBERS}"))
        return number

    def with_session(self, last: LastSession | None, number: int) -> "Journey":
        """Know the last session that was held, and a session's number; the session itself tells the others."""
        self.still_open()
        highest = max(self.highest_session, number)
        return replace(self, last_session=last, highest_session=highest, version=self.version + 1)

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
