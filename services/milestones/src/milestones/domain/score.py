"""Scores as exact numbers, so that a score on a threshold falls on the side that the rule says."""

import math
from fractions import Fraction

Score = int | Fraction
"""A total or a rating: an int where it is whole, else the very fraction that its decimals spell."""

Number = int | float
"""A number as JSON has it."""


def exact(number: Number) -> Score:
    """Read a JSON number as the decimal that was typed.

    ``0.1 + 0.2 >= 0.3`` must not depend on binary rounding, so ``0.1`` is read as one tenth.

    Parameters
    ----------
    number : int or float
        A finite number.

    Returns
    -------
    Score

    Raises
    ------
    ValueError
        If the number is not finite.
    """
    if isinstance(number, int):
        return number
    if not math.isfinite(number):
        message = "a score is a finite number"
        raise ValueError(message)
    return int(number) if number.is_integer() else Fraction(repr(number))


def plain(score: Score) -> Number:
    """Give the JSON number of a score; ``exact(plain(score)) == score`` for every score once read.

    Parameters
    ----------
    score : Score

    Returns
    -------
    int or float
    """
    return score if isinstance(score, int) else float(score)
