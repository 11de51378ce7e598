"""Mean and standard deviation of a file's own first scores, and mean of its last ones: the norms of a sample."""

from collections.abc import Iterable
from fractions import Fraction
from math import sqrt
from typing import NamedTuple

from milestones.detect.bad_input import BadInputError
from milestones.detect.csv_course import CsvCourse
from milestones.domain.instrument import Norm
from milestones.domain.score import Score, exact

_SOURCE = "of the file's own scores"


class Sample(NamedTuple):
    """What a file says of its sample.

    Parameters
    ----------
    before : Norm
    mean_after : Score
    """

    before: Norm
    mean_after: Score


def sample_of(courses: Iterable[CsvCourse]) -> Sample:
    """Add a file up: exactly, so that the order of its courses makes no difference.

    Parameters
    ----------
    courses : iterable of CsvCourse

    Returns
    -------
    Sample

    Raises
    ------
    BadInputError
        Where all first scores are the same: nothing is known of their spread then.
    """
    count, total, squares, after = 0, Fraction(0), Fraction(0), Fraction(0)
    for course in courses:
        first = course.scores[0]
        count, total, squares = count + 1, total + first, squares + first * first
        after += course.scores[-1]
    spread = count * squares - total * total
    if count < 2 or not spread:  # noqa: PLR2004 - a spread takes two
        raise BadInputError(["the first scores have no spread: say --mean and --sd, or --points"])
    sd = exact(sqrt(spread / (count * (count - 1))))
    return Sample(Norm(total / count, sd, _SOURCE), after / count)
