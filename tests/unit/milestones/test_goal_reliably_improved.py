"""Goal reliably improved: three points above the first rating, and while the latest one is."""

import pytest

from milestones.domain.claim import MilestoneKind
from milestones.domain.detection import claims_of_goal
from milestones.domain.rules import goal_reliably_improved
from unit.milestones.courses import uuid
from unit.milestones.test_goal_attained import GOAL, rated


@pytest.mark.parametrize(
    ("ratings", "expected"),
    [
        ([3, 5], None),
        ([3, 6], ("confirmed", uuid(2), None)),
        ([3, 6, 5], ("reversed", uuid(2), 5)),
        ([3, 6, 5, 7], ("confirmed", uuid(2), None)),
        ([6, 3], None),
        ([], None),
    ],
)
def test_three_points_count(ratings: list[int], expected: tuple[str, str, int | None] | None) -> None:
    found = [
        claim
        for claim in claims_of_goal(rated(ratings, target=None), GOAL)
        if claim.kind is MilestoneKind.GOAL_RELIABLY_IMPROVED
    ]
    assert [(one.state.value, one.anchor, one.numbers.get("reversed_by")) for one in found] == (
        [expected] if expected else []
    )
    for claim in found:
        assert claim.subject == GOAL
        assert goal_reliably_improved.rerun(claim.numbers, claim.thresholds) is claim.state
