"""The weekly notice that reminds a therapist of her blind-spot mirror: by her own choice, on her day, at her hour.

The mirror itself is another service's, and always there. So a notice is taken out before it is carried, and one that
was refused is not repeated: a week later there is another.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol, TypeAlias

from notifications.domain.card_notice import TherapistId
from notifications.domain.preferences import Preferences, Weekday

_LOOKS_AHEAD = 15
"""Days: two weeks, and the one that a zone may skip."""

_DAYS = list(Weekday)


@dataclass(frozen=True, slots=True)
class MirrorOf:
    """Whose mirror it is.

    Parameters
    ----------
    practice, therapist : str
        Tenant, and who.
    """

    practice: str
    therapist: str

    def __str__(self) -> str:
        """Say what it is about, in log lines; who it is stays out of them."""
        return "mirror"


Reminded: TypeAlias = TherapistId | MirrorOf
"""Whom the sweep finds to be told of cards, or reminded of a mirror."""


def reminded(practice: str, therapist: str, *, mirror: bool) -> Reminded:
    """Name whom a wake is about."""
    return MirrorOf(practice, therapist) if mirror else TherapistId(practice, therapist)


class Reminders(Protocol):
    """When therapists are reminded of their mirrors."""

    def remind_next(self, practice: str, person: str, before: datetime, then: datetime | None) -> None:
        """Store when she is reminded next: 1 call; `LostRaceError` where that was not due at ``before``."""
        ...


def next_mirror(wishes: Preferences, after: datetime) -> datetime | None:
    """Find when a therapist is to be reminded next.

    Parameters
    ----------
    wishes : Preferences
        Hers.
    after : datetime
        Aware.

    Returns
    -------
    datetime or None
        In UTC: the first instant after it at which her clock shows her hour on her day, put off to the end of her quiet
        hours; None where she wishes no reminder. An hour that is skipped counts as the instant that would have been
        it; of one that comes twice the first counts.
    """
    if wishes.mirror_day is None or wishes.mirror_at is None:
        return None
    zone, day = wishes.quiet_hours.zone, _DAYS.index(wishes.mirror_day)
    today = after.astimezone(zone).date()
    dates = (today + timedelta(days=ahead) for ahead in range(_LOOKS_AHEAD))
    moments = (datetime.combine(one, wishes.mirror_at, zone).astimezone(UTC) for one in dates if one.weekday() == day)
    return wishes.quiet_hours.next_decent(next(moment for moment in moments if moment > after))
