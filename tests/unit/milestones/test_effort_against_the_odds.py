"""Effort against the odds: enough efforts against one struggle, in so many days, while nothing improved."""

from milestones.domain.claim import Claim, MilestoneState
from milestones.domain.rules import effort_against_the_odds as rule
from milestones.domain.trail import Mark, Progress, TrailSettings
from unit.milestones.courses import uuid
from unit.milestones.trails import OTHER_STRUGGLE, STRUGGLE, effort, on, progress, trail


def found(*marks: Mark, **courses: Progress) -> list[Claim]:
    claims = rule.detect(trail(marks, **courses))
    for claim in claims:
        assert rule.rerun(claim.numbers, claim.thresholds) is claim.state
    return claims


THREE = (effort(0, 1), effort(7, 2), effort(14, 3))


def test_three_efforts_in_three_weeks() -> None:
    (claim,) = found(*THREE)
    assert claim.state is MilestoneState.CONFIRMED
    assert (claim.subject, claim.anchor, claim.occurred_at) == (STRUGGLE, uuid(3), on(14))
    assert claim.numbers == {"efforts": 3, "days": 14, "improvements": 0}
    assert claim.thresholds == {"efforts_at_least": 3, "within_days": 21}


def test_four_efforts_while_scores_stay_where_they_are_are_one_milestone_told_at_the_third() -> None:
    marks = [effort(day, number) for number, day in enumerate((1, 5, 9, 13), 1)]
    (claim,) = found(*marks, PHQ_9=progress("PHQ-9", [17, 17, 16]))
    assert (claim.anchor, claim.numbers["improvements"]) == (uuid(3), 0)


def test_two_are_not_enough_nor_are_three_against_different_struggles() -> None:
    assert found(*THREE[:2]) == []
    assert found(*THREE[:2], effort(14, 3, OTHER_STRUGGLE)) == []
    assert found(*THREE[:2], effort(14, 3, None)) == []


def test_the_days_count_from_the_first_to_the_last() -> None:
    assert len(found(effort(0, 1), effort(1, 2), effort(21, 3))) == 1
    assert found(effort(0, 1), effort(1, 2), effort(21.01, 3)) == []
    assert found(effort(0, 1), effort(0, 2), effort(0, 3))[0].numbers["days"] == 1


def test_an_improvement_in_those_days_is_not_against_the_odds() -> None:
    assert found(*THREE, PHQ_9=progress("PHQ-9", [18, 12])) == []  # the turn is on day 7
    assert len(found(*THREE, PHQ_9=progress("PHQ-9", [18, 13]))) == 1  # 5 points are none
    assert len(found(*THREE, PHQ_9=progress("PHQ-9", [12, 18]))) == 1  # worse is none
    assert found(*THREE, PHQ_9=progress("PHQ-9", [12, 18, 12])) == []  # back from worse is one


def test_an_improvement_before_or_after_them_leaves_it() -> None:
    later = [effort(30, 1), effort(31, 2), effort(32, 3)]
    assert len(found(*later, PHQ_9=progress("PHQ-9", [18, 12]))) == 1
    assert len(found(*THREE, PHQ_9=progress("PHQ-9", [18, 18, 18, 12]))) == 1  # on day 21


def test_the_next_one_only_as_many_days_after() -> None:
    daily = [effort(day, day + 1) for day in range(60)]
    days = [(claim.occurred_at - on(0)).days for claim in found(*daily)]
    assert days == [2, 23, 44]


def test_how_many_and_how_long_may_be_set() -> None:
    marks = trail([effort(0, 1), effort(3, 2)])
    assert len(rule.detect(marks, TrailSettings(efforts=2, within_days=3))) == 1
    assert rule.detect(marks, TrailSettings(efforts=2, within_days=2)) == []
