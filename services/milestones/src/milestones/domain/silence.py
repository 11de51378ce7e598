"""Silence: a journey of which nothing was heard for so many weeks, no shared capture and no session.

What counts is what this service can know of: scores, ratings, goals, shared entries, what either said of being stuck,
sessions that were held; and that a journey was opened, handed over or resumed. What the therapist reflects between
sessions, and what the client keeps private, has no event on purpose (invariants I3 and I4), so it cannot count: silence
is between the two, and says nothing of what either does alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Protocol
from uuid import UUID

from milestones.domain.alert import AlertKind, Concern
from milestones.domain.claim import Numbers

RULE_VERSION = 1
CITATION = (
    "No study that we know of names a number of weeks. Four weekly sessions without a word are as long as the span "
    "after which a first step counts as one; a practice sets its own."
)
WEEKS = (2, 3, 4, 6, 8, 12)
"""What a practice may choose. Few, so that a sweep looks into few days."""
DEFAULT_WEEKS = 4
CATCH_UP = 7
"""So many days a sweep looks back beside each: as long as sweeps may fail without losing a journey."""
_WEEK = timedelta(days=7)


def rerun(numbers: Numbers, thresholds: Numbers) -> bool:
    """Say again from its numbers whether it was silence."""
    return numbers["days"] >= thresholds["weeks"] * _WEEK.days


@dataclass(frozen=True, slots=True)
class Listening:
    """What is stored of a journey and tells since when nothing was heard of it.

    Parameters
    ----------
    practice, journey : str
    active : bool
        Whether it has a therapist, and was neither closed nor erased.
    paused : bool
        Whether the two do not meet for a while: that is never silence.
    heard_on : date or None
        The day that it is found by; no later than that of `heard`, for not everything that is heard moves it.
    heard : datetime or None
        When something was heard last; None where that is not known.
    silent : datetime or None
        When something was heard last before an alert was raised; None while none was.
    """

    practice: str
    journey: str
    active: bool
    paused: bool
    heard_on: date | None
    heard: datetime | None
    silent: datetime | None


class Quiet(Protocol):
    """Finds journeys by when something was heard of them last, and keeps whether an alert was raised."""

    def of_day(self, day: date) -> Iterator[tuple[str, str]]:
        """Name practice and journey of those found by a day: one call a page."""
        ...

    def get(self, practice: str, journey: str) -> Listening:
        """Read one, consistently: one call."""
        ...

    def move(self, known: Listening, day: date | None) -> None:
        """Let it be found by another day, or by none: one call; nothing where it has changed meanwhile."""
        ...

    def hush(self, known: Listening, heard: datetime) -> bool:
        """Note that an alert was raised, and find it no more: one call; False where it has changed meanwhile."""
        ...

    def wake(self, practice: str, journey: str, day: date) -> None:
        """Forget that an alert was raised, and find it by a day again: one call."""
        ...

    def weeks(self, practice: str) -> int | None:
        """Read after how many weeks a practice wants to be told; None for never: one call."""
        ...

    def set_weeks(self, practice: str, weeks: int | None) -> None:
        """Store it: one call."""
        ...


def days_to_look_into(today: date) -> list[date]:
    """Name the days by which those are found that may be silent now, and were not looked at before.

    Parameters
    ----------
    today : date
        In UTC.

    Returns
    -------
    list of date
        Some 46, the oldest first.
    """
    ages = {weeks * _WEEK.days + late for weeks in WEEKS for late in range(CATCH_UP + 1)}
    return [today - timedelta(days=age) for age in sorted(ages, reverse=True)]


def is_due(day: date, weeks: int | None, today: date) -> bool:
    """Tell whether what is found by a day can be silent, where so many weeks are."""
    return weeks is not None and (today - day).days >= weeks * _WEEK.days


def concern_of(journey: str, heard: datetime, weeks: int, now: datetime) -> Concern:
    """Say that it is silent: the same silence has the same anchor, whenever it is found.

    Parameters
    ----------
    journey : str
    heard : datetime
        When something was heard last.
    weeks : int
        So many are silence in its practice.
    now : datetime

    Returns
    -------
    Concern
    """
    days = (now - heard).days
    numbers = {"days": days, "weeks": days // _WEEK.days}
    anchor = str(UUID(bytes=sha256(f"{journey}|silence|{heard.astimezone(UTC).isoformat()}".encode()).digest()[:16]))
    return Concern(AlertKind.SILENCE, anchor, RULE_VERSION, heard, numbers, {"weeks": weeks})
