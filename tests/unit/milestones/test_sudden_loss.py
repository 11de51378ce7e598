"""Sudden losses: the mirror of sudden gains, in every state, and never good news."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milestones.domain.claim import SETBACKS, MilestoneKind
from milestones.domain.instrument import Instrument
from milestones.domain.rules import sudden_gain, sudden_loss
from unit.milestones.courses import PHQ9, WELLBEING, by_session, claims_of, series, uuid

Totals = list[float | None]


def state_after_third(totals: Totals, instrument: Instrument = PHQ9) -> str | None:
    claim = by_session(sudden_loss.detect(series(totals), instrument)).get(3)
    return claim.state.value if claim else None


@pytest.mark.parametrize(
    ("totals", "state"),
    [
        ([10, 11, 10, 17], "provisional"),
        ([10, 11, 10, 17, 16], "confirmed"),
        ([10, 11, 10, 17, 16, 17], "confirmed"),
        ([10, 11, 10, 17, 16, 13], "reversed"),
        ([10, 11, 10, 17, 16, 13.5], "confirmed"),
        ([10, 16, 9, 16, 10, 17], "unstable"),
        ([10, 11, 10, 15], None),
        ([10, 17, 16], None),
        ([18, 19, 18, 11, 10], None),
    ],
    ids=str,
)
def test_a_step_for_the_worse(totals: Totals, state: str | None) -> None:
    assert state_after_third(totals) == state


def test_its_second_criterion_is_a_share_of_the_score_before() -> None:
    """The R package's is vacuous for losses: a negative step is never less than a share of a positive score."""
    assert state_after_third([26, 27, 25, 31, 31], WELLBEING) is None, "for the better there"
    mild = type(PHQ9)("MILD", 0, 100, PHQ9.direction, PHQ9.sudden_gain_cutoff)
    assert state_after_third([40, 41, 40, 49, 49], mild) is None, "9 points are less than a quarter of 40"
    assert state_after_third([40, 41, 40, 50, 50], mild) == "confirmed"


def test_higher_is_better_mirrors_it() -> None:
    assert state_after_third([20, 21, 20, 13, 14], WELLBEING) == "confirmed"
    assert state_after_third([10, 11, 10, 17, 16], WELLBEING) is None


def test_it_tells_its_numbers_and_the_value_that_wins_half_of_it_back() -> None:
    (claim,) = sudden_loss.detect(series([10, 11, 10, 17, 16, 13]), PHQ9)
    assert (claim.kind, claim.anchor) == ("sudden_loss", uuid(4))
    assert claim.thresholds["direction"] == -1, "the instrument's"
    told = {**claim.numbers, **sudden_loss.derived(claim.numbers, claim.thresholds)}
    assert (told["magnitude"], told["reversal_value"], told["reversed_by"], told["share"]) == (7, 13.5, 13, 0.7)


@given(st.lists(st.none() | st.integers(0, 40), max_size=14))
def test_what_is_a_loss_one_way_is_a_gain_the_other(totals: Totals) -> None:
    mirrored = type(WELLBEING)("MIRROR", 0, 40, WELLBEING.direction, PHQ9.sudden_gain_cutoff)
    losses, gains = sudden_loss.detect(series(totals), PHQ9), sudden_gain.detect(series(totals), mirrored)
    assert [(one.anchor, one.state, one.numbers) for one in losses] == [
        (one.anchor, one.state, one.numbers) for one in gains
    ]
    for claim in losses:
        assert sudden_loss.rerun(claim.numbers, claim.thresholds) is claim.state


def test_no_setback_has_the_kind_of_good_news() -> None:
    kinds = {claim.kind for claim in claims_of([10, 11, 10, 17, 16, 17])}
    assert kinds == {MilestoneKind.SUDDEN_LOSS, MilestoneKind.RELIABLE_DETERIORATION}
    assert kinds <= SETBACKS
