"""Progress: how a course has stood against its first score, as stretches in which nothing of that changed.

The trail keeps these stretches and not the scores: they are few, and all that its rules ask of a course.
"""

from itertools import pairwise

from milestones.domain.course import Course, Point, Series
from milestones.domain.instrument import Direction, Instrument
from milestones.domain.nhs_standing import nhs_standing
from milestones.domain.score import Score
from milestones.domain.trail import Progress, Run


def progress_of(series: Series, instrument: Instrument | None) -> Progress:
    """Make the progress of a course.

    Parameters
    ----------
    series : Series
    instrument : Instrument or None
        None: an instrument without known thresholds.

    Returns
    -------
    Progress
        Empty where there is no score, or no threshold to judge one by.
    """
    if instrument is None or not series.points:
        return ()
    first = series.scores[0]
    runs: list[Run] = []
    for point in series.points:
        run = _run(first, point, instrument)
        if not runs or not _alike(first, runs[-1], run, instrument):
            runs.append(run)
    return tuple(runs)


def extended(progress: Progress, point: Point, instrument: Instrument | None) -> Progress:
    """Take the next score of a course in: the same as to make its progress anew, without its earlier scores.

    Parameters
    ----------
    progress : Progress
        Of the course so far.
    point : Point
        Later than all of it.
    instrument : Instrument or None

    Returns
    -------
    Progress
        The very same object where the score stands as the one before it did: nothing to write then.
    """
    if instrument is None:
        return progress
    first = progress[0].score if progress else point.total
    run = _run(first, point, instrument)
    return progress if progress and _alike(first, progress[-1], run, instrument) else (*progress, run)


def appended(before: Course, after: Course) -> bool:
    """Tell whether a course is as it was, and one score longer.

    Parameters
    ----------
    before, after : Course
        Before and after one score was taken in, both read alike.

    Returns
    -------
    bool
    """
    one_more = len(after.points) == len(before.points) + 1 and before.withdrawn == after.withdrawn
    return one_more and after.points[-2:-1] == before.points[-1:]


def moves(before: Course, after: Course, instrument: Instrument | None) -> bool:
    """Tell whether the progress of a course may be another after a score was taken in.

    Parameters
    ----------
    before, after : Course
    instrument : Instrument or None

    Returns
    -------
    bool
        Of a score that is the latest exactly; else always true, for what it does to the older ones takes the whole
        course to tell.
    """
    if instrument is None or after is before:
        return False
    if not before.points or not appended(before, after):
        return True
    first, runs = _first(after), [_run(_first(after).total, one, instrument) for one in after.points[-2:]]
    return not _alike(first.total, runs[0], runs[1], instrument)


def _first(course: Course) -> Point:
    return course.points[0] if course.older is None else course.series().points[0]


def upward(progress: Progress) -> list[Run]:
    """Give the stretches that began with a turn for the better.

    Parameters
    ----------
    progress : Progress

    Returns
    -------
    list of Run
        Reliably better since the first score, or no longer reliably worse, than just before.
    """
    return [run for before, run in pairwise(progress) if run.change > before.change]


def _run(first: Score, point: Point, instrument: Instrument) -> Run:
    change = _change(first, point.total, instrument)
    return Run(point.occurred_at, point.id, change, _case(point.total, instrument), point.total)


def _alike(first: Score, before: Run, run: Run, instrument: Instrument) -> bool:
    """Tell whether a score stands as the stretch before it: by the instrument's thresholds, and by those of the NHS."""
    same = (before.change, before.case) == (run.change, run.case)
    return same and nhs_standing(instrument.id, first, before.score) == nhs_standing(instrument.id, first, run.score)


def _change(first: Score, score: Score, instrument: Instrument) -> int:
    if instrument.reliable_change is None:
        return 0
    better = instrument.direction * (score - first)
    return (better >= instrument.reliable_change.value) - (better <= -instrument.reliable_change.value)


def _case(score: Score, instrument: Instrument) -> bool | None:
    if instrument.caseness is None:
        return None
    if instrument.direction is Direction.LOWER_IS_BETTER:
        return score >= instrument.caseness.value
    return score <= instrument.caseness.value
