"""The three criteria of a sudden gain or loss, each in exact numbers.

Sources: Tang & DeRubeis 1999, J Consult Clin Psychol 67(6):894-904, with the critical value adjusted for missing scores
as in the R package suddengains 0.7.2 (Wiedemann, Thew, Stott & Ehlers 2020, PLOS ONE 15(3):e0230276).
"""

from collections.abc import Sequence
from fractions import Fraction
from math import sqrt
from typing import NamedTuple

from milestones.domain.instrument import Direction
from milestones.domain.rules.student_t import ALPHA, critical_t, squared
from milestones.domain.score import Score

SHARE = Fraction(1, 4)
"""Criterion 2: the step is at least this share of the score before it."""
MIN_SIDE = 2
"""Criterion 3 needs this many scores on each side."""


class Limits(NamedTuple):
    """What the three criteria ask.

    Parameters
    ----------
    cutoff : Score
        Criterion 1, in points.
    share : Score
        Criterion 2: of the score before the step.
    alpha : Score
        Criterion 3: two-sided level of the critical value.
    """

    cutoff: Score
    share: Score = SHARE
    alpha: Score = ALPHA


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


def large_enough(step: Score, before: Score, limits: Limits) -> tuple[bool, bool]:
    """Test criteria 1 and 2: the step in points, and as a share of the score before it.

    Parameters
    ----------
    step : Score
        Points in the direction that is looked at; negative against it.
    before : Score
        The score at n, as it stands on the instrument.
    limits : Limits

    Returns
    -------
    tuple of bool
        Whether criterion 1 and whether criterion 2 holds; on the threshold they do.
    """
    share = limits.share
    return step >= limits.cutoff, step * share.denominator >= before * share.numerator


def _sums(before: Sequence[Score], after: Sequence[Score]) -> tuple[Score, Score, Score]:
    """Give both sums, and the sum of squares within the two sides times n1*n2."""
    n1, n2 = len(before), len(after)
    sum1, sum2 = sum(before), sum(after)
    squares = sum([score * score for score in (*before, *after)])
    return sum1, sum2, n1 * n2 * squares - n2 * sum1 * sum1 - n1 * sum2 * sum2


def holds(before: Sequence[Score], after: Sequence[Score], direction: Direction, alpha: Score = ALPHA) -> bool | None:
    """Test criterion 3: the means differ, in the step's direction, by more than t pooled standard deviations.

    With D the difference of the means times n1*n2, and W the sum of squares within the sides times n1*n2, the criterion
    is D > 0 and D*D*df > t*t*W*n1*n2. Both sides are whole numbers where the scores are, so that no rounding decides.

    Parameters
    ----------
    before, after : sequence of Score
        The scores that exist at n-2..n and at n+1..n+3.
    direction : Direction
        Which way the step goes: for a gain the way that is better.
    alpha : Score

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
    numerator, denominator = squared(df, alpha)
    return apart > 0 and apart * apart * df * denominator > numerator * within * n1 * n2


def spread(before: Sequence[Score], after: Sequence[Score], alpha: Score = ALPHA) -> Spread:
    """Give the numbers of criterion 3, where it is testable.

    Parameters
    ----------
    before, after : sequence of Score
        At least two each.
    alpha : Score

    Returns
    -------
    Spread
    """
    n1, n2 = len(before), len(after)
    sum1, sum2, within = _sums(before, after)
    df = n1 + n2 - 2
    return Spread(float(sum1 / n1), float(sum2 / n2), sqrt(within / (n1 * n2 * df)), float(critical_t(df, alpha)))
