"""The caseload: of each journey what a therapist looks at before she decides whom to think of first.

A line is a pure function of what is stored of its journey, and knows no clock: so it ends the same whatever the order,
repetition or lateness of events (invariant I6), and what is fresh is fresh beside what was last heard.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from milestones.domain.alert import Alert, AlertLevel, AlertState
from milestones.domain.claim import SETBACKS, MilestoneKind, MilestoneState
from milestones.domain.course import Course, Point
from milestones.domain.milestone import Milestone
from milestones.domain.trail import Mark

LATEST_WINS = 3
"""So many wins a line names; it counts them all."""
FRESH = timedelta(days=14)
"""A win is fresh while what was last heard is no more than this later: two weekly sessions."""
_ATTENTION, _WATCH, _WIN, _QUIET = "0", "1", "2", "3"
"""Beginnings of places: a red alert or a confirmed setback, an amber alert, a fresh win, none of these."""
_DIGITS = 17
_MOST = 10**_DIGITS - 1
_EPOCH = datetime(1, 1, 1, tzinfo=UTC)
_BETTER = frozenset({MilestoneKind.RELIABLE_IMPROVEMENT, MilestoneKind.GOAL_RELIABLY_IMPROVED})


class Reliably(StrEnum):
    """How the latest score stands against the first, as far as a milestone that holds says so."""

    BETTER = "better"
    WORSE = "worse"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class CourseLine:
    """How a course stands.

    Parameters
    ----------
    subject : str
        The instrument, or the id of the goal.
    goal : bool
        Whether it is a goal's.
    first, latest : Point
    reliably : Reliably
    red, amber : int
        Alerts that are not cleared.
    """

    subject: str
    goal: bool
    first: Point
    latest: Point
    reliably: Reliably
    red: int
    amber: int


@dataclass(frozen=True, slots=True)
class Line:
    """A journey on the caseload.

    Parameters
    ----------
    wins : sequence of Milestone
        All that are confirmed, no setback among them; the newest first.
    setbacks : int
        Those that are confirmed.
    red, amber : int
        Alerts that are not cleared, those of no course among them.
    courses : sequence of CourseLine
        Instruments first, each by name.
    last_heard : datetime or None
        When the latest score, rating, entry or word that counts was given.
    place : str
        Where it stands among the others: the smallest first.
    """

    wins: Sequence[Milestone]
    setbacks: int
    red: int
    amber: int
    courses: Sequence[CourseLine]
    last_heard: datetime | None
    place: str


@dataclass(frozen=True, slots=True)
class Stored:
    """All that is stored of a journey and matters here.

    Parameters
    ----------
    scores, goals, said : mapping of str to Course
        By instrument, by goal, by what raises alerts; each whole.
    marks : sequence of Mark
        Of the trail.
    milestones : sequence of Milestone
    alerts : sequence of Alert
    """

    scores: Mapping[str, Course]
    goals: Mapping[str, Course]
    said: Mapping[str, Course]
    marks: Sequence[Mark]
    milestones: Sequence[Milestone]
    alerts: Sequence[Alert]


def line_of(stored: Stored) -> Line:
    """Make the line of a journey.

    Parameters
    ----------
    stored : Stored

    Returns
    -------
    Line
    """
    held = sorted(
        (one for one in stored.milestones if one.state is MilestoneState.CONFIRMED),
        key=lambda one: (one.occurred_at, one.id),
        reverse=True,
    )
    wins = [one for one in held if one.kind not in SETBACKS]
    setbacks = [one for one in held if one.kind in SETBACKS]
    alerts = [one for one in stored.alerts if one.state is not AlertState.CLEARED]
    red = [one for one in alerts if one.level is AlertLevel.RED]
    amber = [one for one in alerts if one.level is AlertLevel.AMBER]
    courses = [
        _course_line(subject, course, held, alerts, goal=of is stored.goals)
        for of in (stored.scores, stored.goals)
        for subject, course in sorted(of.items())
        if course.points
    ]
    last_heard = _last_heard(stored)
    urgent = max([*(one.occurred_at for one in red), *(one.occurred_at for one in setbacks)], default=None)
    watched = max([one.occurred_at for one in amber], default=None)
    place = _place(urgent, watched, wins[0].occurred_at if wins else None, last_heard)
    return Line(wins, len(setbacks), len(red), len(amber), courses, last_heard, place)


def _last_heard(stored: Stored) -> datetime | None:
    courses = (*stored.scores.values(), *stored.goals.values(), *stored.said.values())
    heard = [course.points[-1].occurred_at for course in courses if course.points]
    return max([*heard, *(mark.occurred_at for mark in stored.marks if not mark.retracted)], default=None)


def _course_line(
    subject: str, course: Course, held: Iterable[Milestone], alerts: Iterable[Alert], *, goal: bool
) -> CourseLine:
    kinds = {one.kind for one in held if one.subject == subject}
    levels = [one.level for one in alerts if one.subject == subject]
    reliably = Reliably.NEITHER
    if kinds & _BETTER:
        reliably = Reliably.BETTER
    if MilestoneKind.RELIABLE_DETERIORATION in kinds:
        reliably = Reliably.WORSE
    red, amber = levels.count(AlertLevel.RED), levels.count(AlertLevel.AMBER)
    return CourseLine(subject, goal, course.points[0], course.points[-1], reliably, red, amber)


def _place(urgent: datetime | None, watched: datetime | None, won: datetime | None, heard: datetime | None) -> str:
    if urgent is not None:
        return _ATTENTION + _newest_first(urgent)
    if watched is not None:
        return _WATCH + _newest_first(watched)
    if won is not None and (heard is None or heard - won <= FRESH):
        return _WIN + _newest_first(won)
    return _QUIET + f"{0 if heard is None else _tenths(heard):0{_DIGITS}}"


def _newest_first(at: datetime) -> str:
    return f"{_MOST - _tenths(at):0{_DIGITS}}"


def _tenths(at: datetime) -> int:
    """Count tenths of milliseconds, of which all years of a datetime take seventeen digits at most."""
    return (at - _EPOCH) // timedelta(microseconds=100)


UNHEARD = _place(None, None, None, None)
"""Place of a journey of which nothing was heard: the first of those that are quiet."""
