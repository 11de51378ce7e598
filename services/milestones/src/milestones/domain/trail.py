"""The trail of a journey: what rules look at that no single course of scores shows.

Shared entries, goals that were set, attainment levels, and how each instrument and goal has stood. Like a course it is
what remains of events when their order and repetition are forgotten (invariant I6).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from milestones.domain.score import Score


class Sort(StrEnum):
    """What a mark tells of."""

    WIN = "win"
    STRUGGLE = "struggle"
    EFFORT = "effort"
    GOAL = "goal"
    LEVEL = "level"


class Mark(NamedTuple):
    """One shared entry, one goal that was set, or one attainment level of a goal.

    Its natural order is the order of the trail: time, ties by id.

    Parameters
    ----------
    occurred_at : datetime
        Aware, UTC.
    id : str
        Of the entry, the goal, or the rating.
    version : int
        The highest one counts.
    sort : Sort
    goal, struggle : str or None
        The goal that it belongs to; the struggle that an effort pushes against.
    value : int
        The level, -2 to 2, of a `Sort.LEVEL`; the weight, 1 to 10, of a `Sort.GOAL`; else 0.
    retracted : bool
        Whether this version takes it back.
    """

    occurred_at: datetime
    id: str
    version: int
    sort: Sort
    goal: str | None = None
    struggle: str | None = None
    value: int = 0
    retracted: bool = False


class Run(NamedTuple):
    """A stretch of a course in which its standing against the first score stayed the same.

    Parameters
    ----------
    since : datetime
        When the first score of the stretch was given.
    id : str
        Of that score's measure or rating.
    change : int
        1 reliably improved since the first score, -1 reliably deteriorated, 0 neither.
    case : bool or None
        Whether the score is at caseness; None where the instrument has no such cut-off.
    score : Score
        That first score of the stretch.
    """

    since: datetime
    id: str
    change: int
    case: bool | None
    score: Score


Progress = tuple[Run, ...]
"""The stretches of one course in order; the first one begins with its first score."""


@dataclass(frozen=True, slots=True)
class Trail:
    """The trail as the rules read it.

    Parameters
    ----------
    marks : tuple of Mark
        Those that count, in order.
    progress : mapping of str to Progress
        By instrument, or by the id of a goal; each one whole, for its stretches are few.
    """

    marks: tuple[Mark, ...] = ()
    progress: Mapping[str, Progress] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, *sorts: Sort) -> list[Mark]:
        """Give the marks of some sorts, in order."""
        return [mark for mark in self.marks if mark.sort in sorts]


@dataclass(frozen=True, slots=True)
class TrailSettings:
    """What may be set of the rules on the trail.

    Parameters
    ----------
    efforts : int
        How many efforts against one struggle count as against the odds.
    within_days : int
        In how many days, and without an improvement in as many.
    without_days : int
        How long a goal must have had no effort and no win for the next one to be a first step.
    """

    efforts: int = 3
    within_days: int = 21
    without_days: int = 28


DEFAULTS = TrailSettings()
"""This project's own: nobody has published such values."""


class Road(NamedTuple):
    """The long road to a milestone.

    Parameters
    ----------
    days : int
        Since the struggle was first named.
    efforts : int
        Shared efforts from then on, up to the day of the milestone.
    """

    days: int
    efforts: int
