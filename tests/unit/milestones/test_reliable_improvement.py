"""Reliable improvement: at the threshold it counts, and it holds only as long as the latest score does."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milestones.domain.instrument import INSTRUMENTS
from milestones.domain.rules import reliable_improvement
from unit.milestones.courses import BDI, PHQ9, WELLBEING, series, uuid

GAD7 = INSTRUMENTS["GAD-7"]


def summary(totals: list[float | None], instrument: object = PHQ9) -> list[tuple[str, str, dict[str, float]]]:
    found = reliable_improvement.detect(series(totals), instrument)  # type: ignore[arg-type]
    return [(claim.anchor, claim.state.value, dict(claim.numbers)) for claim in found]


def test_six_points_on_the_phq_9_count_and_five_do_not() -> None:
    assert summary([18, 16, 13]) == []
    assert summary([18, 16, 12]) == [(uuid(3), "confirmed", {"baseline": 18, "score": 12})]


def test_four_points_on_the_gad_7_count_and_three_do_not() -> None:
    assert summary([12, 9], GAD7) == []
    assert summary([12, 8], GAD7) == [(uuid(2), "confirmed", {"baseline": 12, "score": 8})]


def test_it_is_reversed_while_the_latest_score_is_not_that_much_better() -> None:
    lost = [(uuid(2), "reversed", {"baseline": 18, "score": 12, "reversed_by": 13})]
    assert summary([18, 12, 11, 13]) == lost
    assert summary([18, 12, 11, 13, 17]) == lost, "named by the score it was lost at, however long ago"
    assert summary([18, 12, 11, 13, 12]) == [(uuid(2), "confirmed", {"baseline": 18, "score": 12})]


def test_higher_is_better_mirrors_it() -> None:
    assert summary([20, 25], WELLBEING) == []
    assert summary([20, 26, 30], WELLBEING) == [(uuid(2), "confirmed", {"baseline": 20, "score": 26})]
    assert summary([20, 14], WELLBEING) == []


def test_no_threshold_is_made_up_where_none_is_published() -> None:
    assert BDI.reliable_change is None
    assert summary([60, 2], BDI) == []
    assert summary([], PHQ9) == []


@pytest.mark.parametrize("instrument", INSTRUMENTS.values(), ids=lambda one: one.id)
def test_every_threshold_has_a_source(instrument: object) -> None:
    for threshold in (instrument.sudden_gain_cutoff, instrument.reliable_change):  # type: ignore[attr-defined]
        assert threshold is None or len(threshold.source) > 20


@given(st.lists(st.integers(0, 27), max_size=12))
def test_a_claim_judged_again_from_its_numbers_alone_is_the_same(totals: list[float | None]) -> None:
    claims = reliable_improvement.detect(series(totals), PHQ9)
    assert len(claims) == int(bool(totals) and min(totals) <= totals[0] - 6)  # type: ignore[type-var, operator]
    for claim in claims:
        numbers, thresholds = json.loads(json.dumps([dict(claim.numbers), dict(claim.thresholds)]))
        assert reliable_improvement.rerun(numbers, thresholds) is claim.state
        improved_now = totals[-1] <= totals[0] - 6  # type: ignore[operator]
        assert (claim.state.value == "confirmed") == improved_now
