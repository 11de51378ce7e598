"""Goal attained: the client's own goal, rated at its target twice running, or reached by both people's word.

Goal-based outcomes: one to three goals in the client's words, each rated 0 to 10 (Law & Jacob 2015, Goals and Goal
Based Outcomes, CAMHS Press). Twice, so that one good day does not decide. It holds while the latest rating is at the
target: a cheer for a goal that its client rates low again would come after a relapse.
"""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from milestones.domain.claim import Claim, MilestoneKind, MilestoneState, Numbers
from milestones.domain.course import Series
from milestones.domain.score import Number, Score, exact, plain

RULE_VERSION = 2
VOICES = ("client", "therapist")
CITATION = (
    "Law D, Jacob J (2015). Goals and Goal Based Outcomes (GBOs): some useful information, 3rd ed. London: CAMHS "
    "Press. Two ratings running, and that the latest must hold, are this project's own caution."
)


def judge(first: Score, second: Score, undone_by: Score | None, target: Score) -> MilestoneState | None:
    """Give the state of a goal that was attained by its ratings, from its numbers alone.

    Parameters
    ----------
    first, second : Score
        Two ratings running.
    undone_by : Score or None
        The rating since which the goal has not been at its target any more; None: it still is.
    target : Score
        The rating that the client aims at.

    Returns
    -------
    MilestoneState or None
        None: not attained here.
    """
    return None if min(first, second) < target else _standing(undone_by, target)


def _standing(undone_by: Score | None, target: Score) -> MilestoneState:
    return MilestoneState.CONFIRMED if undone_by is None or undone_by >= target else MilestoneState.REVERSED


def detect(series: Series, goal: str, target: Score | None, said_at: datetime | None = None) -> list[Claim]:
    """Find the attainment of a goal: none or one, by its ratings or by both people's word, whichever came first.

    Parameters
    ----------
    series : Series
        The ratings.
    goal : str
        Id of the goal.
    target : Score or None
        None where ratings arrived before the goal itself.
    said_at : datetime or None
        When both people had said that it is reached.

    Returns
    -------
    list of Claim
        Anchored at the second of the first two ratings running that reach the target, or at the goal itself.
    """
    if target is None:
        return []
    rated = _by_ratings(series, goal, target)
    if said_at is None or (rated and rated[0].occurred_at <= said_at):
        return rated
    return [_by_word(series, goal, target, said_at)]


def _by_ratings(series: Series, goal: str, target: Score) -> list[Claim]:
    undone_at = _undone_at(series.scores, target)
    undone_by = None if undone_at is None else series.scores[undone_at]
    for place, (first, second) in enumerate(pairwise(series.scores)):
        state = judge(first, second, undone_by, target)
        if state is not None and series.follows(place):
            anchor = series.points[place + 1]
            # The last rating at the target too: without it, others that are kept would seem to have undone it.
            around = () if undone_at is None else (undone_at - 1, undone_at)
            numbers: dict[str, Number] = {"first_rating": plain(first), "second_rating": plain(second)}
            evidence = tuple(series.points[at].id for at in sorted({place, place + 1, *around}))
            return [_claim(goal, (anchor.id, anchor.occurred_at), state, (numbers, undone_by, target), evidence)]
    return []


def _by_word(series: Series, goal: str, target: Score, said_at: datetime) -> Claim:
    """Give the attainment that both people told; a later rating below the target undoes it as it does any other."""
    since = [place for place, point in enumerate(series.points) if point.occurred_at > said_at]
    undone = _undone_at([series.scores[place] for place in since], target)
    undone_at = None if undone is None else since[undone]
    undone_by = None if undone_at is None else series.scores[undone_at]
    around = () if undone_at is None else tuple(series.points[at].id for at in (undone_at - 1, undone_at) if at >= 0)
    numbers: dict[str, Number] = {"said_by": len(VOICES)}
    state = _standing(undone_by, target)
    return _claim(goal, (goal, said_at), state, (numbers, undone_by, target), (goal, *around))


def _claim(
    goal: str,
    anchored: tuple[str, datetime],
    state: MilestoneState,
    facts: tuple[dict[str, Number], Score | None, Score],
    evidence: tuple[str, ...],
) -> Claim:
    (anchor, occurred_at), (numbers, undone_by, target) = anchored, facts
    return Claim(
        kind=MilestoneKind.GOAL_ATTAINED,
        state=state,
        rule_version=RULE_VERSION,
        subject=goal,
        anchor=anchor,
        occurred_at=occurred_at,
        numbers=numbers if undone_by is None else {**numbers, "reversed_by": plain(undone_by)},
        thresholds={"target": plain(target)},
        evidence=evidence,
    )


def _undone_at(ratings: Sequence[Score], target: Score) -> int | None:
    """Give the place of the first rating after the last one at the target; None where no rating follows it."""
    undone_at = None
    for place in range(len(ratings) - 1, -1, -1):
        if ratings[place] >= target:
            return undone_at
        undone_at = place
    return undone_at


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
    undone_by = exact(numbers["reversed_by"]) if "reversed_by" in numbers else None
    target = exact(thresholds["target"])
    if "first_rating" in numbers and "second_rating" in numbers:
        return judge(exact(numbers["first_rating"]), exact(numbers["second_rating"]), undone_by, target)
    return _standing(undone_by, target) if numbers.get("said_by", 0) >= len(VOICES) else None


def derived(numbers: Numbers, thresholds: Numbers) -> Numbers:
    """Spell out what follows from the numbers of a claim: nothing that they do not say themselves.

    Parameters
    ----------
    numbers, thresholds : Numbers
        Of a claim.

    Returns
    -------
    Numbers
        Empty.
    """
    del numbers, thresholds
    return {}
