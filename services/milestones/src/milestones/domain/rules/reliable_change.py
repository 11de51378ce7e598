"""Reliable change: whether a score differs from an earlier one by more than measurement error explains.

By whole points where the instrument has such a threshold, reached where the change is at least as large; else by an
index of its norms, which must be beyond 1.96, strictly. With x the earlier score, y the later one, M and SD those of
the clinical population, r the reliability and d the sign of an improvement, the index is d (y - expected) / error:

====== ======================= ============== =================================================
method expected                error          source
====== ======================= ============== =================================================
JT     x                       SD sqrt(2-2r)  Jacobson & Truax 1991, J Consult Clin Psychol 59:12
EN     M + r (x - M)           SD sqrt(1-r)   Edwards, Yarvis, Mueller, Zingale & Wagman 1978 after Nunnally 1967
GLN    M + r (x - M)           SD sqrt(1-r r) Gulliksen 1950; Lord & Novick 1968
HLL    M_after + r (x - M)     SD sqrt(1-r r) Hsu 1989, 1999; Linn & Slinde 1977; Lord 1958
====== ======================= ============== =================================================

as the R package clinicalsignificance computes them. HLL needs the mean of a group after treatment.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import sqrt
from typing import NamedTuple

from milestones.domain.claim import Numbers
from milestones.domain.instrument import ChangeMethod, Direction, Instrument
from milestones.domain.score import Number, Score, exact, plain

CRITICAL = Fraction("1.96")
"""Two-sided, at .05, as Jacobson & Truax have it."""


class Expected(NamedTuple):
    """What an index expects of a later score, and how far it may be off.

    Parameters
    ----------
    carried : Score
        How much of the earlier score is expected again: all of it, or its reliable share.
    shift : Score
        Points on top of that.
    variance : Score
        Of the error, in points squared.
    critical : Score
        The index must be beyond it.
    """

    carried: Score
    shift: Score
    variance: Score
    critical: Score = CRITICAL


class ReliableChange(NamedTuple):
    """How reliable change is judged.

    Parameters
    ----------
    direction : Direction
        Which way is better.
    points : Score or None
        Smallest change that is reliable; None: by the index.
    expected : Expected or None
        For the index.
    """

    direction: Direction
    points: Score | None
    expected: Expected | None = None

    def of(self, first: Score, score: Score) -> int:
        """Judge a score.

        Parameters
        ----------
        first, score : Score
            The earlier one and the later one.

        Returns
        -------
        int
            1 reliably better, -1 reliably worse, 0 neither.
        """
        if self.points is not None:
            better = self.direction * (score - first)
            return (better >= self.points) - (better <= -self.points)
        if self.expected is None:
            return 0
        carried, shift, variance, critical = self.expected
        better = self.direction * (score - carried * first - shift)
        # Squared on both sides, so that no root is rounded.
        beyond = better * better > critical * critical * variance
        return (better > 0) - (better < 0) if beyond else 0

    def there(self, first: Score, scores: Sequence[Score], sign: int) -> list[bool]:
        """Judge many scores against one.

        Parameters
        ----------
        first : Score
        scores : sequence of Score
        sign : int
            1: reliably better; -1: reliably worse.

        Returns
        -------
        list of bool
            Of each score, whether it is.
        """
        if self.points is None:
            return [self.of(first, score) == sign for score in scores]
        if sign * self.direction > 0:
            least = first + self.points
            return [score >= least for score in scores]
        most = first - self.points
        return [score <= most for score in scores]

    def thresholds(self) -> dict[str, Number]:
        """Give it as a claim tells it."""
        if self.points is not None:
            return {"reliable_change_points": plain(self.points), "direction": int(self.direction)}
        told: dict[str, Number] = {"direction": int(self.direction)}
        if self.expected is not None:
            told["carried_share"] = plain(self.expected.carried)
            told["expected_shift"] = plain(self.expected.shift)
            told["error_variance"] = plain(self.expected.variance)
            told["critical_index"] = plain(self.expected.critical)
        return told


def reliable_change_of(instrument: Instrument) -> ReliableChange | None:
    """Say how reliable change is judged on an instrument.

    Parameters
    ----------
    instrument : Instrument

    Returns
    -------
    ReliableChange or None
        None where neither a threshold nor enough norms are known: no change is claimed then.
    """
    if instrument.reliable_change is not None:
        return ReliableChange(instrument.direction, instrument.reliable_change.value)
    if instrument.clinical is None or instrument.reliability is None:
        return None
    after = None if instrument.mean_after is None else instrument.mean_after.value
    clinical, reliability = instrument.clinical, instrument.reliability.value
    expected = expected_by(instrument.method, clinical.mean, clinical.sd, reliability, after)
    # As the numbers of a claim carry it, so that running the rule again on them cannot differ by a rounding.
    return expected and ReliableChange(instrument.direction, None, Expected(*map(exact, map(plain, expected))))


def reliable_change_in(thresholds: Numbers) -> ReliableChange:
    """Read it from the thresholds of a claim.

    Parameters
    ----------
    thresholds : Numbers

    Returns
    -------
    ReliableChange
    """
    direction = Direction(int(thresholds["direction"]))
    if "reliable_change_points" in thresholds:
        return ReliableChange(direction, exact(thresholds["reliable_change_points"]))
    names = ("carried_share", "expected_shift", "error_variance", "critical_index")
    return ReliableChange(direction, None, Expected(*[exact(thresholds[name]) for name in names if name in thresholds]))


def expected_by(
    method: ChangeMethod, mean: Score, sd: Score, reliability: Score, mean_after: Score | None
) -> Expected | None:
    """Give what a method expects.

    Parameters
    ----------
    method : ChangeMethod
    mean, sd : Score
        Of the clinical population, before treatment.
    reliability : Score
    mean_after : Score or None
        The same population's after treatment; for HLL alone.

    Returns
    -------
    Expected or None
        None where HLL has no mean after.
    """
    r, square = Fraction(reliability), sd * sd
    regressed = mean * (1 - r)
    if method is ChangeMethod.JT:
        return Expected(1, 0, 2 * square * (1 - r))
    if method is ChangeMethod.EN:
        return Expected(r, regressed, square * (1 - r))
    if method is ChangeMethod.GLN:
        return Expected(r, regressed, square * (1 - r * r))
    return None if mean_after is None else Expected(r, mean_after - r * mean, square * (1 - r * r))


def index(first: Number, score: Number, thresholds: Numbers) -> Mapping[str, Number]:
    """Give the index of a change in numbers for people to read.

    Parameters
    ----------
    first, score : Number
    thresholds : Numbers
        Of a claim.

    Returns
    -------
    mapping
        ``index``, positive for the better; empty where the change is judged by points.
    """
    if "error_variance" not in thresholds or thresholds["error_variance"] <= 0:
        return {}
    off = score - thresholds["carried_share"] * first - thresholds["expected_shift"]
    return {"index": thresholds["direction"] * off / sqrt(thresholds["error_variance"])}
