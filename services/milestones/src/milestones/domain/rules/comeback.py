"""Comeback: after a confirmed setback, a score that is reliably better than the setback's, with most of it made up for.

A setback is a sudden loss whose third criterion is met, or a reliable deterioration. More than half of what it took
must be won back besides: a step from very bad to bad is reliable too, and nothing to be glad of yet. That half, and
that the latest score must still be there, are this project's own caution; nobody has published such a rule.
"""

from collections.abc import Sequence

from milestones.domain.claim import Claim, MilestoneKind, MilestoneState, Numbers
from milestones.domain.course import Series
from milestones.domain.instrument import Instrument
from milestones.domain.rules import since_first, sudden_step
from milestones.domain.rules.reliable_change import (
    ReliableChange,
    index,
    reliable_change_in,
    reliable_change_of,
)
from milestones.domain.score import Number, Score, exact, plain

RULE_VERSION = 1
CITATION = (
    "Reliable change after Jacobson NS, Truax P (1991), J Consult Clin Psychol 59(1):12-19, counted from a setback: a "
    "sudden loss (mirrored from Tang TZ, DeRubeis RJ 1999) or a reliable deterioration. That more than half must be "
    "won back is this project's own caution."
)


def judge(
    before: Score, setback: Score, score: Score, undone_by: Score | None, change: ReliableChange
) -> MilestoneState | None:
    """Give the state from the numbers alone.

    Parameters
    ----------
    before, setback : Score
        The score that the setback began from, and the one that it led to.
    score : Score
        The first one after it that has come back.
    undone_by : Score or None
        The score since which the course has not been back any more; None: it still is.
    change : ReliableChange

    Returns
    -------
    MilestoneState or None
        None: no comeback.
    """
    if change.direction * (setback - before) >= 0 or not _back(before, setback, score, change):
        return None
    held = undone_by is None or _back(before, setback, undone_by, change)
    return MilestoneState.CONFIRMED if held else MilestoneState.REVERSED


def _back(before: Score, setback: Score, score: Score, change: ReliableChange) -> bool:
    won = change.direction * (score - setback)
    return change.of(setback, score) > 0 and 2 * won > change.direction * (before - setback)


def detect(series: Series, instrument: Instrument, setbacks: Sequence[Claim]) -> list[Claim]:
    """Find the comebacks of a course: at most one from each setback.

    Parameters
    ----------
    series : Series
    instrument : Instrument
    setbacks : sequence of Claim
        What the rules for sudden losses and reliable deterioration find in it.

    Returns
    -------
    list of Claim
        In the order of the setbacks; each anchored at the first score that has come back. Where one score comes back
        from several setbacks, the earliest counts.
    """
    change = reliable_change_of(instrument)
    if change is None or not setbacks:
        return []
    place_of = {point.id: place for place, point in enumerate(series.points)}
    found: dict[str, Claim] = {}
    for setback in sorted(setbacks, key=lambda one: (place_of[one.anchor], one.kind)):
        if stood(setback):
            claim = _claim(series, instrument, setback, place_of[setback.anchor], change)
            if claim is not None:
                found.setdefault(claim.anchor, claim)
    return list(found.values())


def stood(setback: Claim) -> bool:
    """Tell whether a setback was confirmed, whatever became of it.

    Parameters
    ----------
    setback : Claim

    Returns
    -------
    bool
    """
    return setback.kind is MilestoneKind.RELIABLE_DETERIORATION or sudden_step.met(setback)


def _claim(series: Series, instrument: Instrument, setback: Claim, place: int, change: ReliableChange) -> Claim | None:
    from_to = ("n", "n_plus_1") if setback.kind is MilestoneKind.SUDDEN_LOSS else ("baseline", "score")
    before, low = (exact(setback.numbers[name]) for name in from_to)
    scores = series.scores
    there = [at > place and _back(before, low, score, change) for at, score in enumerate(scores)]
    found = since_first.held(there)
    if found is None:
        return None
    anchor = series.points[found.place]
    numbers: dict[str, Number] = {
        "before": plain(before),
        "setback_score": plain(low),
        "score": plain(scores[found.place]),
    }
    if found.undone_at is not None:
        numbers["reversed_by"] = plain(scores[found.undone_at])
    return Claim(
        kind=MilestoneKind.COMEBACK,
        state=MilestoneState.CONFIRMED if found.undone_at is None else MilestoneState.REVERSED,
        rule_version=RULE_VERSION,
        subject=instrument.id,
        anchor=anchor.id,
        occurred_at=anchor.occurred_at,
        numbers=numbers,
        thresholds=change.thresholds(),
        evidence=(*setback.evidence, *found.evidence(series)),
    )


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
        exact(numbers["before"]),
        exact(numbers["setback_score"]),
        exact(numbers["score"]),
        exact(numbers["reversed_by"]) if "reversed_by" in numbers else None,
        reliable_change_in(thresholds),
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
        What was won back, and how much of what the setback took; the index where the change was judged by one.
    """
    before, low, score = (numbers[name] for name in ("before", "setback_score", "score"))
    told = {"change": thresholds["direction"] * (score - low), **index(low, score, thresholds)}
    return told if before == low else {**told, "won_back": (score - low) / (before - low)}
