"""A course as a CSV file has it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from milestones.domain.course import Point, Series
from milestones.domain.score import Score

_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)


class CsvCourse(NamedTuple):
    """One course of a file.

    Parameters
    ----------
    id : str
    line : int
        Where it is first spoken of.
    first, last : int
        Session numbers that the file goes from and to, missing ones among them.
    sessions : tuple of int
        Number of each score's session; they just count where times are no whole numbers.
    scores : tuple of Score
    """

    id: str
    line: int
    first: int
    last: int
    sessions: Sequence[int]
    scores: Sequence[Score]

    def series(self) -> Series:
        """Give it as the rules read it.

        Returns
        -------
        Series
        """
        points = [
            Point(_ANY_TIME, "", 1, session, score, retracted=False)
            for session, score in zip(self.sessions, self.scores, strict=True)
        ]
        return Series(tuple(points), self.scores)
