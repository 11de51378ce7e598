"""The notice that tells a therapist that cards wait for her: by her own choice, at her own hours, once a moment.

Whoever takes it out of what is due may call a provider, and nobody else: there is no second taking of the same moment.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Protocol

from notifications.domain.channel import Channel
from notifications.domain.message import ATTEMPTS, RETRY_AFTER
from notifications.domain.notice import Outcome
from notifications.domain.preferences import CardNotices, Preferences
from notifications.domain.quiet_hours import DAY

SETTLES = timedelta(minutes=2)
"""The index of cards follows the table within a moment: a card so new may not stand in it yet."""


@dataclass(frozen=True, slots=True)
class TherapistId:
    """A therapist within her practice.

    Parameters
    ----------
    practice, therapist : str
        Tenant, and who.
    """

    practice: str
    therapist: str

    def __str__(self) -> str:
        """Say what it is about, in log lines; who it is stays out of them."""
        return "cards"


@dataclass(frozen=True, slots=True)
class CardsDue:
    """That a new card is to be told of.

    Parameters
    ----------
    therapist : TherapistId
        Whom.
    since : datetime
        When the card was shown first.
    at : datetime
        When she is to be told; where a notice waits already, its moment stays, and it tells of this card too.
    """

    therapist: TherapistId
    since: datetime
    at: datetime


@dataclass(frozen=True, slots=True)
class CardNotice:
    """What is stored of a therapist's notices.

    Parameters
    ----------
    since : datetime or None
        The first card that is to be told of; None where none is.
    at : datetime or None
        When it is due; None where nothing is.
    told_at : datetime or None
        When a notice was taken out last, unless it was refused and waits again.
    latest : datetime or None
        When the last card was shown that a notice was to tell of.
    attempts : int
        How often the one that waits, or was last, was tried.
    version : int
        Grows with each new card too: what was judged without it is judged again.
    """

    since: datetime | None = None
    at: datetime | None = None
    told_at: datetime | None = None
    latest: datetime | None = None
    attempts: int = 0
    version: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a notice that was taken out.

    Parameters
    ----------
    outcome : Outcome
        What the last provider's answer means.
    channel : Channel or None
        By which channel it went, or may have gone.
    provider_id : str or None
        That provider's id of it.
    again_at : datetime or None
        When it is tried again: only after a refusal that is certain, and may be otherwise later.
    """

    outcome: Outcome
    channel: Channel | None = None
    provider_id: str | None = None
    again_at: datetime | None = None


class CardNoticesOf(Protocol):
    """What therapists are to be told of their cards."""

    def get(self, therapist: TherapistId) -> CardNotice:
        """Read what is to be told, consistently; an empty one where nothing is stored: 1 call."""
        ...

    def any_open(self, therapist: TherapistId, since: datetime) -> bool:
        """Tell whether any card shown since then waits for her, its milestone standing: 1 call a page."""
        ...

    def put_off(self, therapist: TherapistId, before: CardNotice, until: datetime | None) -> None:
        """Store another moment, or that there is none: 1 call; `LostRaceError` where it is not that of before."""
        ...

    def take(self, therapist: TherapistId, before: CardNotice, owner: str, now: datetime) -> None:
        """Take it out of what is due, for its owner to tell: 1 call; `LostRaceError` where it is not that of before."""
        ...

    def record(self, therapist: TherapistId, taken: CardNotice, owner: str, told: Told) -> None:
        """Store what became of it: 1 call; `LostRaceError` where another took the next one meanwhile."""
        ...


def telling_moment(
    wishes: Preferences, since: datetime, now: datetime, told: datetime | None = None
) -> datetime | None:
    """Find when a therapist is to be told of a card.

    Parameters
    ----------
    wishes : Preferences
        Hers.
    since : datetime
        When the first card that she was not told of was shown to her.
    now : datetime
        Aware.
    told : datetime or None
        When she was told last: one digest's hour is used once, however late a card is stored.

    Returns
    -------
    datetime or None
        In UTC, not before now and outside her quiet hours; None where she wishes no notices of cards.
    """
    if wishes.card_notices is CardNotices.NONE:
        return None
    moment = now
    if wishes.card_notices is CardNotices.DAILY and wishes.digest_at is not None:
        after = since if told is None else max(since, told)
        moment = max(now, _next_hour(wishes, wishes.digest_at, after))
    return wishes.quiet_hours.next_decent(moment)


def settled(stored: CardNotice, now: datetime) -> datetime | None:
    """Tell until when a card may not be found that is there; None where that time is over."""
    until = None if stored.latest is None else stored.latest + SETTLES
    return None if until is None or until <= now else until


def next_attempt(attempts: int, now: datetime) -> datetime | None:
    """Tell when a notice that was refused for now is tried again; None where it was tried often enough."""
    return now + RETRY_AFTER * attempts if attempts < ATTEMPTS else None


def _next_hour(wishes: Preferences, hour: time, after: datetime) -> datetime:
    """Find the first instant after another at which her clock shows an hour: one a day, on days of clock changes too.

    An hour that is skipped counts as the instant that would have been it, which her clock shows an hour later; of one
    that comes twice the first counts.
    """
    return next(instant for instant in _hours(wishes, hour, after) if instant > after)


def _hours(wishes: Preferences, hour: time, after: datetime) -> Iterator[datetime]:
    zone = wishes.quiet_hours.zone
    today = after.astimezone(zone).date()
    for ahead in range(-1, 3):
        yield datetime.combine(today + timedelta(days=ahead), hour, zone).astimezone(UTC)
    yield after.astimezone(UTC) + DAY  # a zone may skip a whole day; nobody waits for more than another
