"""Clinically significant change: reliably better, and across the cut-off; strictly on both sides of one by norms."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milestones.domain.instrument import CutoffChoice, Direction, Instrument, Norm, Threshold
from milestones.domain.rules import clinically_significant_change
from milestones.domain.rules.change_category import category
from milestones.domain.rules.clinical_cutoff import Cutoff, cutoff_by, cutoff_of
from milestones.domain.score import exact
from unit.milestones.courses import BDI, PHQ9, WELLBEING, series, uuid

Totals = list[float | None]
DYSFUNCTIONAL, WELL = Norm(40, exact(7.5), "made up"), Norm(60, exact(7.5), "made up")


def summary(totals: Totals, instrument: Instrument = PHQ9) -> list[tuple[str, str, dict[str, float]]]:
    found = clinically_significant_change.detect(series(totals), instrument)
    return [(claim.anchor, claim.state.value, dict(claim.numbers)) for claim in found]


@pytest.mark.parametrize(("choice", "value"), [("a", 55), ("b", 45), ("c", 50)])
def test_the_worked_example_of_jacobson_and_truax(choice: str, value: int) -> None:
    better = Direction.HIGHER_IS_BETTER
    assert cutoff_by(CutoffChoice(choice), DYSFUNCTIONAL, WELL, better) == value
    assert cutoff_by(CutoffChoice(choice), WELL, DYSFUNCTIONAL, Direction.LOWER_IS_BETTER) == 100 - value


def test_reliably_better_and_below_caseness() -> None:
    assert summary([16, 12, 10]) == [], "ten is at caseness"
    assert summary([16, 12, 9]) == [(uuid(3), "confirmed", {"baseline": 16, "score": 9})]
    assert summary([13, 9]) == [], "four points are not reliable"
    assert summary([9, 3]) == [], "never at caseness"
    assert summary([], PHQ9) == summary([40, 2], BDI) == summary([10, 30], WELLBEING) == []


def test_it_is_reversed_while_the_latest_score_is_not_there() -> None:
    assert summary([16, 9, 10]) == [(uuid(2), "reversed", {"baseline": 16, "score": 9, "reversed_by": 10})]
    assert summary([16, 9, 10, 8]) == [(uuid(2), "confirmed", {"baseline": 16, "score": 9})]


def test_a_score_on_a_cut_off_by_norms_is_on_neither_side() -> None:
    one = Instrument(
        "NORMED",
        0,
        100,
        Direction.HIGHER_IS_BETTER,
        reliable_change=Threshold(5, "made up"),
        clinical=DYSFUNCTIONAL,
        functional=WELL,
    )
    assert cutoff_of(one) == Cutoff(Direction.HIGHER_IS_BETTER, 50, itself_clinical=False)
    assert summary([50, 60], one) == summary([40, 50], one) == []
    assert summary([49, 51], one) == [], "two points are not reliable"
    assert summary([49, 55], one) == [(uuid(2), "confirmed", {"baseline": 49, "score": 55})]


@pytest.mark.parametrize(
    ("first", "score", "change", "expected"),
    [
        (16, 9, 1, "recovered"),
        (16, 10, 1, "improved"),
        (9, 3, 1, "improved"),
        (16, 9, 0, "unchanged"),
        (9, 10, -1, "harmed"),
        (10, 16, -1, "deteriorated"),
        (3, 9, -1, "deteriorated"),
    ],
)
def test_the_five_categories(first: int, score: int, change: int, expected: str) -> None:
    cutoff = cutoff_of(PHQ9)
    assert category(first, score, change, cutoff) == expected
    without = {"recovered": "improved", "harmed": "deteriorated"}.get(expected, expected)
    assert category(first, score, change, None) == without


@given(st.lists(st.integers(0, 27), max_size=12))
def test_a_claim_judged_again_from_its_numbers_alone_is_the_same(totals: Totals) -> None:
    for claim in clinically_significant_change.detect(series(totals), PHQ9):
        numbers, thresholds = json.loads(json.dumps([dict(claim.numbers), dict(claim.thresholds)]))
        assert clinically_significant_change.rerun(numbers, thresholds) is claim.state
        there = totals[-1] < 10 and totals[-1] <= totals[0] - 6  # type: ignore[operator]
        assert (claim.state.value == "confirmed") == there
