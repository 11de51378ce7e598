"""The long road: days since the struggle was named, and efforts on the way."""

from dataclasses import replace

from milestones.domain.claim import Claim, MilestoneKind
from milestones.domain.road import road_to
from milestones.domain.rules import effort_against_the_odds, first_step
from milestones.domain.trail import Road, Trail
from unit.milestones.trails import GOAL, OTHER_STRUGGLE, effort, goal, on, struggle, trail, win

MARKS = [
    struggle(0),
    struggle(10, OTHER_STRUGGLE),
    *(effort(day, 100 + day, OTHER_STRUGGLE) for day in (11, 12, 13)),
    effort(5, 1),
    goal(6),
    win(40, 2, GOAL),
    effort(41, 3),
]
WALKED = trail(MARKS)


def step(walked: Trail = WALKED) -> Claim:
    (claim,) = first_step.detect(walked)
    return claim


def test_any_milestone_is_measured_from_the_first_struggle() -> None:
    assert road_to(step(), WALKED) == Road(days=40, efforts=4)


def test_effort_is_measured_from_its_own_struggle() -> None:
    (claim,) = effort_against_the_odds.detect(WALKED)
    assert road_to(claim, WALKED) == Road(days=3, efforts=3)


def test_there_is_no_road_where_no_struggle_was_named_by_then() -> None:
    walked = trail([goal(0), win(40, 2, GOAL), struggle(41)])
    assert road_to(step(walked), walked) is None
    assert road_to(replace(step(), occurred_at=on(-1)), WALKED) is None


def test_a_setback_has_no_road() -> None:
    assert road_to(replace(step(), kind=MilestoneKind.NHS_RELIABLE_DETERIORATION), WALKED) is None
