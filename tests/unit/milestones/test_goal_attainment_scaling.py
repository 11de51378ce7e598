"""Goal attainment scaling against the published formula, and what makes a milestone of it."""

import pytest

from milestones.domain.claim import Claim, MilestoneState
from milestones.domain.rules import goal_attainment_scaling as gas
from milestones.domain.trail import Mark
from unit.milestones.courses import VECTORS, rows, uuid
from unit.milestones.trails import GOAL, OTHER_GOAL, goal, level, trail

ROWS = list(rows(VECTORS / "gas_t_scores.csv"))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['x']} by {row['weights']}")
def test_t_is_the_published_one(row: dict[str, str]) -> None:
    levels, weights = [int(one) for one in row["x"].split()], [int(one) for one in row["weights"].split()]
    assert gas.t_score(weights, levels) == pytest.approx(float(row["T"]), abs=5e-7)


def test_the_vectors_are_all_there() -> None:
    assert len(ROWS) == 18


def found(*marks: Mark) -> list[Claim]:
    claims = gas.detect(trail(marks))
    for claim in claims:
        assert gas.rerun(claim.numbers, claim.thresholds) is claim.state
    return claims


def test_one_goal_that_comes_to_its_expected_level() -> None:
    (claim,) = found(goal(0), level(1, 1, -1), level(20, 2, 0))
    assert claim.state is MilestoneState.CONFIRMED
    assert claim.anchor == uuid(2)
    assert gas.derived(claim.numbers, claim.thresholds) == {"t_first": 40.0, "t_then": 50.0}


def test_goals_that_begin_as_expected_and_stay_give_nothing() -> None:
    assert found(goal(0), level(1, 1, 0), level(20, 2, 0), level(30, 3, 1)) == []


def test_below_what_was_expected_is_nothing_yet() -> None:
    assert found(goal(0), level(1, 1, -2), level(20, 2, -1)) == []


def test_two_goals_count_by_their_weights() -> None:
    heavy, light = goal(0, weight=9), goal(0, OTHER_GOAL, 4)
    began = (level(1, 1, -1), level(1, 2, -1, OTHER_GOAL))
    assert found(heavy, light, *began, level(20, 3, 2, OTHER_GOAL)) == []  # -9 + 8 is below
    (claim,) = found(heavy, light, *began, level(20, 3, 2, OTHER_GOAL), level(27, 4, 0))
    assert claim.numbers["weighted_first"] == -13
    assert claim.numbers["weighted_then"] == 8


def test_a_fall_takes_it_back_and_a_new_rise_brings_it_again() -> None:
    marks = [goal(0), level(1, 1, -2), level(20, 2, 0), level(30, 3, -1)]
    (fallen,) = found(*marks)
    assert fallen.state is MilestoneState.REVERSED
    assert gas.derived(fallen.numbers, fallen.thresholds)["t_reversed_by"] == 40.0
    (risen,) = found(*marks, level(40, 4, 1))
    assert risen.state is MilestoneState.CONFIRMED
    assert risen.anchor == fallen.anchor


def test_a_goal_that_is_added_later_takes_nothing_back() -> None:
    (claim,) = found(goal(0), level(1, 1, -1), level(20, 2, 0), goal(25, OTHER_GOAL), level(26, 3, -2, OTHER_GOAL))
    assert claim.state is MilestoneState.CONFIRMED


def test_a_goal_that_begins_high_lifts_nobody_else() -> None:
    assert found(goal(0), level(1, 1, -1), goal(25, OTHER_GOAL), level(26, 3, 2, OTHER_GOAL)) == []


def test_levels_of_one_instant_count_together() -> None:
    marks = (goal(0), goal(0, OTHER_GOAL), level(1, 1, -1), level(1, 2, -1, OTHER_GOAL))
    assert found(*marks, level(20, 3, 2, GOAL), level(20, 4, -2, OTHER_GOAL))[0].anchor == uuid(4)
    assert found(*marks, level(20, 3, 1, GOAL), level(20, 4, -2, OTHER_GOAL)) == []


@pytest.mark.parametrize(("t", "reached"), [(40, True), (59, True), (60, True), (61, False), (70, False)])
def test_another_t_may_be_asked_for(t: int, reached: bool) -> None:  # noqa: FBT001 - a column of the table
    assert gas.Sums(1, 1, 1).reaches(t) is reached
    assert gas.Sums(-1, 1, 1).reaches(100 - t) is (t >= 60)
