"""Sudden gains: the table of the science page, the boundaries, and mirrored instruments."""

import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milestones.domain.instrument import Direction
from milestones.domain.rules import sudden_gain
from milestones.domain.rules.student_t import CRITICAL_T
from milestones.domain.rules.sudden_step_criteria import holds
from unit.milestones.courses import BDI, PHQ9, VECTORS, WELLBEING, by_session, point, rows, series

TABLE = [
    ([18, 19, 18], [11], "provisional"),
    ([18, 19, 18], [11, 10], "confirmed"),
    ([18, 19, 18], [11, 10, 15], "reversed"),
    ([18, 12, 19], [12, 18, 11], "unstable"),
    ([14, 15, 14], [8, 15], "reversed"),
    ([8, 9, 8], [3], None),
    ([10, 11, 10], [4, 5, 4], "confirmed"),
    ([10, 11, 10], [17, 16, 17], None),
]


def state_after_third(totals: list[float | None]) -> str | None:
    claim = by_session(sudden_gain.detect(series(totals), PHQ9)).get(3)
    return claim.state.value if claim else None


@pytest.mark.parametrize(("before", "after", "state"), TABLE)
def test_the_table(before: list[float | None], after: list[float | None], state: str | None) -> None:
    assert state_after_third(before + after) == state


@pytest.mark.parametrize(("before", "after", "state"), TABLE)
def test_the_table_mirrored_on_an_instrument_where_higher_is_better(
    before: list[int], after: list[int], state: str | None
) -> None:
    mirrored: list[float | None] = [40 - total for total in before + after]
    claim = by_session(sudden_gain.detect(series(mirrored), WELLBEING)).get(3)
    # Criterion 2 is a share of the score as it stands, so the mirror of a small score must climb further.
    if state is None or 4 * abs(mirrored[3] - mirrored[2]) < mirrored[2]:  # type: ignore[operator]
        assert claim is None
    else:
        assert claim is not None
        assert claim.state.value == state


def test_a_sudden_loss_is_a_gain_only_where_higher_is_better() -> None:
    worse: list[float | None] = [10, 11, 10, 17, 16, 17]
    assert sudden_gain.detect(series(worse), PHQ9) == []
    assert [claim.state.value for claim in sudden_gain.detect(series(worse), WELLBEING)] == ["confirmed"]


def test_the_numbers_of_a_confirmed_gain() -> None:
    claim = by_session(sudden_gain.detect(series([18, 19, 18, 11, 10]), PHQ9))[3]
    assert claim.anchor == point(3, 11).id
    assert claim.occurred_at == point(3, 11).occurred_at
    told = {**claim.numbers, **sudden_gain.derived(claim.numbers, claim.thresholds)}
    assert told == pytest.approx(
        {
            "n_minus_2": 18,
            "n_minus_1": 19,
            "n": 18,
            "n_plus_1": 11,
            "n_plus_2": 10,
            "window_complete": 0,
            "session_n": 3,
            "magnitude": 7,
            "share": 7 / 18,
            "reversal_value": 14.5,
            "mean_before": 55 / 3,
            "mean_after": 10.5,
            "pooled_sd": 0.6236095644623236,
            "critical_t": 3.182446305283708,
        }
    )


def test_the_reversal_value_itself_does_not_reverse() -> None:
    assert state_after_third([18, 19, 18, 12, 11, 15]) == "confirmed"
    assert state_after_third([18, 19, 18, 12, 11, 16]) == "reversed"


def test_a_relapse_long_after_reverses_even_what_could_never_be_tested() -> None:
    assert state_after_third([18, 19, 18, 11, None, None, 14]) == "provisional"
    assert state_after_third([18, 19, 18, 11, None, None, 15]) == "reversed"


def test_a_step_over_a_missed_session_is_no_sudden_gain() -> None:
    assert sudden_gain.detect(series([18, 19, 18, None, 11, 10]), PHQ9) == []


def test_one_score_before_the_step_is_too_little() -> None:
    assert sudden_gain.detect(series([18, 11, 10, 11]), PHQ9) == []
    assert sudden_gain.detect(series([None, None, 18, 11, 10, 11]), PHQ9) == []


def test_where_the_first_score_is_a_baseline_the_step_after_session_one_counts() -> None:
    claims = by_session(sudden_gain.detect(series([19, 18, 11, 10], first_session=0), PHQ9))
    assert {session: claim.state.value for session, claim in claims.items()} == {1: "confirmed"}


def test_without_session_numbers_points_just_count() -> None:
    (claim,) = sudden_gain.detect(series([18, 19, 18, 11, 10], first_session=None), PHQ9)
    assert claim.state.value == "confirmed"
    assert "session_n" not in claim.numbers


def test_an_instrument_without_a_cutoff_has_no_sudden_gains() -> None:
    unknown = WELLBEING.__class__("X", 0, 40, Direction.LOWER_IS_BETTER, None, None)
    assert sudden_gain.detect(series([18, 19, 18, 11, 10]), unknown) == []


def test_decimals_stand_exactly_on_a_threshold() -> None:
    before, after = 10.2, 4.2
    assert before - after < 6, "in binary the step falls short; as typed it is six points"
    assert state_after_third([10, 11, before, after, 4]) == "confirmed"


def test_the_critical_values_are_those_of_r() -> None:
    given_by_r = {int(row["df"]): Fraction(row["t05"].strip()) for row in rows(VECTORS / "critical_values_qt.csv")}
    for df, value in CRITICAL_T.items():
        assert abs(value - given_by_r[df]) < Fraction(1, 10**13)


@given(st.lists(st.integers(0, 63), min_size=2, max_size=3), st.lists(st.integers(0, 63), min_size=2, max_size=3))
def test_criterion_three_agrees_with_its_textbook_form(before: list[int], after: list[int]) -> None:
    n1, n2 = len(before), len(after)
    mean1, mean2 = Fraction(sum(before), n1), Fraction(sum(after), n2)
    within = sum((x - mean1) ** 2 for x in before) + sum((x - mean2) ** 2 for x in after)
    t = CRITICAL_T[n1 + n2 - 2]
    expected = mean1 > mean2 and (mean1 - mean2) ** 2 > t * t * within / (n1 + n2 - 2)
    assert holds(before, after, Direction.LOWER_IS_BETTER) is expected
    assert holds(after, before, Direction.HIGHER_IS_BETTER) is (
        holds([63 - x for x in after], [63 - x for x in before], Direction.LOWER_IS_BETTER)
    )


@given(st.lists(st.one_of(st.none(), st.integers(0, 63)), max_size=14), st.integers(0, 1))
def test_a_claim_judged_again_from_its_numbers_alone_is_the_same(totals: list[float | None], first: int) -> None:
    for claim in sudden_gain.detect(series(totals, first), BDI):
        numbers, thresholds = json.loads(json.dumps([dict(claim.numbers), dict(claim.thresholds)]))
        assert sudden_gain.rerun(numbers, thresholds) is claim.state
