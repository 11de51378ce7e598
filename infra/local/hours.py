"""Time zones for the story: one where it is midday now, one where it is night."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

ZONES = (
    "Pacific/Auckland", "Australia/Sydney", "Asia/Tokyo", "Asia/Shanghai", "Asia/Bangkok", "Asia/Dhaka",
    "Asia/Karachi", "Asia/Dubai", "Africa/Nairobi", "Africa/Johannesburg", "Europe/Berlin", "Europe/London",
    "Atlantic/Azores", "America/Noronha", "America/Sao_Paulo", "America/Halifax", "America/New_York",
    "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Anchorage", "Pacific/Honolulu",
)  # fmt: skip
MIDDAY = 12.5
NIGHT = 2.0
_HOURS = 24.0


def zone_where(hour: float, now: datetime) -> str:
    """Find the zone whose clocks are nearest to an hour now.

    Parameters
    ----------
    hour : float
        Wanted hour of the day, 0 to 24.
    now : datetime.datetime
        Aware.

    Returns
    -------
    str
        One of `ZONES`.
    """

    def distance(zone: str) -> float:
        local = now.astimezone(ZoneInfo(zone))
        apart = abs(local.hour + local.minute / 60 - hour)
        return min(apart, _HOURS - apart)

    return min(ZONES, key=distance)


def clock_in(zone: str, moment: datetime) -> str:
    """Write a moment as a clock in a zone shows it.

    Parameters
    ----------
    zone : str
        IANA name.
    moment : datetime.datetime
        Aware.

    Returns
    -------
    str
        Day and time, such as ``Mon 23 Nov 08:00``.
    """
    return moment.astimezone(ZoneInfo(zone)).strftime("%a %d %b %H:%M")
