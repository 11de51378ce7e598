"""A reversed gain: what was won has gone again. Amber.

The latest of the sudden gains of late that was reversed, or a reliable improvement that was lost of late. A
reversal happens to many people who get better; it is worth a talk, and says nothing of what comes.
"""

from collections.abc import Sequence

from milestones.domain.alert import AlertKind, Concern
from milestones.domain.alert_rules.spell import spell_of, unbroken
from milestones.domain.claim import Claim, MilestoneKind, MilestoneState, Numbers
from milestones.domain.course import Series
from milestones.domain.instrument import Instrument
from milestones.domain.rulebook import RULES, told_numbers
from milestones.domain.rules.reliable_change import reliable_change_of
from milestones.domain.score import Number

RULE_VERSION = 1
LATEST = 8
"""What was lost is looked at for so many administrations; this project's own choice."""
CITATION = (
    "Reversal of sudden gains: Tang TZ, DeRubeis RJ (1999), J Consult Clin Psychol 67(6):894-904; of reliable change: "
    "Jacobson NS, Truax P (1991), J Consult Clin Psychol 59(1):12-19."
)
_SUDDEN, _RELIABLE = 1, 2


def detect(series: Series, instrument: Instrument | None, claims: Sequence[Claim]) -> list[Concern]:
    """Look for a gain that was taken back.

    Parameters
    ----------
    series : Series
    instrument : Instrument or None
    claims : sequence of Claim
        What the rules found.

    Returns
    -------
    list of Concern
        None or one: a sudden gain, anchored at the score after its step; else the reliable improvement, anchored at the
        score since which it has been lost.
    """
    reversed_ = [claim for claim in claims if claim.state is MilestoneState.REVERSED]
    since = max(unbroken(series), len(series.points) - LATEST)
    late = [point.id for point in series.points[since:]]
    sudden = [one for one in reversed_ if one.kind is MilestoneKind.SUDDEN_GAIN and one.anchor in late]
    if sudden:
        last = max(sudden, key=lambda claim: late.index(claim.anchor))
        return [_concern(last, last.anchor, _SUDDEN)]
    improved = next((one for one in reversed_ if one.kind is MilestoneKind.RELIABLE_IMPROVEMENT), None)
    change = reliable_change_of(instrument) if instrument else None
    if improved is None or change is None:
        return []
    first, scores = series.scores[0], series.scores
    place = spell_of(series, lambda at: change.of(first, scores[at]) <= 0)
    if place is None or place < since:
        return []
    return [_concern(improved, series.points[place].id, _RELIABLE)]


def rerun(numbers: Numbers, thresholds: Numbers) -> bool:
    """Judge again from the numbers alone (invariant I7)."""
    kind = MilestoneKind.SUDDEN_GAIN if numbers["gain"] == _SUDDEN else MilestoneKind.RELIABLE_IMPROVEMENT
    return RULES[kind].rerun(numbers, thresholds) is MilestoneState.REVERSED


def _concern(claim: Claim, anchor: str, gain: int) -> Concern:
    numbers: dict[str, Number] = {**told_numbers(claim), "gain": gain}
    return Concern(AlertKind.GAIN_REVERSED, anchor, RULE_VERSION, claim.occurred_at, numbers, claim.thresholds)
