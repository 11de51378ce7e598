"""Reliable deterioration: a change for the worse since the first score that measurement error does not explain.

A setback, for the therapist alone: the mirror of reliable improvement, on any instrument. The threshold is the
instrument's reliable change in whole points, reached where the change is at least as large (NHS Talking Therapies'
construction of Jacobson & Truax 1991, J Consult Clin Psychol 59(1):12-19); where it has none, an index of its norms
(`reliable_change`).
"""

from milestones.domain.claim import Claim, MilestoneKind, MilestoneState, Numbers
from milestones.domain.course import Series
from milestones.domain.instrument import Instrument
from milestones.domain.rules import since_first
from milestones.domain.rules.reliable_change import reliable_change_of

RULE_VERSION = 1
CITATION = (
    "Jacobson NS, Truax P (1991). Clinical significance. J Consult Clin Psychol 59(1):12-19; whole-point thresholds "
    "of NHS Talking Therapies for anxiety and depression (2024-25), after Gyani A et al. (2013), "
    "Behav Res Ther 51:597-606; mirrored for the worse."
)
_RULE = since_first.Rule(MilestoneKind.RELIABLE_DETERIORATION, RULE_VERSION, -1)


def detect(series: Series, instrument: Instrument) -> list[Claim]:
    """Find the reliable deterioration of a course: none or one.

    Confirmed while the latest score is reliably worse than the first, reversed while it is not.

    Parameters
    ----------
    series : Series
    instrument : Instrument

    Returns
    -------
    list of Claim
        Anchored at the first score that is reliably worse.
    """
    change = reliable_change_of(instrument)
    if change is None:
        return []
    return since_first.detect(series, change, _RULE, instrument.id)


def rerun(numbers: Numbers, thresholds: Numbers) -> MilestoneState | None:
    """Judge again from the numbers and thresholds of a claim, and nothing else (invariant I7).

    Parameters
    ----------
    numbers, thresholds : Numbers
        As an event or an explanation carries them.

    Returns
    -------
    MilestoneState or None
    """
    return since_first.rerun(_RULE.sign, numbers, thresholds)


derived = since_first.derived
