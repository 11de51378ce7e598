"""Comeback: after a confirmed setback, reliably better than it, with more than half won back."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milestones.domain.claim import Claim, MilestoneKind
from milestones.domain.rules import comeback
from unit.milestones.courses import BDI, PHQ9, claims_of, uuid

Totals = list[float | None]


def comebacks(totals: Totals) -> list[Claim]:
    return [claim for claim in claims_of(totals) if claim.kind is MilestoneKind.COMEBACK]


def summary(totals: Totals) -> list[tuple[str, str, dict[str, float]]]:
    return [(claim.anchor, claim.state.value, dict(claim.numbers)) for claim in comebacks(totals)]


def test_after_a_sudden_loss() -> None:
    lost: Totals = [10, 11, 10, 17, 16, 17]
    assert summary([*lost, 12]) == [], "five points are not reliable"
    assert summary([*lost, 11]) == [(uuid(7), "confirmed", {"before": 10, "setback_score": 17, "score": 11})]
    again = {"before": 10, "setback_score": 17, "score": 11, "reversed_by": 14}
    assert summary([*lost, 11, 14]) == [(uuid(7), "reversed", again)]


def test_a_step_from_very_bad_to_bad_is_none() -> None:
    assert summary([3, 4, 3, 24, 23, 24, 16]) == [], "eight points are reliable, and less than half of the 21 lost"
    (claim,) = comebacks([3, 4, 3, 24, 23, 24, 16, 13])
    assert (claim.anchor, claim.numbers["score"]) == (uuid(8), 13)
    assert comeback.derived(claim.numbers, claim.thresholds) == pytest.approx({"change": 11, "won_back": 11 / 21})


def test_after_a_reliable_deterioration() -> None:
    assert summary([10, 13, 16, 15, 10]) == [
        (uuid(5), "confirmed", {"before": 10, "setback_score": 16, "score": 10}),
    ]


def test_what_never_was_confirmed_is_no_setback() -> None:
    unstable: Totals = [20, 10, 16, 9, 16, 10, 9]
    assert {claim.state.value for claim in claims_of(unstable) if claim.kind is MilestoneKind.SUDDEN_LOSS} == {
        "unstable"
    }
    assert comebacks(unstable) == []


def test_one_score_that_comes_back_from_two_setbacks_is_one_comeback() -> None:
    both: Totals = [10, 11, 10, 17, 16, 17, 10]
    assert (
        len([claim for claim in claims_of(both) if claim.kind.value in {"sudden_loss", "reliable_deterioration"}]) == 2
    )
    assert len(comebacks(both)) == 1


def test_without_a_reliable_change_there_is_none() -> None:
    assert {claim.kind for claim in claims_of([20, 21, 20, 40, 41, 40, 10], BDI)} == {"sudden_loss", "sudden_gain"}


@given(st.lists(st.sampled_from([3, 4, 10, 11, 16, 17, 24]), max_size=14))
def test_a_claim_judged_again_from_its_numbers_alone_is_the_same(totals: Totals) -> None:
    for claim in comebacks(totals):
        numbers, thresholds = json.loads(json.dumps([dict(claim.numbers), dict(claim.thresholds)]))
        assert comeback.rerun(numbers, thresholds) is claim.state
        assert claim.thresholds["reliable_change_points"] == PHQ9.reliable_change.value  # type: ignore[union-attr]
