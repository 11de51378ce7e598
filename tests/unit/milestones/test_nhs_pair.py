"""The NHS's outcomes over PHQ-9 and GAD-7, against the definitions of its 2024-25 construction."""

import pytest

from milestones.domain.claim import SETBACKS, Claim, MilestoneKind, MilestoneState
from milestones.domain.rules import nhs_pair
from unit.milestones.courses import MONDAY, uuid
from unit.milestones.trails import pair, trail

IMPROVED = MilestoneKind.NHS_RELIABLE_IMPROVEMENT
RECOVERED = MilestoneKind.NHS_RECOVERY
BOTH = MilestoneKind.NHS_RELIABLE_RECOVERY
WORSE = MilestoneKind.NHS_RELIABLE_DETERIORATION
C, R = MilestoneState.CONFIRMED, MilestoneState.REVERSED

Scores = list[float | None]


def found(phq9: Scores, gad7: Scores) -> dict[MilestoneKind, Claim]:
    return {claim.kind: claim for claim in nhs_pair.detect(pair(phq9, gad7))}


@pytest.mark.parametrize(
    ("phq9", "gad7", "states"),
    [
        ([16, 10], [12, 12], {IMPROVED: C}),  # 6 better is on the threshold, still at caseness
        ([16, 11], [12, 12], {}),  # 5 better is not
        ([16, 16], [12, 8], {IMPROVED: C}),  # 4 better is, on GAD-7
        ([16, 10], [12, 16], {}),  # the other is worse by its 4: neither improved nor deteriorated
        ([16, 10], [12, 15], {IMPROVED: C}),  # worse by 3 is not reliably worse
        ([16, 9], [12, 7], {IMPROVED: C, RECOVERED: C, BOTH: C}),
        ([11, 9], [8, 7], {RECOVERED: C}),  # below both cut-offs, by less than is reliable
        ([11, 9], [7, 7], {RECOVERED: C}),  # one at caseness at first is enough
        ([16, 9], [7, 8], {IMPROVED: C}),  # but none may be at the end
        ([9, 3], [7, 7], {IMPROVED: C}),  # never at caseness: nothing to recover from
        ([16, 22], [12, 12], {WORSE: C}),
        ([16, 22], [12, 7], {}),  # one worse, one better
        ([16, 21], [12, 15], {}),
        ([10, 10, 10], [8, 8, 8], {}),  # flat
        ([16, 9, 16], [12, 7, 12], {IMPROVED: R, RECOVERED: R, BOTH: R}),
        ([16, 9, 16, 9], [12, 7, 12, 7], {IMPROVED: C, RECOVERED: C, BOTH: C}),
        ([16, 22, 17], [12, 12, 12], {WORSE: R}),
    ],
)
def test_what_the_pair_shows(phq9: Scores, gad7: Scores, states: dict[MilestoneKind, MilestoneState]) -> None:
    claims = found(phq9, gad7)
    assert {kind: claim.state for kind, claim in claims.items()} == states
    for kind, claim in claims.items():
        assert nhs_pair.rerun(kind, claim.numbers, claim.thresholds) is claim.state
        assert claim.subject == "PHQ-9+GAD-7"


def test_a_recovery_tells_first_scores_and_those_that_reached_it() -> None:
    claim = found([17, 12, 8], [12, 9, 6])[BOTH]
    assert claim.numbers == {"phq9_first": 17, "gad7_first": 12, "phq9_then": 8, "gad7_then": 6}
    assert claim.thresholds == {
        "phq9_caseness": 10,
        "phq9_reliable_change": 6,
        "gad7_caseness": 8,
        "gad7_reliable_change": 4,
    }
    assert nhs_pair.derived(claim.numbers, claim.thresholds) == {"phq9_change": 9, "gad7_change": 6}


def test_it_is_anchored_at_the_score_that_completed_it() -> None:
    claim = found([16, None, 9], [12, 7])[BOTH]
    assert claim.anchor == uuid(3)
    assert (claim.occurred_at - MONDAY).days == 14
    assert found([16, None, 9, 20], [12, 7])[BOTH].numbers["phq9_reversed_by"] == 20


def test_one_instrument_alone_shows_nothing_of_the_pair() -> None:
    assert found([16, 9], []) == {}
    assert nhs_pair.detect(trail([])) == []


def test_a_deterioration_is_a_setback() -> None:
    assert WORSE in SETBACKS
    assert {IMPROVED, RECOVERED, BOTH}.isdisjoint(SETBACKS)
