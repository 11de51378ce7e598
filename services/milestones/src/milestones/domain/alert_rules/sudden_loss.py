"""Sudden loss, as an alert: a large step for the worse that has held. Red.

The step itself is a setback of its own (`milestones.domain.rules`); a provisional one is told as that, and no alert.
"""

from collections.abc import Sequence

from milestones.domain.alert import AlertKind, Concern
from milestones.domain.claim import Claim, MilestoneKind, MilestoneState, Numbers
from milestones.domain.course import Series
from milestones.domain.instrument import Instrument
from milestones.domain.rulebook import RULES, told_numbers

RULE_VERSION = 1
CITATION = (
    "Criteria of Tang TZ, DeRubeis RJ (1999), J Consult Clin Psychol 67(6):894-904, mirrored as sudden losses; "
    "computed after Wiedemann M et al. (2020), PLOS ONE 15(3):e0230276, with criterion 2 as a "
    "share of the score before."
)


def detect(series: Series, instrument: Instrument | None, claims: Sequence[Claim]) -> list[Concern]:
    """Take the latest sudden loss that is confirmed.

    Parameters
    ----------
    series : Series
    instrument : Instrument or None
        Not needed.
    claims : sequence of Claim
        What the rules found.

    Returns
    -------
    list of Concern
        None or one, anchored at the score after the step; it stands until half of the loss is won back.
    """
    del series, instrument
    lost = [
        claim for claim in claims if (claim.kind, claim.state) == (MilestoneKind.SUDDEN_LOSS, MilestoneState.CONFIRMED)
    ]
    if not lost:
        return []
    last = max(lost, key=lambda claim: (claim.occurred_at, claim.anchor))
    numbers = told_numbers(last)
    return [Concern(AlertKind.SUDDEN_LOSS, last.anchor, RULE_VERSION, last.occurred_at, numbers, last.thresholds)]


def rerun(numbers: Numbers, thresholds: Numbers) -> bool:
    """Judge again from the numbers alone (invariant I7)."""
    return RULES[MilestoneKind.SUDDEN_LOSS].rerun(numbers, thresholds) is MilestoneState.CONFIRMED
