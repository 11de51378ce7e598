"""What consults of a practice led to, counted: by quarters that are over, rounded, once, and only of ten or more.

So that no reading, and no two readings together, tell of a single journey: periods are fixed and share no consult, a
period that was counted stays as it was, and every number is rounded. See docs/adr/0047-after-a-consult.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from reflections.domain.consult_outcome import FOLLOW_UP, Outcome, Turn

LEAST_JOURNEYS = 10
"""Of fewer nothing is told but that there are too few."""

ROUNDED_TO = 5
"""Every number that is told is a multiple of it."""

_QUARTERS = 4
_MONTHS = 3


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter of a calendar year, in UTC.

    Parameters
    ----------
    year, number : int
        For example 2026 and 1.
    """

    year: int
    number: int

    @classmethod
    def of(cls, name: str) -> "Quarter":
        """Read ``2026-Q1``."""
        year, _, number = name.partition("-Q")
        return cls(int(year), int(number))

    @classmethod
    def last_over(cls, now: datetime) -> "Quarter":
        """Give the last one of which every consult has had its follow-up."""
        end = (now - FOLLOW_UP).astimezone(UTC)
        year, number = end.year, (end.month - 1) // _MONTHS
        return cls(year, number) if number else cls(year - 1, _QUARTERS)

    def __str__(self) -> str:
        """Write ``2026-Q1``."""
        return f"{self.year:04d}-Q{self.number}"

    @property
    def begins(self) -> datetime:
        """Its first instant."""
        return datetime(self.year, (self.number - 1) * _MONTHS + 1, 1, tzinfo=UTC)

    @property
    def ends(self) -> datetime:
        """The first instant behind it."""
        return (Quarter(self.year, self.number + 1) if self.number < _QUARTERS else Quarter(self.year + 1, 1)).begins

    @property
    def told_from(self) -> datetime:
        """When it can be counted: the last of its consults has had its follow-up."""
        return self.ends + FOLLOW_UP


@dataclass(frozen=True, slots=True)
class Counts:
    """How many journeys went which way after their first consult of a quarter, each rounded; they need not add up.

    Parameters
    ----------
    journeys, turned, went_on, worse, neither : int
        All of them, and by `Turn`.
    ideas_tried : int
        Those in which an idea from supervision was tried.
    """

    journeys: int
    turned: int
    went_on: int
    worse: int
    neither: int
    ideas_tried: int


def counted(outcomes: Sequence[Outcome]) -> Counts | None:
    """Count outcomes, one of each journey.

    Parameters
    ----------
    outcomes : sequence of Outcome

    Returns
    -------
    Counts or None
        None where there are too few.
    """
    if len(outcomes) < LEAST_JOURNEYS:
        return None
    by_turn = {turn: rounded(sum(one.turn is turn for one in outcomes)) for turn in Turn}
    return Counts(
        journeys=rounded(len(outcomes)),
        turned=by_turn[Turn.TURNED],
        went_on=by_turn[Turn.WENT_ON],
        worse=by_turn[Turn.WORSE],
        neither=by_turn[Turn.NEITHER],
        ideas_tried=rounded(sum(one.tried for one in outcomes)),
    )


def rounded(number: int) -> int:
    """Round a count to the nearest multiple of five."""
    return (number + ROUNDED_TO // 2) // ROUNDED_TO * ROUNDED_TO
