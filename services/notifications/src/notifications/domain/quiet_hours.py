"""The next decent instant: when a message may reach a client without waking anyone.

All arithmetic ends in UTC, because a scheduler's own time zones are not dependable (and a zone changed after
scheduling would be missed). Clock changes are handled exactly: the quiet window is defined on the client's wall clock,
so an hour that is skipped is not waited for, and an hour that comes twice is judged each time.
"""

import math
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
LONGEST = timedelta(hours=23)
"""The longest window that somebody may choose: who leaves no hour is never reached, and means something else."""
# A placeholder of the database for "not set up yet".
_NO_PLACE = "Factory"


class UnknownTimeZoneError(ValueError):
    """The name is not an IANA time zone that this system knows."""


@dataclass(frozen=True, slots=True)
class QuietHours:
    """The part of the day in which nothing may reach a client.

    Parameters
    ----------
    zone
        IANA time zone of the client.
    starts, ends
        Wall clock, minutes matter and seconds do not; the window is ``[starts, ends)`` and may cross midnight.
        Equal values mean that there are no quiet hours.
    """

    zone: ZoneInfo
    starts: time
    ends: time

    @property
    def length(self) -> timedelta:
        """How long the window is on a day without a clock change; zero where there is none."""
        return (_since_midnight(self.ends) - _since_midnight(self.starts)) % DAY

    def covers(self, instant: datetime) -> bool:
        """Tell whether an instant lies in the quiet window on the client's wall clock.

        Parameters
        ----------
        instant
            Aware, any zone.
        """
        return self.hold(instant.astimezone(self.zone).time())

    def hold(self, wall: time) -> bool:
        """Tell whether an hour of the wall clock lies in the quiet window.

        Parameters
        ----------
        wall
            On the client's clock.
        """
        if self.starts <= self.ends:
            return self.starts <= wall < self.ends
        return wall >= self.starts or wall < self.ends

    def next_decent(self, now: datetime) -> datetime:
        """Find the earliest instant, not before now, that lies outside the quiet window.

        Parameters
        ----------
        now
            Aware, any zone.

        Returns
        -------
        datetime
            In UTC; ``now`` itself where it is decent already.
        """
        instant = now.astimezone(UTC)
        while self.covers(instant):
            end = instant + self._until_end(instant)
            # A clock change on the way makes the straight sum wrong: go to the change and look again from there.
            instant = self._clock_change(instant, end) or end
        return instant

    def _until_end(self, instant: datetime) -> timedelta:
        """Wall-clock distance to the end of the window, as if no clock change lay between."""
        return (_since_midnight(self.ends) - _since_midnight(instant.astimezone(self.zone).time())) % DAY

    def _clock_change(self, start: datetime, end: datetime) -> datetime | None:
        """First whole second in (start, end] with another UTC offset; a zone changes once a day at most."""
        offset = self._offset(start)
        low, high = math.floor(start.timestamp()), math.ceil(end.timestamp())
        if self._offset(datetime.fromtimestamp(high, UTC)) == offset:
            return None
        while high - low > 1:
            middle = (low + high) // 2
            if self._offset(datetime.fromtimestamp(middle, UTC)) == offset:
                low = middle
            else:
                high = middle
        change = datetime.fromtimestamp(high, UTC)
        return change if change <= end else None

    def _offset(self, instant: datetime) -> timedelta | None:
        return instant.astimezone(self.zone).utcoffset()


def time_zone(name: str) -> ZoneInfo:
    """Look a time zone up by its IANA name.

    Parameters
    ----------
    name
        Such as ``Asia/Tokyo``.

    Raises
    ------
    UnknownTimeZoneError
        Where there is no such zone; also for a folder of zones ("America"), for names that are paths, and for what is
        no place's time: the machine's own (``localtime``), or one that counts leap seconds (``right/...``).
    """
    # Names of places begin with a capital; what does not is the database's, or the machine's, own affair.
    if not name[:1].isupper() or name == _NO_PLACE:
        raise UnknownTimeZoneError(name)
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise UnknownTimeZoneError(name) from error


def _since_midnight(wall: time) -> timedelta:
    return timedelta(hours=wall.hour, minutes=wall.minute, seconds=wall.second, microseconds=wall.microsecond)
