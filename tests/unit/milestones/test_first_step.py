"""First step: the first effort or win on a goal that had had none for long."""

from milestones.domain.claim import Claim
from milestones.domain.rules import first_step as rule
from milestones.domain.trail import Mark
from unit.milestones.courses import uuid
from unit.milestones.trails import GOAL, OTHER_GOAL, effort, goal, trail, win


def found(*marks: Mark) -> list[Claim]:
    claims = rule.detect(trail(marks))
    for claim in claims:
        assert rule.rerun(claim.numbers, claim.thresholds) is claim.state
        assert claim.thresholds == {"without_days": 28}
    return claims


def test_the_first_since_the_goal_was_set() -> None:
    (claim,) = found(goal(0), effort(35, 1, goal=GOAL))
    assert (claim.subject, claim.anchor) == (GOAL, uuid(1))
    assert claim.numbers == {"days_without": 35, "since_set": 1}


def test_the_first_since_the_last_one() -> None:
    (claim,) = found(goal(0), effort(1, 1, goal=GOAL), win(29, 2, GOAL))
    assert claim.numbers == {"days_without": 28, "since_set": 0}


def test_a_day_less_is_not_long_enough() -> None:
    assert found(goal(0), win(27.9, 1, GOAL)) == []
    assert len(found(goal(0), win(28, 1, GOAL))) == 1


def test_steps_elsewhere_do_not_count() -> None:
    assert found(goal(0), effort(35, 1)) == []
    assert found(goal(0), effort(35, 1, goal=OTHER_GOAL)) == []
    assert len(found(goal(0), effort(20, 1, goal=OTHER_GOAL), effort(35, 2, goal=GOAL))) == 1


def test_a_goal_whose_beginning_is_not_known_counts_from_its_first_step() -> None:
    assert found(effort(35, 1, goal=GOAL)) == []
    assert len(found(effort(35, 1, goal=GOAL), effort(70, 2, goal=GOAL))) == 1
