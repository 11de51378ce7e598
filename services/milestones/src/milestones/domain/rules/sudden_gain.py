"""Sudden gains: a large step for the better between two sessions that holds.

States and criteria are those of `sudden_step`, looked at the way that is better on the instrument.
"""

from milestones.domain.claim import Claim, MilestoneKind, MilestoneState, Numbers
from milestones.domain.course import Series
from milestones.domain.instrument import Instrument
from milestones.domain.rules import sudden_step

RULE_VERSION = 1
CITATION = (
    "Tang TZ, DeRubeis RJ (1999). Sudden gains and critical sessions in cognitive-behavioral therapy for depression. "
    "J Consult Clin Psychol 67(6):894-904. Computed as in Wiedemann M et al. (2020), PLOS ONE 15(3):e0230276."
)


def detect(series: Series, instrument: Instrument) -> list[Claim]:
    """Find every sudden gain of a course.

    Parameters
    ----------
    series : Series
    instrument : Instrument

    Returns
    -------
    list of Claim
        In the order of the course; each is anchored at the score after the step.
    """
    return sudden_step.detect(series, instrument, MilestoneKind.SUDDEN_GAIN, RULE_VERSION)


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
    return sudden_step.rerun(MilestoneKind.SUDDEN_GAIN, numbers, thresholds)


derived = sudden_step.derived
