"""What a practice says of an instrument: applied to what is shipped, and refused where it contradicts itself."""

from fractions import Fraction
from typing import Any

import pytest

from milestones.domain.contradictions import contradictions
from milestones.domain.definition import SOURCE, Definition
from milestones.domain.instrument import INSTRUMENTS, Answers, ChangeMethod, CutoffChoice, Direction, RiskItem

OWN: dict[str, Any] = {
    "direction": "higher_is_better",
    "minimum": 0,
    "maximum": 20,
    "items": 5,
    "item_minimum": 0,
    "item_maximum": 4,
    "by_items": True,
    "risk_items": [{"number": 5, "positive_from": 1}],
    "reliable_change": 4.5,
    "caseness": 9,
    "clinical": {"mean": 7.5, "sd": 3},
    "functional": {"mean": 14, "sd": 2.5},
    "reliability": 0.9,
    "method": "HLL",
    "cutoff": "b",
    "bands": [{"lowest": 0, "highest": 9, "name": "severe"}, {"lowest": 10, "highest": 20, "name": "mild"}],
}
PHQ9 = INSTRUMENTS["PHQ-9"]


def test_an_own_instrument_is_what_the_practice_says() -> None:
    one = Definition("MOOD-5", 3, OWN).instrument()
    assert (one.id, one.lowest, one.highest, one.direction, one.version) == (
        "MOOD-5",
        0,
        20,
        Direction.HIGHER_IS_BETTER,
        3,
    )
    assert one.answers == Answers(5, 0, 4, by_items=True, risk_items=(RiskItem(5, 1),))
    assert one.reliable_change is not None
    assert one.clinical is not None
    assert (one.reliable_change.value, one.reliable_change.source) == (Fraction(9, 2), SOURCE)
    assert (one.clinical.mean, one.clinical.sd) == (Fraction(15, 2), 3)
    assert (one.method, one.cutoff) == (ChangeMethod.HLL, CutoffChoice.B)
    assert one.sudden_gain_cutoff is None
    assert [band.name for band in one.bands] == ["severe", "mild"]


def test_an_override_changes_what_it_names_and_nothing_else() -> None:
    one = Definition("PHQ-9", 2, {"reliable_change": 5}).instrument()
    assert one.reliable_change is not None
    assert (one.reliable_change.value, one.version) == (5, 2)
    assert (one.sudden_gain_cutoff, one.caseness, one.answers, one.bands) == (
        PHQ9.sudden_gain_cutoff,
        PHQ9.caseness,
        PHQ9.answers,
        PHQ9.bands,
    )


def test_null_takes_away_what_is_shipped() -> None:
    one = Definition("PHQ-9", 1, {"sudden_gain_cutoff": None, "clinical": None, "bands": None}).instrument()
    assert (one.sudden_gain_cutoff, one.clinical, one.bands) == (None, None, ())
    assert one.reliable_change == PHQ9.reliable_change


def test_a_withdrawn_override_is_as_shipped_but_for_its_version() -> None:
    one = Definition("PHQ-9", 4, {"reliable_change": 5}, withdrawn=True).instrument()
    assert (one.reliable_change, one.version) == (PHQ9.reliable_change, 4)


def test_of_a_withdrawn_own_instrument_no_number_is_left_to_judge_by() -> None:
    one = Definition("MOOD-5", 2, OWN, withdrawn=True).instrument()
    names = ("sudden_gain_cutoff", "reliable_change", "caseness", "clinical", "functional", "reliability")
    assert [getattr(one, name) for name in names] == [None] * 6
    assert (one.lowest, one.highest, one.direction) == (0, 20, Direction.HIGHER_IS_BETTER)


def test_what_is_right_is_not_refused() -> None:
    assert contradictions("MOOD-5", OWN) == []
    assert contradictions("DISTRESS", {"direction": "lower_is_better", "minimum": -5, "maximum": 5}) == []
    assert contradictions("PHQ-9", {"reliable_change": 5, "caseness": 12, "sudden_gain_cutoff": None}) == []
    assert contradictions("WHO-5", {"caseness": 28}) == []
    assert contradictions("PHQ-9", {}) == []


