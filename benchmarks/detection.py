"""What detection costs: one more score on a course, in microseconds of CPU, without I/O; and the calls of one event."""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, variance

from milestones.domain.course import Course
from milestones.domain.detection import claims_of_course
from milestones.domain.instrument import INSTRUMENTS
from milestones.domain.ports import Place
from unit.milestones.courses import JOURNEY
from unit.milestones.courses import point as point_of
from unit.milestones.events import PRACTICE, scored
from unit.milestones.fakes import Service

LENGTHS = (20, 200, 2000)
REPEATS, ROUNDS = 50, 61
_PLACE = Place(PRACTICE, JOURNEY, "PHQ-9")
_QUIET = (18, 19, 18, 17, 18, 19, 18, 17, 16, 17, 18, 17, 16, 17, 18, 17, 16, 17, 16, 17)
_DRIFTING = (20, 19, 20, 18, 19, 17, 18, 16, 17, 15, 16, 15, 14, 16, 15, 16, 15, 17, 15, 16)
_WITH_A_GAIN = (18, 19, 18, 17, 18, 19, 18, 11, 10, 9, 10, 9, 8, 9, 10, 9, 8, 9, 8, 9)
SHAPES = {
    "quiet": _QUIET,
    "drifting by six points": _DRIFTING,
    "with a gain, a reliable improvement and more": _WITH_A_GAIN,
}


@dataclass(frozen=True, slots=True)
class Measured:
    """One subject.

    Parameters
    ----------
    best, middle : float
        Microseconds an event: minimum and median of the rounds.
    """

    best: float
    middle: float


def _scores(shape: Sequence[int], length: int) -> list[int]:
    """Make a course of a length: the shape's first half, then its second half again and again."""
    half = len(shape) // 2
    rest = shape[half:]
    return [*shape[:half], *(rest[place % half] for place in range(length - half))]


def _service(totals: Sequence[int]) -> Service:
    service = Service()
    service.take_in(*(scored(week, total, session=week + 1) for week, total in enumerate(totals)))
    return service


def _event(totals: Sequence[int]) -> Callable[[], object]:
    """Take the last score in and run all rules, on what an event reads of such a course: its head, where it is long."""
    course: Course = _service(totals[:-1]).courses.kept[_PLACE].course
    last, instrument = point_of(len(totals) - 1, totals[-1], len(totals)), INSTRUMENTS["PHQ-9"]
    return lambda: claims_of_course(course.with_point(last), instrument)


def window(scores: Sequence[int]) -> bool:
    """Give the floor: three criteria on the last window alone, in floats, nothing kept or explained."""
    before, after = scores[-6:-3], scores[-3:]
    drop = before[-1] - after[0]
    if drop < 6 or drop < 0.25 * before[-1]:  # noqa: PLR2004 - PHQ-9, Tang and DeRubeis
        return False
    pooled = sqrt((variance(before) + variance(after)) / 2)
    return fmean(before) - fmean(after) > 2.7764451051977934 * pooled


def _rounds(run: Callable[[], object]) -> Measured:
    rounds = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        for _ in range(REPEATS):
            run()
        rounds.append((time.process_time() - begun) / REPEATS * 1e6)
    return Measured(min(rounds), sorted(rounds)[ROUNDS // 2])


def measure() -> tuple[Measured, dict[tuple[str, int], Measured]]:
    """Measure.

    Returns
    -------
    tuple
        The floor; and by shape and length what one event costs.
    """
    found = {
        (name, length): _rounds(_event(_scores(shape, length))) for name, shape in SHAPES.items() for length in LENGTHS
    }
    return _rounds(lambda: window(_QUIET)), found


def calls(length: int) -> str:
    """Count the calls that a score makes which changes no milestone, as the ports count them.

    Parameters
    ----------
    length : int

    Returns
    -------
    str
    """
    service = _service(_scores(_QUIET, length - 1))
    service.courses.calls = []
    service.take_in(scored(length - 1, _scores(_QUIET, length)[-1], session=length))
    counted = Counter(service.courses.calls)
    return ", ".join(f"{count} {call}" for call, count in counted.items()) + ", 1 get of the practice's instrument"
