"""How one score stands by the thresholds of NHS Talking Therapies, whatever a practice has set for its own rules.

NHS Talking Therapies for anxiety and depression, outcome construction 2024-25: PHQ-9 caseness 10, reliable change 6;
GAD-7, which is the anxiety measure here, caseness 8, reliable change 4; both reached where the number is at least as
large. After Gyani et al. 2013, Behav Res Ther 51:597-606, whose "more than" 5.20 and 3.53 points these whole ones are.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from milestones.domain.score import Number, Score


class NhsThresholds(NamedTuple):
    """The thresholds of one instrument; lower is better on both.

    Parameters
    ----------
    caseness : Number
        The first score that counts as a clinical case.
    reliable_change : Number
        The smallest change that measurement error does not explain, in points.
    """

    caseness: Number
    reliable_change: Number


NHS_THRESHOLDS: Mapping[str, NhsThresholds] = MappingProxyType(
    {"PHQ-9": NhsThresholds(caseness=10, reliable_change=6), "GAD-7": NhsThresholds(caseness=8, reliable_change=4)}
)
"""By instrument; the first is the measure of depression."""


class NhsStanding(NamedTuple):
    """How a score stands against the first one.

    Parameters
    ----------
    change : int
        1 reliably improved, -1 reliably deteriorated, 0 neither.
    case : bool
        Whether the score is at caseness.
    """

    change: int
    case: bool


def standing(first: Score, score: Score, caseness: Score, reliable_change: Score) -> NhsStanding:
    """Judge a score by thresholds.

    Parameters
    ----------
    first, score : Score
        The first score, and the one to judge.
    caseness, reliable_change : Score

    Returns
    -------
    NhsStanding
    """
    better = first - score
    return NhsStanding((better >= reliable_change) - (better <= -reliable_change), score >= caseness)


def nhs_standing(instrument: str, first: Score, score: Score) -> NhsStanding | None:
    """Judge a score of an instrument.

    Parameters
    ----------
    instrument : str
        Its name.
    first, score : Score

    Returns
    -------
    NhsStanding or None
        None for an instrument that is not of the pair.
    """
    known = NHS_THRESHOLDS.get(instrument)
    return known and standing(first, score, int(known.caseness), int(known.reliable_change))