def bands(*ends: tuple[int, int]) -> list[dict[str, Any]]:
    """Make bands of these ends."""
    return [{"lowest": lowest, "highest": highest, "name": "mild"} for lowest, highest in ends]


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"direction": None}, "/direction"),
    ({"minimum": None}, "/minimum"),
    ({"maximum": None}, "/maximum"),
    ({"minimum": 20}, "/minimum"),
    ({"minimum": 21}, "/minimum"),
    ({"item_minimum": None}, "/item_minimum"),
    ({"items": None, "item_minimum": None, "item_maximum": None}, "/by_items"),
    ({"items": None, "item_minimum": None, "item_maximum": None, "by_items": None}, "/risk_items"),
    ({"item_minimum": 4}, "/item_minimum"),
    ({"items": 4, "risk_items": []}, "/maximum"),
    ({"item_minimum": 1, "risk_items": []}, "/minimum"),
    ({"risk_items": [{"number": 6, "positive_from": 1}]}, "/risk_items/0/number"),
    ({"risk_items": [{"number": 1, "positive_from": 1}, {"number": 1, "positive_from": 2}]}, "/risk_items/1/number"),
    ({"risk_items": [{"number": 1, "positive_from": 0}]}, "/risk_items/0/positive_from"),
    ({"risk_items": [{"number": 1, "positive_from": 5}]}, "/risk_items/0/positive_from"),
    ({"sudden_gain_cutoff": 20.5}, "/sudden_gain_cutoff"),
    ({"sudden_gain_cutoff": 0}, "/sudden_gain_cutoff"),
    ({"reliable_change": -1}, "/reliable_change"),
    ({"caseness": 20}, "/caseness"),
    ({"caseness": -1}, "/caseness"),
    ({"reliability": 0}, "/reliability"),
    ({"reliability": 1}, "/reliability"),
    ({"clinical": {"mean": 21, "sd": 3}}, "/clinical/mean"),
    ({"functional": {"mean": 14, "sd": 0}}, "/functional/sd"),
    ({"functional": {"mean": 7.5, "sd": 1}}, "/functional/mean"),
    ({"bands": bands((5, 9), (9, 20))}, "/bands/1/lowest"),
    ({"bands": bands((10, 20), (0, 9))}, "/bands/1/lowest"),
    ({"bands": bands((9, 8))}, "/bands/0/highest"),
    ({"bands": bands((0, 21))}, "/bands/0/highest"),
    ({"bands": bands((-1, 2))}, "/bands/0/lowest"),
]


@pytest.mark.parametrize(("change", "field"), WRONG, ids=str)
def test_a_contradiction_is_named_with_what_would_be_right(change: dict[str, Any], field: str) -> None:
    said = {name: value for name, value in (OWN | change).items() if value is not None}
    found = contradictions("MOOD-5", said)
    assert field in [named for named, _ in found]
    assert all(right for _, right in found)


SHIPPED_WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("GBO", {"reliable_change": 3}, "/"),
    ("GBO", {}, "/"),
    ("PHQ-9", {"direction": "lower_is_better"}, "/direction"),
    ("PHQ-9", {"maximum": 27}, "/maximum"),
    ("PHQ-9", {"items": None}, "/items"),
    ("PHQ-9", {"risk_items": []}, "/risk_items"),
    ("PHQ-9", {"reliable_change": 28}, "/reliable_change"),
    ("PHQ-9", {"caseness": 0}, "/caseness"),
    ("WHO-5", {"caseness": 100}, "/caseness"),
    ("PHQ-9", {"clinical": {"mean": 3, "sd": 1}}, "/functional/mean"),
]


@pytest.mark.parametrize(("id_", "said", "field"), SHIPPED_WRONG, ids=str)
def test_a_shipped_instrument_keeps_what_it_is(id_: str, said: dict[str, Any], field: str) -> None:
    assert field in [named for named, _ in contradictions(id_, said)]
