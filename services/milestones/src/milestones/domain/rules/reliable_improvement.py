"""Reliable improvement: a change since the first score that measurement error does not explain.

The threshold is the instrument's reliable change in whole points, reached where the change is at least as large
(NHS Talking Therapies' construction of Jacobson & Truax 1991, J Consult Clin Psychol 59(1):12-19).
"""

from milestones.domain.claim import Claim, MilestoneKind, MilestoneState, Numbers
from milestones.domain.course import Series
from milestones.domain.instrument import Direction, Instrument
from milestones.domain.score import Number, Score, exact, plain

RULE_VERSION = 1
CITATION = (
    "Jacobson NS, Truax P (1991). Clinical significance. J Consult Clin Psychol 59(1):12-19; whole-point thresholds "
    "of NHS Talking Therapies for anxiety and depression (2024-25), after Gyani A et al. (2013), "
    "Behav Res Ther 51:597-606."
)


def judge(
    baseline: Score, score: Score, undone_by: Score | None, threshold: Score, direction: Direction
) -> MilestoneState | None:
    """Give the state of a reliable improvement from its numbers alone.

    Parameters
    ----------
    baseline : Score
        The first score of the course.
    score : Score
        The first score that is better by at least the threshold.
    undone_by : Score or None
        The score since which the course has not been that much better any more; None: it still is.
    threshold : Score
        In points.
    direction : Direction

    Returns
    -------
    MilestoneState or None
        None: no reliable improvement here.
    """
    if direction * (score - baseline) < threshold:
        return None
    if undone_by is not None and direction * (undone_by - baseline) < threshold:
        return MilestoneState.REVERSED
    return MilestoneState.CONFIRMED


def detect(series: Series, instrument: Instrument) -> list[Claim]:
    """Find the reliable improvement of a course: none or one.

    Confirmed while the latest score is better than the first by the threshold, reversed while it is not.

    Parameters
    ----------
    series : Series
    instrument : Instrument

    Returns
    -------
    list of Claim
        Anchored at the first score that reached the threshold.
    """
    if instrument.reliable_change is None or not series.scores:
        return []
    threshold, direction, scores = instrument.reliable_change.value, instrument.direction, series.scores
    baseline = scores[0]
    best = min(scores) if direction is Direction.LOWER_IS_BETTER else max(scores)
    if direction * (best - baseline) < threshold:
        return []
    improved = [direction * (score - baseline) >= threshold for score in scores]
    place = improved.index(True)
    undone_at = None if improved[-1] else len(scores) - improved[::-1].index(True)
    undone_by = None if undone_at is None else scores[undone_at]
    state = judge(baseline, scores[place], undone_by, threshold, direction)
    if state is None:
        return []
    anchor = series.points[place]
    numbers: dict[str, Number] = {
        "baseline": plain(baseline),
        "score": plain(scores[place]),
    }
    if undone_by is not None:
        numbers["reversed_by"] = plain(undone_by)
    return [
        Claim(
            kind=MilestoneKind.RELIABLE_IMPROVEMENT,
            state=state,
            rule_version=RULE_VERSION,
            subject=instrument.id,
            anchor=anchor.id,
            occurred_at=anchor.occurred_at,
            numbers=numbers,
            thresholds={"reliable_change_points": plain(threshold), "direction": int(direction)},
            evidence=tuple(series.points[at].id for at in (0, place, undone_at) if at is not None),
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
        baseline=exact(numbers["baseline"]),
        score=exact(numbers["score"]),
        undone_by=exact(numbers["reversed_by"]) if "reversed_by" in numbers else None,
        threshold=exact(thresholds["reliable_change_points"]),
        direction=Direction(int(thresholds["direction"])),
    )


def derived(numbers: Numbers, thresholds: Numbers) -> Numbers:
    """Spell out what follows from the numbers of a claim, for people to read.

    Parameters
    ----------
    numbers, thresholds : Numbers
        Of a claim.

    Returns
    -------
    Numbers
        The change since the first score, positive for the better.
    """
    return {"change": thresholds["direction"] * (numbers["score"] - numbers["baseline"])}
