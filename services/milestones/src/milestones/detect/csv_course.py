"""A course as a CSV file has it."""

from collections.abc import Sequence
from typing import NamedTuple

from milestones.domain.score import Score


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
