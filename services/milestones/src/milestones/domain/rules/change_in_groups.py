"""Two more indexes of reliable change, which need to know a group after its treatment, so that no live rule uses them.

With the names of `reliable_change`, and those of the group after treatment with a 2, both are an expected score and an
error as there:

====== ==================================== ============================================ =========================
method expected                             error                                        source
====== ==================================== ============================================ =========================
NK     M + r (x - M)                        sqrt(r r SD SD (1-r) + SD SD (1-r2))         Nunnally & Kotsch 1983
HA     x - (M2 - M) (1 - rdd) / rdd         sqrt(2 SD SD (1-r) / rdd)                    Hageman & Arrindell 1999
====== ==================================== ============================================ =========================

as the R package clinicalsignificance computes them; of HA the index must be beyond 1.65, and whether a score is on the
functional side is judged with its own error too.
"""

from fractions import Fraction
from math import sqrt
from typing import NamedTuple

from milestones.domain.rules.reliable_change import Expected
from milestones.domain.score import Score

CRITICAL_OF_HA = Fraction("1.65")
"""One-sided, at .05."""


class Group(NamedTuple):
    """A group before and after treatment.

    Parameters
    ----------
    mean, sd, mean_after, sd_after : Score
    correlation : Score
        Of its scores before and after.
    reliability : Score
        Of the instrument.
    """

    mean: Score
    sd: Score
    mean_after: Score
    sd_after: Score
    correlation: Score
    reliability: Score

    @property
    def error_variance(self) -> Score:
        """Of a single score."""
        return self.sd * self.sd * (1 - self.reliability)

    @property
    def reliability_of_change(self) -> Score:
        """The rdd of HA: how much of the spread of changes is no error."""
        spread = self.sd * self.sd + self.sd_after * self.sd_after - 2 * self.sd * self.sd_after * self.correlation
        return (spread - 2 * self.error_variance) / Fraction(spread)


def by_nk(group: Group, reliability_after: Score) -> Expected:
    """Give what Nunnally & Kotsch expect.

    Parameters
    ----------
    group : Group
    reliability_after : Score

    Returns
    -------
    Expected
    """
    r, square = group.reliability, group.sd * group.sd
    return Expected(r, group.mean * (1 - r), r * r * square * (1 - r) + square * (1 - reliability_after))


def by_ha(group: Group) -> Expected:
    """Give what Hageman & Arrindell expect.

    Parameters
    ----------
    group : Group

    Returns
    -------
    Expected
    """
    rdd = Fraction(group.reliability_of_change)
    shift = -(group.mean_after - group.mean) * (1 - rdd) / rdd
    return Expected(1, shift, 2 * group.error_variance / rdd, CRITICAL_OF_HA)


def surely_across(group: Group, score: Score, cutoff: Score) -> float:
    """Give the index of Hageman & Arrindell for being across a cut-off: beyond 1.65 it is.

    Parameters
    ----------
    group : Group
    score, cutoff : Score

    Returns
    -------
    float
        Positive above the cut-off.
    """
    square = group.sd_after * group.sd_after
    reliability = (square - group.error_variance) / Fraction(square)
    regressed = (score - group.mean_after) * reliability + group.mean_after
    return float(regressed - cutoff) / sqrt(reliability * group.error_variance)


def true_cutoffs(group: Group, mean_functional: Score, sd_functional: Score, sign: int) -> dict[str, float]:
    """Give the cut-offs of Hageman & Arrindell, by spreads without error.

    Parameters
    ----------
    group : Group
    mean_functional, sd_functional : Score
    sign : int
        Of an improvement.

    Returns
    -------
    dict
        By ``a``, ``b``, ``c``.
    """
    clinical = sqrt(group.sd * group.sd - group.error_variance)
    functional = sqrt(sd_functional * sd_functional - group.error_variance)
    together = clinical * float(mean_functional) + functional * float(group.mean)
    return {
        "a": float(group.mean) + 2 * sign * clinical,
        "b": float(mean_functional) - 2 * sign * functional,
        "c": together / (clinical + functional),
    }
