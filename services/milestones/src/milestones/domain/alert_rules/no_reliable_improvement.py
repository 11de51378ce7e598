"""No reliable improvement by week six: a course that began at caseness, is there still, and has not moved. Amber.

On 365 real courses the absence of reliable improvement at weeks 6 to 8 went with no recovery at the end with a
sensitivity of .74 to .69 and a specificity of .69 to .78; of ten such alerts about seven were false (positive
predictive value about .3). So it is worded as a reason to talk, and never as a forecast; `python -m
milestones.detect.evaluate` prints the same figures for any courses.
"""

from collections.abc import Sequence

from milestones.domain.alert import AlertKind, Concern
from milestones.domain.alert_rules.spell import at_caseness, concern_of, spell_of, week_of
from milestones.domain.claim import Claim, MilestoneKind, Numbers
from milestones.domain.course import Series
from milestones.domain.instrument import Direction, Instrument, Threshold
from milestones.domain.rules.reliable_change import ReliableChange, reliable_change_in, reliable_change_of
from milestones.domain.score import Score, exact, plain

RULE_VERSION = 1
WEEK = 6
CITATION = (
    "Reliable change: Jacobson NS, Truax P (1991), J Consult Clin Psychol 59(1):12-19. That no change by weeks 6 to 8 "
    "is worth a look was judged on 365 real courses: sensitivity .74 to .69, specificity .69 to .78, positive "
    "predictive value about .3, negative .94."
)


def detect(series: Series, instrument: Instrument | None, claims: Sequence[Claim]) -> list[Concern]:
    """Look for a course that has not improved reliably.

    Parameters
    ----------
    series : Series
    instrument : Instrument or None
        Silent where it has no caseness, or no reliable change: then nobody can say.
    claims : sequence of Claim
        What the rules found: where a reliable improvement is among them, even one that was lost, this is none.

    Returns
    -------
    list of Concern
        None or one, anchored at the score since which it has been so.
    """
    change = reliable_change_of(instrument) if instrument else None
    if change is None or instrument is None or instrument.caseness is None or not series.scores:
        return []
    if any(claim.kind is MilestoneKind.RELIABLE_IMPROVEMENT for claim in claims):
        return []
    first, scores, caseness = series.scores[0], series.scores, instrument.caseness
    if not at_caseness(first, instrument):
        return []

    def holds(at: int) -> bool:
        return week_of(series, at) >= WEEK and at_caseness(scores[at], instrument) and change.of(first, scores[at]) <= 0

    return concern_of(
        AlertKind.NO_RELIABLE_IMPROVEMENT,
        RULE_VERSION,
        series,
        spell_of(series, holds),
        lambda at: (
            {"baseline": plain(first), "score": plain(scores[at]), "week": week_of(series, at)},
            {**change.thresholds(), "weeks": WEEK, "caseness": plain(caseness.value)},
        ),
    )


def rerun(numbers: Numbers, thresholds: Numbers) -> bool:
    """Judge again from the numbers alone (invariant I7)."""
    first, score = exact(numbers["baseline"]), exact(numbers["score"])
    change: ReliableChange = reliable_change_in(thresholds)
    case = all(_case(one, thresholds, change.direction) for one in (first, score))
    return case and numbers["week"] >= thresholds["weeks"] and change.of(first, score) <= 0


def _case(score: Score, thresholds: Numbers, direction: Direction) -> bool:
    edge = Instrument("OWN", 0, 0, direction, caseness=Threshold(exact(thresholds["caseness"]), ""))
    return at_caseness(score, edge)
