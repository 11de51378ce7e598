"""Goal attainment scaling: all goals together have come to the level that was expected of them.

Each goal is rated from -2 to 2, where 0 is what was expected when it was set, and the levels are put together to
T = 50 + 10·Σwx / √(0.7·Σw² + 0.3·(Σw)²), 0.3 being the assumed correlation of goals (Kiresuk & Sherman 1968, Community
Ment Health J 4(6):443-453). The scale is made so that T is 50 where outcomes are on the whole as expected; so the
milestone is T at 50 or above, after the first levels of the same goals gave less. Goals that began as expected, and
stayed so, give none.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import groupby
from math import sqrt
from types import MappingProxyType
from typing import NamedTuple

from milestones.domain.claim import Claim, MilestoneKind, MilestoneState, Numbers
from milestones.domain.found_in import ALL_GOALS
from milestones.domain.score import Number, Score, exact
from milestones.domain.trail import Mark, Sort, Trail

RULE_VERSION = 1
CITATION = (
    "Kiresuk TJ, Sherman RE (1968). Goal attainment scaling: a general method for evaluating comprehensive community "
    "mental health programs. Community Ment Health J 4(6):443-453. Inter-goal correlation .30; T of 50 is the outcome "
    "expected."
)
CORRELATION = Fraction(3, 10)
EXPECTED = 50
"""T where the outcome is, on the whole, what was expected."""
_STEP = 10

Levels = Mapping[str, Mark]
"""By goal, the level in force."""


def t_score(weights: Sequence[Score], levels: Sequence[Score]) -> float:
    """Put the levels of goals together.

    Parameters
    ----------
    weights : sequence of Score
        Of each goal.
    levels : sequence of Score
        Of each goal in the same order, -2 to 2.

    Returns
    -------
    float
        50 where the outcome is as expected; 10 is a standard deviation.
    """
    weighted = sum(weight * level for weight, level in zip(weights, levels, strict=True))
    return _t(weighted, sum(weights), sum(weight * weight for weight in weights))


def _t(weighted: Score, weights: Score, squares: Score) -> float:
    return EXPECTED + _STEP * float(weighted) / sqrt(_variance(weights, squares))


def _variance(weights: Score, squares: Score) -> Score:
    return (1 - CORRELATION) * squares + CORRELATION * weights * weights


class Sums(NamedTuple):
    """What T is made of.

    Parameters
    ----------
    weighted : Score
        Σwx.
    weights, squares : Score
        Σw and Σw².
    """

    weighted: Score
    weights: Score
    squares: Score

    def reaches(self, t: Score) -> bool:
        """Tell whether T is at least so much, in exact numbers."""
        apart, needed = _STEP * self.weighted, t - EXPECTED
        further = apart * apart - needed * needed * _variance(self.weights, self.squares)
        return apart > 0 and further >= 0 if needed > 0 else apart >= 0 or further <= 0


def judge(first: Sums, then: Sums, undone: Sums | None, at_least: Score) -> MilestoneState | None:
    """Give the state from the sums alone, all of the same goals.

    Parameters
    ----------
    first : Sums
        With the first level of each goal.
    then : Sums
        When T first reached what is asked.
    undone : Sums or None
        Since when it has no longer done so; None: it still does.
    at_least : Score
        T.

    Returns
    -------
    MilestoneState or None
        None: no rise to that T here.
    """
    if first.reaches(at_least) or not then.reaches(at_least):
        return None
    return MilestoneState.CONFIRMED if undone is None or undone.reaches(at_least) else MilestoneState.REVERSED


def detect(trail: Trail) -> list[Claim]:
    """Find the rise to what was expected: none or one.

    Parameters
    ----------
    trail : Trail

    Returns
    -------
    list of Claim
        Anchored at the level that brought it. Whether it holds is judged by the goals that had a level then: a goal
        that is added later, and begins low, takes nothing back.
    """
    weights = MappingProxyType({mark.id: mark.value for mark in trail.of(Sort.GOAL)})
    first: dict[str, Mark] = {}
    reached: Levels | None = None
    undone: Levels | None = None
    for levels in _moments(trail.of(Sort.LEVEL)):
        if reached is None:
            first = {**levels, **first}
            state = judge(_sums(first, weights), _sums(levels, weights), None, EXPECTED)
            reached = levels if state else None
            continue
        still = {goal: levels[goal] for goal in reached}
        if _sums(still, weights).reaches(EXPECTED):
            undone = None
        elif undone is None:
            undone = still
    return [_claim(first, reached, undone, weights)] if reached else []


def _moments(marks: Iterable[Mark]) -> Iterator[Levels]:
    """Give the levels in force after each instant at which any was given."""
    levels: dict[str, Mark] = {}
    for _, together in groupby(marks, key=lambda mark: mark.occurred_at):
        levels = levels | {mark.goal: mark for mark in together if mark.goal is not None}
        yield levels


def _sums(levels: Levels, weights: Mapping[str, int]) -> Sums:
    # A goal that is not known yet counts with the weight that it most likely has; the end is the same.
    weighed = [(weights.get(goal, 1), mark.value) for goal, mark in levels.items()]
    return Sums(
        sum(weight * level for weight, level in weighed),
        sum(weight for weight, _ in weighed),
        sum(weight * weight for weight, _ in weighed),
    )


def _claim(first: Levels, reached: Levels, undone: Levels | None, weights: Mapping[str, int]) -> Claim:
    began, then = _sums(first, weights), _sums(reached, weights)
    fell = undone and _sums(undone, weights)
    numbers: dict[str, Number] = {
        "goals": len(reached),
        "weights": int(then.weights),
        "weights_squared": int(then.squares),
        "weighted_first": int(began.weighted),
        "weighted_then": int(then.weighted),
    }
    if fell:
        numbers["weighted_reversed_by"] = int(fell.weighted)
    anchor = max(reached.values())
    marks = {mark.id for levels in (first, reached, undone or {}) for mark in levels.values()}
    return Claim(
        kind=MilestoneKind.GOAL_ATTAINMENT_SCALING,
        state=MilestoneState.REVERSED if fell else MilestoneState.CONFIRMED,
        rule_version=RULE_VERSION,
        subject=ALL_GOALS,
        anchor=anchor.id,
        occurred_at=anchor.occurred_at,
        numbers=numbers,
        thresholds={"t_at_least": EXPECTED},
        evidence=tuple(sorted(marks)),
    )


def _told(numbers: Numbers, weighted: str) -> Sums:
    return Sums(exact(numbers[weighted]), exact(numbers["weights"]), exact(numbers["weights_squared"]))


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
        first=_told(numbers, "weighted_first"),
        then=_told(numbers, "weighted_then"),
        undone=_told(numbers, "weighted_reversed_by") if "weighted_reversed_by" in numbers else None,
        at_least=exact(thresholds["t_at_least"]),
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
        T of the first levels, T when it was reached, and T of where it fell, rounded to two decimals as is customary.
    """
    del thresholds
    named = {"t_first": "weighted_first", "t_then": "weighted_then", "t_reversed_by": "weighted_reversed_by"}
    return {name: round(_t(*_told(numbers, of)), 2) for name, of in named.items() if of in numbers}
