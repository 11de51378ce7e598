"""Reliable deterioration: the mirror of reliable improvement, on any instrument that has a threshold or norms."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milestones.domain.instrument import ChangeMethod, Direction, Instrument, Norm, Threshold
from milestones.domain.rules import reliable_deterioration, reliable_improvement
from unit.milestones.courses import BDI, PHQ9, WELLBEING, series, uuid

Totals = list[float | None]


def summary(totals: Totals, instrument: Instrument = PHQ9) -> list[tuple[str, str, dict[str, float]]]:
    found = reliable_deterioration.detect(series(totals), instrument)
    return [(claim.anchor, claim.state.value, dict(claim.numbers)) for claim in found]


def normed(method: ChangeMethod, after: int | None = None) -> Instrument:
    return Instrument(
        "NORMED",
        0,
        100,
        Direction.LOWER_IS_BETTER,
        clinical=Norm(40, 10, "made up"),
        mean_after=None if after is None else Threshold(after, "made up"),
        reliability=Threshold(WELLBEING.share * 3, "made up"),
        method=method,
    )


def test_six_points_for_the_worse_on_the_phq_9_count_and_five_do_not() -> None:
    assert summary([10, 12, 15]) == []
    assert summary([10, 12, 16]) == [(uuid(3), "confirmed", {"baseline": 10, "score": 16})]
    assert summary([10, 16, 15]) == [(uuid(2), "reversed", {"baseline": 10, "score": 16, "reversed_by": 15})]
    assert summary([20, 14], WELLBEING) == [(uuid(2), "confirmed", {"baseline": 20, "score": 14})]
    assert summary([16, 10]) == summary([], PHQ9) == summary([10, 60], BDI) == []


@pytest.mark.parametrize(
    ("method", "after", "least"),
    [
        # Error variance: JT 2 * 100 * .25 = 50, EN 25, GLN and HLL 100 * (1 - .75 * .75) = 43.75; times 1.96, strictly.
        (ChangeMethod.JT, None, 64),  # 50 + 1.96 * 7.071 = 63.86
        (ChangeMethod.EN, None, 58),  # 40 + .75 * 10 + 1.96 * 5 = 57.3
        (ChangeMethod.GLN, None, 61),  # 47.5 + 1.96 * 6.614 = 60.46
        (ChangeMethod.HLL, 30, 51),  # 30 + 7.5 + 12.96 = 50.46
    ],
)
def test_where_there_are_norms_it_is_an_index(method: ChangeMethod, after: int | None, least: int) -> None:
    one = normed(method, after)
    assert summary([50, least - 1], one) == []
    (claim,) = reliable_deterioration.detect(series([50, least]), one)
    told = reliable_deterioration.derived(claim.numbers, claim.thresholds)
    assert told["change"] == 50 - least
    assert told["index"] < -1.96
    numbers, thresholds = json.loads(json.dumps([dict(claim.numbers), dict(claim.thresholds)]))
    assert reliable_deterioration.rerun(numbers, thresholds) is claim.state


def test_an_index_of_1_96_itself_is_not_beyond_it() -> None:
    one = Instrument(
        "EXACT",
        0,
        100,
        Direction.HIGHER_IS_BETTER,
        clinical=Norm(40, 10, "made up"),
        reliability=Threshold(WELLBEING.share * 2, "made up"),
    )
    # The error is exactly 10 points, the limit exactly 19.6.
    assert reliable_improvement.detect(series([50, 69.6]), one) == []
    assert len(reliable_improvement.detect(series([50, 69.7]), one)) == 1


def test_hll_without_a_mean_after_claims_nothing() -> None:
    assert summary([0, 100], normed(ChangeMethod.HLL)) == []


@given(st.lists(st.integers(0, 27), max_size=12))
def test_improvement_on_a_mirrored_instrument_is_deterioration_here(totals: Totals) -> None:
    mirrored = Instrument("MIRROR", 0, 27, Direction.HIGHER_IS_BETTER, reliable_change=PHQ9.reliable_change)
    worse, better = (
        reliable_deterioration.detect(series(totals), PHQ9),
        reliable_improvement.detect(series(totals), mirrored),
    )
    assert [(one.anchor, one.state, one.numbers) for one in worse] == [
        (one.anchor, one.state, one.numbers) for one in better
    ]
