"""Goal attained: the target reached at two ratings running."""

import pytest

from milestones.domain.claim import Claim, MilestoneKind
from milestones.domain.detection import claims_of_goal
from milestones.domain.goal import GoalCourse
from milestones.domain.rules import goal_attained
from milestones.domain.score import exact
from unit.milestones.courses import point, uuid

GOAL = uuid(999)


def rated(ratings: list[int], target: int | None = 7) -> GoalCourse:
    made = GoalCourse()
    for week, rating in enumerate(ratings):
        made = made.with_point(point(week, rating))
    return made if target is None else made.with_target(exact(target), 4)


def attained(made: GoalCourse) -> list[Claim]:
    return [claim for claim in claims_of_goal(made, GOAL) if claim.kind is MilestoneKind.GOAL_ATTAINED]


def anchors(made: GoalCourse) -> list[str]:
    return [claim.anchor for claim in attained(made)]


def test_two_ratings_running_at_the_target_attain_it_at_the_second() -> None:
    (claim,) = attained(rated([3, 7, 6, 7, 8, 9]))
    assert claim.anchor == uuid(5)
    assert claim.subject == GOAL
    assert (dict(claim.numbers), dict(claim.thresholds)) == ({"first_rating": 7, "second_rating": 8}, {"target": 7})
    assert goal_attained.rerun(claim.numbers, claim.thresholds) is claim.state


@pytest.mark.parametrize(
    ("ratings", "state", "reversed_by"),
    [
        ([7, 8, 3], "reversed", 3),
        ([7, 8, 3, 2], "reversed", 3),
        ([7, 8, 3, 7], "confirmed", None),
        ([7, 8, 3, 7, 6], "reversed", 6),
    ],
)
def test_it_holds_while_the_latest_rating_is_at_the_target(
    ratings: list[int], state: str, reversed_by: int | None
) -> None:
    (claim,) = attained(rated(ratings))
    assert (claim.state, claim.anchor, claim.numbers.get("reversed_by")) == (state, uuid(2), reversed_by)
    assert goal_attained.rerun(claim.numbers, claim.thresholds) is claim.state


def test_one_good_rating_does_not() -> None:
    assert anchors(rated([3, 8, 6, 9, 2])) == []
    assert anchors(rated([9])) == []


def test_ratings_without_their_goal_wait_for_it() -> None:
    early = rated([8, 8], target=None)
    assert anchors(early) == []
    assert anchors(early.with_target(7, 4)) == [uuid(2)]


def test_only_a_later_version_moves_the_target() -> None:
    made = rated([7, 7])
    assert made.with_target(9, 3) is made
    assert made.with_target(7, 4) is made
    assert anchors(made.with_target(9, 5)) == []


def test_a_known_rating_changes_nothing() -> None:
    made = rated([7, 7])
    assert made.with_point(point(0, 7)) is made


def said(made: GoalCourse, client: int | None, therapist: int | None) -> GoalCourse:
    for by, week in (("client", client), ("therapist", therapist)):
        if week is not None:
            made = made.with_word(by, point(week, 0).occurred_at)
    return made


@pytest.mark.parametrize(("client", "therapist"), [(1, None), (None, 2), (None, None)])
def test_one_persons_word_does_not(client: int | None, therapist: int | None) -> None:
    assert attained(said(rated([3, 4]), client, therapist)) == []


def test_both_peoples_word_attains_it_when_the_second_speaks() -> None:
    made = said(rated([3, 4]), 2, 5)
    (claim,) = attained(made)
    assert (claim.anchor, claim.state, claim.occurred_at) == (GOAL, "confirmed", point(5, 0).occurred_at)
    assert dict(claim.numbers) == {"said_by": 2}
    assert made.occurred_at(GOAL) == claim.occurred_at
    assert goal_attained.rerun(claim.numbers, claim.thresholds) is claim.state
    assert attained(said(rated([3, 4], target=None), 2, 5)) == []


@pytest.mark.parametrize(
    ("ratings", "state", "reversed_by"),
    [([3, 4, 5, 6], "reversed", 5), ([3, 4, 8, 6], "reversed", 6), ([3, 4, 5, 7], "confirmed", None)],
)
def test_a_later_rating_below_the_target_undoes_the_word(
    ratings: list[int], state: str, reversed_by: int | None
) -> None:
    (claim,) = attained(said(rated(ratings), 1, 1))
    assert (claim.anchor, claim.state, claim.numbers.get("reversed_by")) == (GOAL, state, reversed_by)
    assert goal_attained.rerun(claim.numbers, claim.thresholds) is claim.state


@pytest.mark.parametrize(("second_word", "anchor"), [(1, uuid(2)), (0, GOAL)])
def test_a_goal_is_attained_once_by_what_came_first(second_word: int, anchor: str) -> None:
    assert anchors(said(rated([7, 8, 9]), 0, second_word)) == [anchor]


def test_a_word_is_taken_once_and_counts_from_when_it_first_fell() -> None:
    made = said(rated([3]), 4, None)
    assert made.with_word("client", point(4, 0).occurred_at) is made
    assert made.with_word("client", point(6, 0).occurred_at) is made
    assert made.with_word("client", point(2, 0).occurred_at).said["client"] == point(2, 0).occurred_at
