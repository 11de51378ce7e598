"""Whom an urgent notice of a red alert goes to: a therapist by the channels she chose, then the second she named."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Protocol

from notifications.domain.channel import Channel, Destination
from notifications.domain.preferences import Preferences

ESCALATE_AFTER, SOONEST, LATEST = timedelta(minutes=30), timedelta(minutes=5), timedelta(hours=4)
"""A session lasts fifty minutes, and a therapist in one looks at nothing: half an hour is a compromise, hers to change.

No guideline that we know of names a number; the bounds keep a slip of the finger from making it never, or always.
"""


class SecondState(StrEnum):
    """What the second said: only who accepted is told of anything."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Second:
    """Who is told where a therapist does not acknowledge.

    Parameters
    ----------
    person : str
        Subject, of the same practice.
    state : SecondState
    """

    person: str
    state: SecondState = SecondState.ASKED

    @property
    def stands(self) -> bool:
        """Whether they are to be told."""
        return self.state is SecondState.ACCEPTED


@dataclass(frozen=True, slots=True)
class SafetyContact:
    """A therapist's wishes about urgent notices.

    Parameters
    ----------
    channels : tuple of Channel
        All of them are used, on all devices; quiet hours hold nothing of it back.
    second : Second or None
    escalate_after : timedelta
        From the notice to her on, without an acknowledgement.
    version : int
        Of the stored row; 0 where nothing is stored and these are the defaults.
    """

    channels: tuple[Channel, ...] = tuple(Channel)
    second: Second | None = None
    escalate_after: timedelta = ESCALATE_AFTER
    version: int = 0

    def destinations(self, wishes: Preferences) -> tuple[Destination, ...]:
        """Name every place that an urgent notice goes to, of a person with these preferences."""
        return tuple(place for channel in self.channels for place in wishes.reached_by(channel))


@dataclass(frozen=True, slots=True)
class Naming:
    """That a therapist named somebody as her second, as that person sees it.

    Parameters
    ----------
    id : str
        16 hexadecimal digits.
    therapist : str
        Subject.
    state : SecondState
    named_at : datetime
    escalated_at : datetime or None
        When an alert of that therapist's last waited for too long: nothing of whose, or of what kind.
    """

    id: str
    therapist: str
    state: SecondState
    named_at: datetime
    escalated_at: datetime | None = None


def naming_id(therapist: str) -> str:
    """Give the id of a naming: the same therapist names the same person once."""
    return sha256(f"second|{therapist}".encode()).hexdigest()[:16]


class SafetyContacts(Protocol):
    """Keeps them."""

    def get(self, practice: str, therapist: str) -> SafetyContact:
        """Read a therapist's, consistently; the defaults where none are stored: 1 call."""
        ...

    def put(self, practice: str, therapist: str, before: SafetyContact, after: SafetyContact, now: datetime) -> None:
        """Store a therapist's, and ask the second she names: 1 call; `LostRaceError` where it is not that of before."""
        ...

    def named(self, practice: str, person: str) -> list[Naming]:
        """List who named a person as their second, consistently: 1 call."""
        ...

    def say(self, practice: str, person: str, naming: str, state: SecondState) -> Naming | None:
        """Store what a second said, on both sides: 2 calls; None where nobody named them so."""
        ...

    def escalated(self, practice: str, therapist: str, person: str, now: datetime) -> None:
        """Store for a second that an alert waited for too long: 1 call; nothing where they are no second any more."""
        ...
