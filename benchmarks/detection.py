"""What detection costs: one more score on a course of twenty, in microseconds of CPU, without I/O."""

import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from math import sqrt
from statistics import fmean, variance

from milestones.domain.course import Course, Point
from milestones.domain.detection import claims_of_course
from milestones.domain.instrument import INSTRUMENTS

POINTS, REPEATS, ROUNDS = 20, 500, 9
_FIRST = datetime(2026, 1, 5, 9, tzinfo=UTC)
_QUIET = [18, 19, 18, 17, 18, 19, 18, 17, 16, 17, 18, 17, 16, 17, 18, 17, 16, 17, 16, 17]
_WITH_A_GAIN = [18, 19, 18, 17, 18, 19, 18, 11, 10, 9, 10, 9, 8, 9, 10, 9, 8, 9, 8, 9]


def _point(place: int, total: int) -> Point:
    return Point(_FIRST + timedelta(weeks=place), f"measure-{place:02}", 1, None, total, retracted=False)


def _event(totals: Sequence[int]) -> Callable[[], object]:
    course = Course()
    for place in range(POINTS - 1):
        course = course.with_point(_point(place, totals[place]))
    last, instrument = _point(POINTS - 1, totals[-1]), INSTRUMENTS["PHQ-9"]
    return lambda: claims_of_course(course.with_point(last), instrument)


def window(scores: list[int]) -> bool:
    """Give the floor: three criteria on the last window alone, in floats, nothing kept or explained."""
    before, after = scores[-6:-3], scores[-3:]
    drop = before[-1] - after[0]
    if drop < 6 or drop < 0.25 * before[-1]:  # noqa: PLR2004 - PHQ-9, Tang and DeRubeis
        return False
    pooled = sqrt((variance(before) + variance(after)) / 2)
    return fmean(before) - fmean(after) > 2.7764451051977934 * pooled


def _rounds(run: Callable[[], object]) -> tuple[float, float]:
    rounds = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        for _ in range(REPEATS):
            run()
        rounds.append((time.process_time() - begun) / REPEATS * 1e6)
    return min(rounds), sorted(rounds)[ROUNDS // 2]


def measure() -> dict[str, tuple[float, float]]:
    """Measure.

    Returns
    -------
    dict
        Minimum and median of the rounds, in microseconds: the floor, ours on a course without a gain, and with one.
    """
    return {
        "floor": _rounds(lambda: window(_QUIET)),
        "quiet": _rounds(_event(_QUIET)),
        "with a gain": _rounds(_event(_WITH_A_GAIN)),
    }
