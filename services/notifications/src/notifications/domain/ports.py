"""What the use cases need from outside; adapters serve it, and tests serve it with fakes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from kernel.envelope import Event
from notifications.domain.card_notice import CardsDue, TherapistId
from notifications.domain.celebration import Celebration
from notifications.domain.channel import Destination
from notifications.domain.command import Command
from notifications.domain.device import Device
from notifications.domain.grounds import Gathered, Grounds, Sending
from notifications.domain.identity import CelebrationId, JourneyId
from notifications.domain.journey import Journey
from notifications.domain.message import Message, MessageId
from notifications.domain.mirror_notice import MirrorOf
from notifications.domain.notice import Delivery, Notice
from notifications.domain.pace import Pace
from notifications.domain.preferences import EmailStopped, Preferences
from notifications.domain.standing_cheer import StandingCheer
from notifications.domain.unsubscribing import Subscriber

Shown = TypeVar("Shown")
TEXT, JOY = "celebration.text", "celebration.joy"
"""The fields that are sealed: what was sealed for one cannot be passed off as the other."""


class TooEarlyError(Exception):
    """What an event needs has not come yet; the queue is to bring it again later."""


class LostRaceError(Exception):
    """Something changed between the look and the write; look again and decide again."""


class StepRefusedError(Exception):
    """The conditional write of a therapist's step was refused.

    Parameters
    ----------
    stored : Celebration or None
        What stands there; None where nothing does.
    """

    def __init__(self, stored: Celebration | None) -> None:
        super().__init__()
        self.stored = stored


class SpoiltTextError(Exception):
    """A sealed text cannot be opened: it, or the key of its journey, is not what it was."""


@dataclass(frozen=True, slots=True)
class Page(Generic[Shown]):
    """One page of a list.

    Parameters
    ----------
    shown : sequence
        Newest first.
    next : str or None
        Where the next page begins; None on the last.
    """

    shown: Sequence[Shown]
    next: str | None


class Celebrations(Protocol):
    """Celebrations with the projection of their journey."""

    def gather(self, celebration: CelebrationId) -> Gathered:
        """Read projection, celebration and standing cheer, consistently: 1 call."""
        ...

    def look_around(self, celebration: CelebrationId) -> Gathered:
        """Read the same, and all others of the journey that are approved, consistently: 1 call a page."""
        ...

    def get(self, celebration: CelebrationId) -> Celebration | None:
        """Read a celebration, consistently: 1 call."""
        ...

    def add(self, celebration: Celebration, due: CardsDue | None = None) -> None:
        """Store a new one, and that its therapist is to be told: 1 call; `LostRaceError` where there is one already."""
        ...

    def change(self, before: Celebration, after: Celebration, event: Event | None = None) -> None:
        """Store a change, with its event: 1 call; `LostRaceError` where state or version are not those of before."""
        ...

    def postpone(self, before: Celebration, after: Celebration, client: str) -> None:
        """Store until when it waits, and that it does, with its client: 1 call; `LostRaceError` as for a change."""
        ...

    def step(self, celebration: CelebrationId, command: Command) -> Celebration:
        """Take a therapist's step if it is allowed, and give the result: 1 call; `StepRefusedError` where it is not."""
        ...

    def answer(
        self, before: Celebration, after: Celebration, message: MessageId, event: Event, stopping: Preferences | None
    ) -> None:
        """Store a client's answer on celebration and message, with its event, and their wish to stop: 1 call.

        ``stopping`` is what the client wishes else, or would by default; `LostRaceError` where the celebration is not
        that of before.
        """
        ...

    def keep_joy(self, celebration: CelebrationId, therapist: str, sealed: bytes | None) -> Celebration | None:
        """Keep how it moved its therapist, or forget it: 1 call; None where it is nobody's or somebody else's."""
        ...

    def cards(self, practice: str, therapist: str, cursor: str | None, limit: int) -> Page[Celebration]:
        """List a therapist's cards: 1 call; `ValueError` for a cursor that is none."""
        ...

    def deliver(self, grounds: Grounds, sent: Sequence[Sending], message: Message, pace: Pace) -> None:
        """Store what was sent, the message and the pace, if the grounds stand: 1 call; else `LostRaceError`.

        Where any of it was approved by the standing cheer, that must stand too, and the use of it is noted.
        """
        ...


class Journeys(Protocol):
    """Projections of journeys."""

    def get(self, journey: JourneyId) -> Journey:
        """Read one, consistently; an empty one where nothing is stored: 1 call."""
        ...

    def put(self, journey: Journey) -> None:
        """Store it as the next version of its row: 1 call; `LostRaceError` where the row is not the one read."""
        ...


class StandingCheers(Protocol):
    """Standing cheers of therapists, one at most for a journey."""

    def get(self, journey: JourneyId) -> tuple[Journey | None, StandingCheer | None]:
        """Read the projection and the standing cheer of a journey, consistently: 1 call."""
        ...

    def put(self, standing: StandingCheer) -> None:
        """Store it as the next version of its row: 1 call; `LostRaceError` where the row is not the one read."""
        ...

    def remove(self, standing: StandingCheer) -> None:
        """Take it back: 1 call; `LostRaceError` where the row is not the one read."""
        ...

    def of_therapist(self, practice: str, therapist: str, cursor: str | None, limit: int) -> Page[StandingCheer]:
        """List a therapist's own: 1 call; `ValueError` for a cursor that is none."""
        ...


