"""Trails for tests: marks by the day of 2026 that they fall on, ids that count."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from milestones.domain.instrument import Direction, Instrument, Threshold
from milestones.domain.progress import progress_of
from milestones.domain.trail import Mark, Progress, Sort, Trail
from unit.milestones.courses import MONDAY, course, uuid

GOAL, OTHER_GOAL = uuid(0xE1), uuid(0xE2)
STRUGGLE, OTHER_STRUGGLE = uuid(0xF1), uuid(0xF2)
PAIR = {
    name: Instrument(
        id=name,
        lowest=0,
        highest=highest,
        direction=Direction.LOWER_IS_BETTER,
        reliable_change=Threshold(change, "NHS"),
        caseness=Threshold(caseness, "NHS"),
    )
    for name, highest, change, caseness in (("PHQ-9", 27, 6, 10), ("GAD-7", 21, 4, 8))
}


def on(day: float) -> datetime:
    """Give the moment some days after the first Monday."""
    return MONDAY + timedelta(days=day)


def effort(day: float, number: int, struggle: str | None = STRUGGLE, goal: str | None = None) -> Mark:
    """Make a shared effort."""
    return Mark(on(day), uuid(number), 1, Sort.EFFORT, goal, struggle)


def win(day: float, number: int, goal: str | None = None) -> Mark:
    """Make a shared win."""
    return Mark(on(day), uuid(number), 1, Sort.WIN, goal)


def struggle(day: float, id_: str = STRUGGLE) -> Mark:
    """Name a struggle."""
    return Mark(on(day), id_, 1, Sort.STRUGGLE)


def goal(day: float, id_: str = GOAL, weight: int = 1) -> Mark:
    """Set a goal."""
    return Mark(on(day), id_, 1, Sort.GOAL, id_, value=weight)


def level(day: float, number: int, value: int, goal: str = GOAL) -> Mark:
    """Rate the attainment of a goal."""
    return Mark(on(day), uuid(number), 1, Sort.LEVEL, goal, value=value)


def trail(marks: Iterable[Mark], **progress: Progress) -> Trail:
    """Make a trail: of marks in any order, and of progress by an instrument's name, its dash as an underscore."""
    return Trail(tuple(sorted(marks)), {name.replace("_", "-"): runs for name, runs in progress.items()})


def progress(name: str, totals: Sequence[float | None], ids_from: int = 0) -> Progress:
    """Make the progress of weekly scores on one of the pair; the ids of the two must differ."""
    runs = progress_of(course(totals).series(), PAIR[name])
    return tuple([run._replace(id=uuid(ids_from + int(run.id.replace("-", ""), 16))) for run in runs])


def pair(phq9: Sequence[float | None], gad7: Sequence[float | None]) -> Trail:
    """Make a trail of nothing but weekly scores on both."""
    return trail([], PHQ_9=progress("PHQ-9", phq9), GAD_7=progress("GAD-7", gad7, 1000))
