"""What changed since the first score of a course, and whether it has held: shared by the rules of reliable change.

A claim is anchored at the first score that is there. It is confirmed while the latest score is, and reversed while it
is not, since the first score after the last one that was.
"""

from collections.abc import Sequence
from typing import NamedTuple

from milestones.domain.claim import Claim, MilestoneKind, MilestoneState, Numbers
from milestones.domain.course import Series
from milestones.domain.rules.reliable_change import ReliableChange, index, reliable_change_in
from milestones.domain.score import Number, Score, exact, plain


class Held(NamedTuple):
    """Where something was reached first, and where it was lost last.

    Parameters
    ----------
    place : int
        Index of the first score that is there.
    undone_at : int or None
        Index of the score since which none is; None: the latest one is.
    """

    place: int
    undone_at: int | None

    def evidence(self, series: Series) -> tuple[str, ...]:
        """Name the points that show it, with the first one of all.

        The last score that is there is among them: without it, others that are kept would seem to have undone it.
        """
        around = () if self.undone_at is None else (self.undone_at - 1, self.undone_at)
        return tuple([series.points[at].id for at in sorted({0, self.place, *around})])


def held(there: Sequence[bool]) -> Held | None:
    """Look when something was reached and lost.

    Parameters
    ----------
    there : sequence of bool
        Of each score.

    Returns
    -------
    Held or None
        None where no score is there.
    """
    if True not in there:
        return None
    undone_at = None if there[-1] else len(there) - there[::-1].index(True)
    return Held(there.index(True), undone_at)


def judge(
    baseline: Score, score: Score, undone_by: Score | None, change: ReliableChange, sign: int
) -> MilestoneState | None:
    """Give the state from the numbers alone.

    Parameters
    ----------
    baseline : Score
        The first score of the course.
    score : Score
        The first score that is reliably better, or reliably worse.
    undone_by : Score or None
        The score since which the course has not been there any more; None: it still is.
    change : ReliableChange
    sign : int
        1: reliably better; -1: reliably worse.

    Returns
    -------
    MilestoneState or None
        None: neither was reached.
    """
    if change.of(baseline, score) != sign:
        return None
    undone = undone_by is not None and change.of(baseline, undone_by) != sign
    return MilestoneState.REVERSED if undone else MilestoneState.CONFIRMED


class Rule(NamedTuple):
    """What a rule of this kind looks for.

    Parameters
    ----------
    kind : MilestoneKind
    version : int
    sign : int
        1: for the better; -1: for the worse.
    """

    kind: MilestoneKind
    version: int
    sign: int


def detect(series: Series, change: ReliableChange, rule: Rule, subject: str) -> list[Claim]:
    """Find a reliable change since the first score: none or one.

    Parameters
    ----------
    series : Series
    change : ReliableChange
    rule : Rule
    subject : str
        Instrument or goal.

    Returns
    -------
    list of Claim
        Anchored at the first score that is there.
    """
    scores = series.scores
    if not scores:
        return []
    baseline, sign = scores[0], rule.sign
    furthest = max(scores) if sign * change.direction > 0 else min(scores)
    if change.of(baseline, furthest) != sign:
        return []
    found = held(change.there(baseline, scores, sign))
    if found is None:
        return []
    place, undone_at = found
    anchor = series.points[place]
    numbers: dict[str, Number] = {"baseline": plain(baseline), "score": plain(scores[place])}
    if undone_at is not None:
        numbers["reversed_by"] = plain(scores[undone_at])
    return [
        Claim(
            kind=rule.kind,
            state=MilestoneState.CONFIRMED if undone_at is None else MilestoneState.REVERSED,
            rule_version=rule.version,
            subject=subject,
            anchor=anchor.id,
            occurred_at=anchor.occurred_at,
            numbers=numbers,
            thresholds=change.thresholds(),
            evidence=found.evidence(series),
        )
    ]


def rerun(sign: int, numbers: Numbers, thresholds: Numbers) -> MilestoneState | None:
    """Judge again from the numbers and thresholds of a claim, and nothing else (invariant I7).

    Parameters
    ----------
    sign : int
    numbers, thresholds : Numbers
        As an event or an explanation carries them.

    Returns
    -------
    MilestoneState or None
    """
    undone_by = exact(numbers["reversed_by"]) if "reversed_by" in numbers else None
    change = reliable_change_in(thresholds)
    return judge(exact(numbers["baseline"]), exact(numbers["score"]), undone_by, change, sign)


def derived(numbers: Numbers, thresholds: Numbers) -> Numbers:
    """Spell out what follows from the numbers of a claim, for people to read.

    Parameters
    ----------
    numbers, thresholds : Numbers
        Of a claim.

    Returns
    -------
    Numbers
        The change since the first score, positive for the better; and its index where it was judged by one.
    """
    first, score = numbers["baseline"], numbers["score"]
    return {"change": thresholds["direction"] * (score - first), **index(first, score, thresholds)}
