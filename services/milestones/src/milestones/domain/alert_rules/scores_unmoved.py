"""Scores unmoved: five administrations running at caseness that differ by no more than the instrument's error. Amber.

Five is this project's own number, that of the goal that has not moved over five sessions; nobody has published one. It
is not said of a course that is reliably better than at first: that one rests where it came to.
"""

from collections.abc import Sequence

from milestones.domain.alert import AlertKind, Concern
from milestones.domain.alert_rules.spell import at_caseness, concern_of, spell_of
from milestones.domain.claim import Claim, Numbers
from milestones.domain.course import Series
from milestones.domain.instrument import Instrument
from milestones.domain.rules.reliable_change import ReliableChange, reliable_change_in, reliable_change_of
from milestones.domain.score import Number, Score, exact, plain

RULE_VERSION = 1
SESSIONS = 5
CITATION = (
    "Reliable change: Jacobson NS, Truax P (1991), J Consult Clin Psychol 59(1):12-19. Five administrations running "
    "are this project's own number."
)


def detect(series: Series, instrument: Instrument | None, claims: Sequence[Claim]) -> list[Concern]:
    """Compare the latest five scores with each other.

    Parameters
    ----------
    series : Series
    instrument : Instrument or None
        Silent where it has no caseness, or no reliable change.
    claims : sequence of Claim
        Not needed.

    Returns
    -------
    list of Concern
        None or one, anchored at the fifth score of the first five that were so.
    """
    del claims
    change = reliable_change_of(instrument) if instrument else None
    if change is None or instrument is None or instrument.caseness is None or not series.scores:
        return []
    first, scores, caseness = series.scores[0], series.scores, instrument.caseness

    def holds(at: int) -> bool:
        five = scores[at - SESSIONS + 1 : at + 1]
        there = all(at_caseness(score, instrument) for score in five) and change.of(first, scores[at]) <= 0
        return there and len(five) == SESSIONS and _unmoved(five, change)

    def said(at: int) -> tuple[Numbers, Numbers]:
        five = {f"score_{number}": plain(scores[at - SESSIONS + number]) for number in range(1, SESSIONS + 1)}
        numbers: dict[str, Number] = {"baseline": plain(first), **five}
        return numbers, {**change.thresholds(), "sessions": SESSIONS, "caseness": plain(caseness.value)}

    place = spell_of(series, holds, SESSIONS - 1)
    return concern_of(AlertKind.SCORES_UNMOVED, RULE_VERSION, series, place, said)


def rerun(numbers: Numbers, thresholds: Numbers) -> bool:
    """Judge again from the numbers alone (invariant I7)."""
    change = reliable_change_in(thresholds)
    five = [exact(numbers[f"score_{number}"]) for number in range(1, int(thresholds["sessions"]) + 1)]
    case = all(change.direction * (score - exact(thresholds["caseness"])) <= 0 for score in five)
    return case and _unmoved(five, change) and change.of(exact(numbers["baseline"]), five[-1]) <= 0


def _unmoved(scores: Sequence[Score], change: ReliableChange) -> bool:
    low, high = min(scores), max(scores)
    return change.of(low, high) == 0 == change.of(high, low)
