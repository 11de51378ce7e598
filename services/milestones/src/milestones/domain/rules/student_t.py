"""Critical values of Student's t for the few degrees of freedom that criterion 3 of sudden gains meets.

Closed forms for 2 and 4 degrees of freedom, Newton's method on the closed form of the distribution for 3 (Shaw 2006,
J Comput Finance 9(4):37-73). At the level .05 the digits that R's ``qt`` prints, so that nothing differs from the R
package suddengains by a rounding.
"""

from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from math import acos, atan, cos, pi, sqrt
from types import MappingProxyType

from milestones.domain.score import Score

ALPHA = Fraction(1, 20)
"""Two-sided level of criterion 3."""
CRITICAL_T: Mapping[int, Fraction] = MappingProxyType(
    {2: Fraction("4.302652729749462"), 3: Fraction("3.182446305283708"), 4: Fraction("2.7764451051977934")}
)
"""At `ALPHA`, by degrees of freedom: R's qt(.975, df), to the digits that R prints."""
_STEPS = 60


@cache
def critical_t(df: int, alpha: Score) -> Fraction:
    """Give the critical value of a two-sided test.

    Parameters
    ----------
    df : int
        Degrees of freedom: 2, 3 or 4.
    alpha : Score
        Level, between 0 and 1.

    Returns
    -------
    Fraction
    """
    if alpha == ALPHA:
        return CRITICAL_T[df]
    tails = float(alpha)
    return Fraction({2: _of_two, 3: _of_three, 4: _of_four}[df](tails))


def _of_two(tails: float) -> float:
    spread = tails * (1 - tails / 2)
    return (1 - tails) / sqrt(spread)


def _of_three(tails: float) -> float:
    """Close in from the side on which the distribution is concave, so that no step goes too far."""
    root, t = sqrt(3), 0.0
    for _ in range(_STEPS):
        within = (2 / pi) * ((t / root) / (1 + t * t / 3) + atan(t / root))
        density = (4 / (pi * root)) / (1 + t * t / 3) ** 2
        step = (1 - tails - within) / density
        t += step
        if abs(step) <= abs(t) * 1e-16:
            break
    return t


def _of_four(tails: float) -> float:
    spread = sqrt(tails * (2 - tails))
    return 2 * sqrt(max(0.0, cos(acos(spread) / 3) / spread - 1))


def squared(df: int, alpha: Score) -> tuple[int, int]:
    """Give the square of a critical value as numerator and denominator: whole numbers compare exactly and fast.

    Parameters
    ----------
    df : int
    alpha : Score

    Returns
    -------
    tuple of int
    """
    return _AT_ALPHA[df] if alpha == ALPHA else _squared(df, alpha)


@cache
def _squared(df: int, alpha: Score) -> tuple[int, int]:
    square = critical_t(df, alpha) ** 2
    return square.numerator, square.denominator


_AT_ALPHA: Mapping[int, tuple[int, int]] = {df: _squared(df, ALPHA) for df in CRITICAL_T}
