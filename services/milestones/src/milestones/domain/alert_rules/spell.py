"""Since when something holds: what the rules for alerts have in common."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from milestones.domain.alert import AlertKind, Concern
from milestones.domain.claim import Numbers
from milestones.domain.course import Series
from milestones.domain.instrument import Direction, Instrument
from milestones.domain.score import Score

_WEEK = timedelta(days=7)


def unbroken(series: Series) -> int:
    """Give the index from which on no point of the course is left out; 0 where none is.

    Parameters
    ----------
    series : Series

    Returns
    -------
    int
    """
    place = len(series.points) - 1
    while place > 0 and series.follows(place - 1):
        place -= 1
    return max(place, 0)


def spell_of(series: Series, holds: Callable[[int], bool], first: int = 0) -> int | None:
    """Give the index of the point since which something holds at every point, up to the latest.

    Parameters
    ----------
    series : Series
    holds : callable
        Says of an index whether it holds there.
    first : int
        From which index on it can be said at all.

    Returns
    -------
    int or None
        None where it does not hold at the latest point. -1: it began before what is at hand.
    """
    start, place = max(unbroken(series), first), len(series.points) - 1
    if place < start or not holds(place):
        return None
    while place > start and holds(place - 1):
        place -= 1
    return -1 if place == start and unbroken(series) > 0 else place


def concern_of(
    kind: AlertKind,
    version: int,
    series: Series,
    place: int | None,
    said: Callable[[int], tuple[Numbers, Numbers]],
) -> list[Concern]:
    """Make the concern that began at a place.

    Parameters
    ----------
    kind : AlertKind
    version : int
        Of the rule.
    series : Series
    place : int or None
        As `spell_of` gives it.
    said : callable
        Gives numbers and thresholds at an index.

    Returns
    -------
    list of Concern
        None or one.
    """
    if place is None:
        return []
    point = series.points[place]
    if place < 0:
        return [Concern(kind, None, version, point.occurred_at, {}, {})]
    numbers, thresholds = said(place)
    return [Concern(kind, point.id, version, point.occurred_at, numbers, thresholds)]


def week_of(series: Series, place: int) -> int:
    """Give the whole weeks from the first point of the course to another."""
    return (series.points[place].occurred_at - series.points[0].occurred_at) // _WEEK


def at_caseness(score: Score, instrument: Instrument) -> bool:
    """Say whether a score is on the clinical side; never where the instrument has no such cut-off."""
    if instrument.caseness is None:
        return False
    if instrument.direction is Direction.LOWER_IS_BETTER:
        return score >= instrument.caseness.value
    return score <= instrument.caseness.value


def spread(scores: Sequence[Score]) -> Score:
    """Give how far scores lie apart."""
    return max(scores) - min(scores)
