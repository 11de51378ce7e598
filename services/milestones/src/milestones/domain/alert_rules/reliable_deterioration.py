"""Reliable deterioration, as an alert: the latest score is reliably worse than the first, on any instrument. Red.

It does not ask how other instruments stand: worsening on one outranks improvement on another. What reliable means is
the instrument's (`milestones.domain.rules.reliable_change`).
"""

from collections.abc import Sequence

from milestones.domain.alert import AlertKind, Concern
from milestones.domain.alert_rules.spell import concern_of, spell_of
from milestones.domain.claim import Claim, Numbers
from milestones.domain.course import Series
from milestones.domain.instrument import Instrument
from milestones.domain.rules.reliable_change import reliable_change_in, reliable_change_of
from milestones.domain.score import exact, plain

RULE_VERSION = 1
CITATION = (
    "Jacobson NS, Truax P (1991). Clinical significance. J Consult Clin Psychol 59(1):12-19; whole-point thresholds "
    "of NHS Talking Therapies for anxiety and depression (2024-25), mirrored for the worse. Feedback on clients who "
    "are not on track, with clinical support: Barkham M et al. (2023), Routine Outcome Monitoring (ROM) and Feedback: "
    "Research Review and Recommendations, Psychotherapy Research, 841-855, doi:10.1080/10503307.2023.2181114."
)


def detect(series: Series, instrument: Instrument | None, claims: Sequence[Claim]) -> list[Concern]:
    """Compare the latest score with the first.

    Parameters
    ----------
    series : Series
    instrument : Instrument or None
        None: nothing is known of its thresholds.
    claims : sequence of Claim
        Not needed.

    Returns
    -------
    list of Concern
        None or one, anchored at the score since which it has been so.
    """
    del claims
    change = reliable_change_of(instrument) if instrument else None
    if change is None or not series.scores:
        return []
    first, scores = series.scores[0], series.scores
    place = spell_of(series, lambda at: change.of(first, scores[at]) < 0)
    return concern_of(
        AlertKind.RELIABLE_DETERIORATION,
        RULE_VERSION,
        series,
        place,
        lambda at: ({"baseline": plain(first), "score": plain(scores[at])}, change.thresholds()),
    )


def rerun(numbers: Numbers, thresholds: Numbers) -> bool:
    """Judge again from the numbers alone (invariant I7)."""
    return reliable_change_in(thresholds).of(exact(numbers["baseline"]), exact(numbers["score"])) < 0
