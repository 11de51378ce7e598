"""How often a client is cheered: at most once a day, and no more than so many times a month.

A day and a month are those of the client's own wall clock. What was sent is kept for each client, whatever journey it
came from, and the sending's own transaction writes it: two sendings at once cannot both be the day's only one.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from notifications.domain.identity import CelebrationId

A_MONTH = 8
"""Cheers a month, where the client has not said: about two a week."""
MOST_A_MONTH = 31
# A month with a change of zone in it is no longer than this.
_KEPT = timedelta(days=33)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Pace:
    """When a client was cheered.

    Parameters
    ----------
    sent : tuple of datetime
        Aware; those of the last month, in order.
    row : int
        Version of the stored row; 0 where nothing is stored.
    waiting : tuple of CelebrationId
        What waits for its moment, so that a changed zone can move it; some of it may be done with by now.
    """

    sent: tuple[datetime, ...] = ()
    row: int = 0
    waiting: tuple[CelebrationId, ...] = ()

    def with_sent(self, now: datetime) -> "Pace":
        """Note one more, and forget what counts no longer."""
        return replace(self, sent=(*(instant for instant in self.sent if instant > now - _KEPT), now))

    def allows_from(self, instant: datetime, zone: ZoneInfo, a_month: int) -> datetime:
        """Find the earliest instant, not before this one, at which one more is within the pace.

        Parameters
        ----------
        instant : datetime
            Aware.
        zone : ZoneInfo
            The client's.
        a_month : int
            How many a calendar month, at least 1.

        Returns
        -------
        datetime
            ``instant`` itself where it is within the pace; else the first of the day or month that is, in UTC.
        """
        day = instant.astimezone(zone).date()
        if self.in_month(day, zone) >= a_month:
            return self.allows_from(_begins(_next_month(day), zone), zone, a_month)
        if day in {sent.astimezone(zone).date() for sent in self.sent}:
            return self.allows_from(_begins(day + _DAY, zone), zone, a_month)
        return instant

    def in_month(self, day: date, zone: ZoneInfo) -> int:
        """Count those in the calendar month of a day, on the wall clock of a zone."""
        days = [sent.astimezone(zone).date() for sent in self.sent]
        return len([other for other in days if (other.year, other.month) == (day.year, day.month)])


NO_PACE = Pace()
"""Of somebody who was not cheered lately."""


def _next_month(day: date) -> date:
    return (day.replace(day=28) + 4 * _DAY).replace(day=1)


def _begins(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)
