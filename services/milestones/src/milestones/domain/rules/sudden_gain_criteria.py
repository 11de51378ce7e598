"""The three criteria of a sudden gain, each in exact numbers.

Sources: Tang & DeRubeis 1999, J Consult Clin Psychol 67(6):894-904, with the critical value adjusted for missing scores
as in the R package suddengains 0.7.2 (Wiedemann, Thew, Stott & Ehlers 2020, PLOS ONE 15(3):e0230276).
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import sqrt
from types import MappingProxyType
from typing import NamedTuple

from milestones.domain.instrument import Direction
from milestones.domain.score import Score

SHARE = 0.25
"""Criterion 2: the step is at least this share of the score before it."""
ALPHA = 0.05
"""Criterion 3: two-sided level of the critical value."""
MIN_SIDE = 2
"""Criterion 3 needs this many scores on each side."""

CRITICAL_T: Mapping[int, Fraction] = MappingProxyType(
    {2: Fraction("4.302652729749462"), 3: Fraction("3.182446305283708"), 4: Fraction("2.7764451051977934")}
)
"""Student's t by degrees of freedom: R's qt(.975, df), to the digits that R prints."""
# Squared, as numerator and denominator: whole numbers keep the comparison exact and fast.
_T_SQUARED = {df: ((t * t).numerator, (t * t).denominator) for df, t in CRITICAL_T.items()}


class Spread(NamedTuple):
    """What criterion 3 compares, in numbers for people to read.

    Parameters
    ----------
    mean_before, mean_after : float
        Means of the scores that exist at n-2..n and n+1..n+3.
    pooled_sd : float
        Their pooled standard deviation.
    critical_t : float
        The critical value at their degrees of freedom.
    """

    mean_before: float
    mean_after: float
    pooled_sd: float
    critical_t: float


def large_enough(step: Score, before: Score, cutoff: Score) -> tuple[bool, bool]:
    """Test criteria 1 and 2: the step in points, and as a share of the score before it.

    Parameters
    ----------
    step : Score
        Points for the better; negative for the worse.
    before : Score
        The score at n, as it stands on the instrument.
    cutoff : Score
        Criterion 1, in points.

    Returns
    -------
    tuple of bool
        Whether criterion 1 and whether criterion 2 holds; on the threshold they do.
    """
    return step >= cutoff, 4 * step >= before


def _sums(before: Sequence[Score], after: Sequence[Score]) -> tuple[Score, Score, Score]:
    """Give both sums, and the sum of squares within the two sides times n1*n2."""
    n1, n2 = len(before), len(after)
    sum1, sum2 = sum(before), sum(after)
    squares = sum([score * score for score in (*before, *after)])
    return sum1, sum2, n1 * n2 * squares - n2 * sum1 * sum1 - n1 * sum2 * sum2


def holds(before: Sequence[Score], after: Sequence[Score], direction: Direction) -> bool | None:
    """Test criterion 3: the means differ, for the better, by more than t pooled standard deviations.

    With D the difference of the means times n1*n2, and W the sum of squares within the sides times n1*n2, the criterion
    is D > 0 and D*D*df > t*t*W*n1*n2. Both sides are whole numbers where the scores are, so that no rounding decides.

    Parameters
    ----------
    before, after : sequence of Score
        The scores that exist at n-2..n and at n+1..n+3.
    direction : Direction
        Which way is better.

    Returns
    -------
    bool or None
        None where a side has fewer than two scores: not testable.
    """
    n1, n2 = len(before), len(after)
    if n1 < MIN_SIDE or n2 < MIN_SIDE:
        return None
    sum1, sum2, within = _sums(before, after)
    apart = direction * (sum2 * n1 - sum1 * n2)
    df = n1 + n2 - 2
    numerator, denominator = _T_SQUARED[df]
    return apart > 0 and apart * apart * df * denominator > numerator * within * n1 * n2


def spread(before: Sequence[Score], after: Sequence[Score]) -> Spread:
    """Give the numbers of criterion 3, where it is testable.

    Parameters
    ----------
    before, after : sequence of Score
        At least two each.

    Returns
    -------
    Spread
    """
    n1, n2 = len(before), len(after)
    sum1, sum2, within = _sums(before, after)
    df = n1 + n2 - 2
    return Spread(float(sum1 / n1), float(sum2 / n2), sqrt(within / (n1 * n2 * df)), float(CRITICAL_T[df]))
