"""Explanations: plain, hedged, made of numbers; and each can be checked by running the rule again."""

import pytest

from milestones.domain.claim import Claim, MilestoneKind, MilestoneState
from milestones.domain.detection import claims_of_course, claims_of_goal
from milestones.domain.explanation import explain
from milestones.domain.goal import GoalCourse
from milestones.domain.rulebook import RULES, told_numbers
from unit.milestones.courses import PHQ9, course, point, uuid

COURSES: dict[str, list[float | None]] = {
    "provisional": [18, 19, 18, 11],
    "confirmed": [18, 19, 18, 11, 10],
    "reversed": [18, 19, 18, 11, 10, 15],
    "unstable": [18, 12, 19, 12, 18, 11],
    "slow": [18, 16, 14, 12],
    "lost": [18, 16, 14, 12, 17],
}


def words(claim: Claim) -> str:
    return explain(claim.kind, claim.state, claim.subject, told_numbers(claim), claim.thresholds)


def found() -> list[Claim]:
    scored = [claim for totals in COURSES.values() for claim in claims_of_course(course(totals), PHQ9)]
    goal = GoalCourse().with_target(7, 4).with_point(point(0, 7)).with_point(point(1, 8))
    return scored + claims_of_goal(goal, uuid(9))


def test_a_confirmed_sudden_gain_in_words() -> None:
    (claim,) = [one for one in claims_of_course(course(COURSES["confirmed"]), PHQ9) if one.kind == "sudden_gain"]
    assert words(claim) == (
        "From one session to the next the PHQ-9 score fell from 18 to 11: a step of 7 points (at least 6), 38.9 % of "
        "the score before (at least 25 %). It has lasted so far: the means of the scores before and after (18.333 and "
        "10.5) are 7.833 apart, more than the 1.985 that their own spread accounts for. This describes the scores and "
        "does not say what brought it about; among people who do not change, a course of ten administrations still "
        "shows such a step in about 9 of 100 cases (Vittengl 2015, retest reliability .80)."
    )


def test_a_reversed_one_names_the_score_and_the_value() -> None:
    (claim,) = [one for one in claims_of_course(course(COURSES["reversed"]), PHQ9) if one.kind == "sudden_gain"]
    assert "a later score of 15 is over 14.5, where half of the step is lost" in words(claim)


def test_a_goal_in_words() -> None:
    assert words(found()[-1]).startswith("The goal was rated 7 and then 8, both at or above its target of 7.")
    goal = GoalCourse().with_target(7, 4).with_point(point(0, 7)).with_point(point(1, 8)).with_point(point(2, 3))
    (claim,) = claims_of_goal(goal, uuid(9))
    assert words(claim).endswith("A later rating of 3 is below the target again.")


@pytest.mark.parametrize("claim", found(), ids=lambda claim: f"{claim.kind}-{claim.state}")
def test_running_the_rule_again_on_what_is_told_gives_the_same(claim: Claim) -> None:
    rule = RULES[claim.kind]
    assert rule.rerun(told_numbers(claim), claim.thresholds) is claim.state
    assert rule.version == claim.rule_version
    assert len(rule.citation) > 40


def test_every_state_of_every_kind_that_can_be_has_words() -> None:
    seen = {(claim.kind, claim.state) for claim in found()}
    assert len(seen) == 9
    assert all(len(words(claim)) > 80 for claim in found())


@pytest.mark.parametrize("kind", MilestoneKind)
def test_a_retracted_one_says_that_it_is_no_more(kind: MilestoneKind) -> None:
    assert "do not support it any more" in explain(kind, MilestoneState.RETRACTED, "PHQ-9", {}, {})