class PreferencesOf(Protocol):
    """Preferences of people."""

    def get(self, practice: str, person: str) -> Preferences:
        """Read a person's, consistently; the defaults where none are stored: 1 call."""
        ...

    def several(self, practice: str, people: Sequence[str]) -> list[Preferences]:
        """Read those of several people, consistently, in their order: 1 call."""
        ...

    def with_pace(self, practice: str, person: str) -> tuple[Preferences, Pace]:
        """Read a person's, and when they were cheered lately, consistently: 1 call."""
        ...

    def put(self, practice: str, person: str, preferences: Preferences) -> Preferences:
        """Store a person's and give them with their new version: 1 call; devices stay as they are."""
        ...

    def stop_email(self, practice: str, person: str, why: EmailStopped, address: str | None = None) -> bool:
        """Switch a person's e-mails off, if they are on (and to this address); say whether: 1 call."""
        ...

    def put_devices(self, practice: str, person: str, before: Preferences, devices: tuple[Device, ...]) -> None:
        """Store a person's devices: 1 call; `LostRaceError` where the preferences are not those of before."""
        ...


class Inbox(Protocol):
    """Messages in clients' inboxes."""

    def messages(self, practice: str, client: str, cursor: str | None, limit: int) -> Page[Message]:
        """List a client's messages: 1 call; `ValueError` for a cursor that is none."""
        ...

    def get(self, message: MessageId) -> Message | None:
        """Read one, consistently: 1 call."""
        ...

    def mark_read(self, message: MessageId, now: datetime) -> Message | None:
        """Mark one read, and tell its celebrations, the first time only, and give it: 2 calls, later 1.

        None where there is none; `LostRaceError` where somebody else writes at this moment.
        """
        ...

    def record(self, before: Message, after: Message) -> None:
        """Store what became of the notice: 1 call; `LostRaceError` where its lease or state is not that of before."""
        ...

    def attempt(self, grounds: Grounds, before: Message, after: Message) -> None:
        """Store that the notice is tried again, if the grounds stand: 1 call; else `LostRaceError`."""
        ...


class Due(Protocol):
    """What is waiting to be sent."""

    def until(self, instant: datetime) -> Iterator[CelebrationId | MessageId | TherapistId | MirrorOf]:
        """Name celebrations, messages, therapists and mirrors whose time came, oldest first: 1 call a page."""
        ...


class Texts(Protocol):
    """Seals and opens texts under the data key of their journey."""

    def seal_first(self, journey: JourneyId, text: str) -> bytes:
        """Seal a text, making the journey's key where there is none: no call while the key is cached."""
        ...

    def seal(self, journey: JourneyId, text: str, field: str = TEXT) -> bytes | None:
        """Seal a text: no call while the key is cached; None where the journey has no key."""
        ...

    def open(self, journey: JourneyId, sealed: bytes, field: str = TEXT) -> str | None:
        """Open a text: no call while the key is cached; None where the key is gone; or `SpoiltTextError`."""
        ...

    def fetch(self, journeys: Sequence[JourneyId]) -> None:
        """Bring the keys of several journeys into the cache: at most 1 call, and one to the key service a new key."""
        ...


class Schedule(Protocol):
    """Wakes the sending of a celebration at an instant."""

    def wake(self, celebration: CelebrationId, at: datetime) -> None:
        """Create a one-time schedule; doing it again changes nothing."""
        ...


class Sends(Protocol):
    """Sends celebrations, or hands them over to whoever does."""

    def __call__(self, celebration: CelebrationId) -> None:
        """Send one that is due."""
        ...

    def at_a_decent_hour(self, celebration: CelebrationId) -> None:
        """Find the moment of one, and send it if that is now."""
        ...


class Carrier(Protocol):
    """Takes notices to people, by whatever channel."""

    def carry(self, notice: Notice, destination: Destination) -> Delivery:
        """Take one there, calling its provider at most once; say what the answer means. It raises nothing."""
        ...


class Links(Protocol):
    """Links out of notices by e-mail."""

    def link(self, subscriber: Subscriber, now: datetime) -> str:
        """Make one, which works for a while."""
        ...

    def read(self, token: str, now: datetime) -> Subscriber:
        """Read one's token; `ForgedLinkError` where it is none of ours, `ExpiredLinkError` where it is too old."""
        ...


class PushServices(Protocol):
    """What is known of push services before anything is sent."""

    def refusal(self, endpoint: str) -> str | None:
        """Look an address up and say what would be right; None where notices may go there."""
        ...

    def takes_key(self, p256dh: bytes) -> bool:
        """Tell whether messages can be encrypted for a device's public key."""
        ...

    def server_key(self) -> bytes:
        """Give the public key that a browser subscribes with (RFC 8292), uncompressed: 65 bytes."""
        ...
