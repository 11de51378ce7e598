"""Clinically significant change: reliably better than at first, and from the clinical side of a cut-off to the other.

Jacobson & Truax 1991, J Consult Clin Psychol 59(1):12-19; what they call recovered (`change_category`). Confirmed while
the latest score is there, reversed while it is not.
"""

from operator import and_

from milestones.domain.claim import Claim, MilestoneKind, MilestoneState, Numbers
from milestones.domain.course import Series
from milestones.domain.instrument import Instrument
from milestones.domain.rules import since_first
from milestones.domain.rules.change_category import Category, category
from milestones.domain.rules.clinical_cutoff import Cutoff, cutoff_in, cutoff_of
from milestones.domain.rules.reliable_change import ReliableChange, reliable_change_in, reliable_change_of
from milestones.domain.score import Number, Score, exact, plain

RULE_VERSION = 1
CITATION = (
    "Jacobson NS, Truax P (1991). Clinical significance: a statistical approach to defining meaningful change in "
    "psychotherapy research. J Consult Clin Psychol 59(1):12-19. The cut-off is the instrument's caseness where it has "
    "one, else theirs."
)


def judge(
    baseline: Score, score: Score, undone_by: Score | None, change: ReliableChange, cutoff: Cutoff
) -> MilestoneState | None:
    """Give the state from the numbers alone.

    Parameters
    ----------
    baseline, score : Score
        The first score of the course, and the first that is there.
    undone_by : Score or None
        The score since which the course has not been there any more; None: it still is.
    change : ReliableChange
    cutoff : Cutoff

    Returns
    -------
    MilestoneState or None
        None: not reached.
    """
    if not _there(baseline, score, change, cutoff):
        return None
    held = undone_by is None or _there(baseline, undone_by, change, cutoff)
    return MilestoneState.CONFIRMED if held else MilestoneState.REVERSED


def _there(baseline: Score, score: Score, change: ReliableChange, cutoff: Cutoff) -> bool:
    return category(baseline, score, change.of(baseline, score), cutoff) is Category.RECOVERED


def detect(series: Series, instrument: Instrument) -> list[Claim]:
    """Find the clinically significant change of a course: none or one.

    Parameters
    ----------
    series : Series
    instrument : Instrument

    Returns
    -------
    list of Claim
        Anchored at the first score that is there.
    """
    change, cutoff, scores = reliable_change_of(instrument), cutoff_of(instrument), series.scores
    if change is None or cutoff is None or not scores or not cutoff.clinical(scores[0]):
        return []
    found = since_first.held(list(map(and_, change.there(scores[0], scores, 1), cutoff.all_functional(scores))))
    if found is None:
        return []
    anchor = series.points[found.place]
    numbers: dict[str, Number] = {"baseline": plain(scores[0]), "score": plain(scores[found.place])}
    if found.undone_at is not None:
        numbers["reversed_by"] = plain(scores[found.undone_at])
    return [
        Claim(
            kind=MilestoneKind.CLINICALLY_SIGNIFICANT_CHANGE,
            state=MilestoneState.CONFIRMED if found.undone_at is None else MilestoneState.REVERSED,
            rule_version=RULE_VERSION,
            subject=instrument.id,
            anchor=anchor.id,
            occurred_at=anchor.occurred_at,
            numbers=numbers,
            thresholds={**change.thresholds(), **cutoff.thresholds()},
            evidence=found.evidence(series),
        )
    ]


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
    return judge(
        exact(numbers["baseline"]),
        exact(numbers["score"]),
        exact(numbers["reversed_by"]) if "reversed_by" in numbers else None,
        reliable_change_in(thresholds),
        cutoff_in(thresholds),
    )


derived = since_first.derived
