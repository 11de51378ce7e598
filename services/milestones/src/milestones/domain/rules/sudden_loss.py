"""Sudden losses: a large step for the worse between two sessions that holds. A setback, never a celebration.

The mirror of a sudden gain: the same criteria, looked at the other way. Criterion 2 is mirrored as
``x[n+1] - x[n] >= 0.25 * x[n]``, a share of the score before the step as it stands on the instrument; that of the R
package suddengains compares a negative number with a positive one for losses, and so holds for every step for the
worse. A loss is reversed once a later score wins back more than half of it.
"""

from milestones.domain.claim import Claim, MilestoneKind, MilestoneState, Numbers
from milestones.domain.course import Series
from milestones.domain.instrument import Instrument
from milestones.domain.rules import sudden_step

RULE_VERSION = 1
CITATION = (
    "Criteria of Tang TZ, DeRubeis RJ (1999), J Consult Clin Psychol 67(6):894-904, mirrored as sudden losses; "
    "computed after Wiedemann M et al. (2020), PLOS ONE 15(3):e0230276; criterion 2 is a share of the score before."
)


def detect(series: Series, instrument: Instrument) -> list[Claim]:
    """Find every sudden loss of a course.

    Parameters
    ----------
    series : Series
    instrument : Instrument
        Its cut-off for sudden gains counts for losses too.

    Returns
    -------
    list of Claim
        In the order of the course; each is anchored at the score after the step.
    """
    return sudden_step.detect(series, instrument, MilestoneKind.SUDDEN_LOSS, RULE_VERSION)


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
    return sudden_step.rerun(MilestoneKind.SUDDEN_LOSS, numbers, thresholds)


derived = sudden_step.derived
