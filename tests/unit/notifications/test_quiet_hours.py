from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from notifications.domain.quiet_hours import QuietHours, UnknownTimeZoneError, time_zone

EVENING, MORNING = time(21), time(8)
ZONES = (
    "UTC",
    "America/New_York",
    "Europe/London",
    "Asia/Tokyo",
    "Asia/Kolkata",
    "Australia/Lord_Howe",  # changes by half an hour
    "America/St_Johns",
    "Africa/Casablanca",
    "Pacific/Apia",  # left out a whole day in 2011
    "America/Scoresbysund",
)
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2036, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - zone is given
MINUTES = st.builds(time, st.integers(0, 23), st.integers(0, 59))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


@pytest.mark.parametrize(
    ("zone", "now", "decent"),
    [
        ("America/New_York", "2026-11-01T05:30Z", "2026-11-01T13:00Z"),
        ("America/New_York", "2026-03-08T06:30Z", "2026-03-08T12:00Z"),
        ("Asia/Tokyo", "2026-06-01T13:45Z", "2026-06-01T23:00Z"),
        ("Asia/Tokyo", "2026-06-01T03:45:30Z", "2026-06-01T03:45:30Z"),
    ],
)
def test_the_acceptance_examples(zone: str, now: str, decent: str) -> None:
    assert QuietHours(ZoneInfo(zone), EVENING, MORNING).next_decent(utc(now)) == utc(decent)


@pytest.mark.parametrize(
    ("starts", "ends", "now", "decent"),
    [
        # New York leaves out 02:00-03:00 on 2026-03-08: an end at 02:30 never comes, the hour after it does.
        (time(21), time(2, 30), "2026-03-08T06:00Z", "2026-03-08T07:00Z"),
        # It has 01:00-02:00 twice on 2026-11-01: an end at 01:30 comes twice, and each is kept.
        (time(21), time(1, 30), "2026-11-01T05:10Z", "2026-11-01T05:30Z"),
        (time(21), time(1, 30), "2026-11-01T06:10Z", "2026-11-01T06:30Z"),
        # Going back from 02:00 to 01:00 leads out of a window that starts at 01:30.
        (time(1, 30), time(8), "2026-11-01T05:45Z", "2026-11-01T06:00Z"),
        # A window within one day.
        (time(12), time(14), "2026-06-01T17:00Z", "2026-06-01T18:00Z"),
        (time(12), time(14), "2026-06-01T18:00Z", "2026-06-01T18:00Z"),
        (time(12), time(14), "2026-06-01T15:59:59Z", "2026-06-01T15:59:59Z"),
    ],
)
def test_clock_changes_and_edges_in_new_york(starts: time, ends: time, now: str, decent: str) -> None:
    assert QuietHours(ZoneInfo("America/New_York"), starts, ends).next_decent(utc(now)) == utc(decent)


@given(zone=st.sampled_from(ZONES), now=MOMENTS, wall=MINUTES)
def test_equal_ends_mean_no_quiet_hours(zone: str, now: datetime, wall: time) -> None:
    assert QuietHours(ZoneInfo(zone), wall, wall).next_decent(now) == now


@given(zone=st.sampled_from(ZONES), now=MOMENTS, starts=MINUTES, ends=MINUTES, share=st.floats(0, 1))
@example("Pacific/Apia", utc("2011-12-30T07:00Z"), time(21), time(8), 0.5)
def test_never_quiet_never_earlier_and_minimal(
    zone: str, now: datetime, starts: time, ends: time, share: float
) -> None:
    quiet = QuietHours(ZoneInfo(zone), starts, ends)
    decent = quiet.next_decent(now)
    assert decent.utcoffset() == timedelta(0)
    assert decent >= now
    assert not quiet.covers(decent)
    if decent > now:
        assert quiet.covers(decent - timedelta(microseconds=1))
        assert quiet.covers(now + (decent - now) * share * 0.999999)
        minutes = int((decent - now) / timedelta(minutes=1))
        assert all(quiet.covers(now + timedelta(minutes=minute)) for minute in range(0, minutes, 7))


@pytest.mark.parametrize(
    "name", ["", "Mars/Olympus", "America", "../etc/passwd", "/etc/passwd", "Asia/Tokyo\x00", "a" * 300]
)
def test_what_is_no_zone_is_said_so(name: str) -> None:
    with pytest.raises(UnknownTimeZoneError):
        time_zone(name)
