"""Scoring by items and by total, and what the risk items say."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reflections.domain.instrument import Instrument
from reflections.domain.instruments import INSTRUMENTS
from reflections.domain.refusals import WrongFieldError
from reflections.domain.scoring import Risk, Score, by_items, by_total

PHQ_9, GAD_7, BDI_II = (INSTRUMENTS[name] for name in ("PHQ-9", "GAD-7", "BDI-II"))


@pytest.mark.parametrize(
    ("instrument", "answers", "score"),
    [
        (PHQ_9, [0] * 9, Score(0, Risk.NEGATIVE)),
        (PHQ_9, [3] * 9, Score(27, Risk.POSITIVE)),
        (PHQ_9, [2, 2, 2, 2, 2, 2, 3, 3, 0], Score(18, Risk.NEGATIVE)),
        (PHQ_9, [0] * 8 + [1], Score(1, Risk.POSITIVE)),
        (GAD_7, [3] * 7, Score(21, Risk.NOT_APPLICABLE)),
        (GAD_7, [0] * 7, Score(0, Risk.NOT_APPLICABLE)),
    ],
)
def test_items_add_up(instrument: Instrument, answers: list[int], score: Score) -> None:
    assert by_items(instrument, answers) == score


@pytest.mark.parametrize(
    ("instrument", "answers", "fields"),
    [
        (PHQ_9, [4, 0, 0, 0, 0, 0, 0, 0, 0], ["/items/0"]),
        (PHQ_9, [0, 0, 0, -1, 0, 0, 0, 0, 4], ["/items/3", "/items/8"]),
        (PHQ_9, [0, None, 0, 0, 0, 0, 0, 0, None], ["/items/1", "/items/8"]),
        (PHQ_9, [0] * 8, ["/items"]),
        (PHQ_9, [0] * 10, ["/items"]),
        (PHQ_9, [], ["/items"]),
        (GAD_7, [0] * 9, ["/items"]),
        (BDI_II, [0] * 21, ["/items"]),
    ],
)
def test_each_impossible_answer_is_named(instrument: Instrument, answers: list[int | None], fields: list[str]) -> None:
    with pytest.raises(WrongFieldError) as caught:
        by_items(instrument, answers)
    assert [field for field, _ in caught.value.findings] == fields


@pytest.mark.parametrize(
    ("instrument", "total", "risk_answers", "score"),
    [
        (PHQ_9, 18, {}, Score(18, Risk.MISSING)),
        (PHQ_9, 18, {"9": 0}, Score(18, Risk.NEGATIVE)),
        (PHQ_9, 18, {"9": 2}, Score(18, Risk.POSITIVE)),
        (PHQ_9, 24, {"9": 0}, Score(24, Risk.NEGATIVE)),
        (PHQ_9, 3, {"9": 3}, Score(3, Risk.POSITIVE)),
        (GAD_7, 21, {}, Score(21, Risk.NOT_APPLICABLE)),
        (BDI_II, 0, {}, Score(0, Risk.MISSING)),
        (BDI_II, 63, {}, Score(63, Risk.MISSING)),
        (BDI_II, 40, {"9": 1}, Score(40, Risk.POSITIVE)),
    ],
)
def test_a_total_is_taken_and_silence_is_no_safety(
    instrument: Instrument, total: int, risk_answers: dict[str, int], score: Score
) -> None:
    assert by_total(instrument, total, risk_answers) == score


@pytest.mark.parametrize(
    ("instrument", "total", "risk_answers", "field"),
    [
        (PHQ_9, 28, {}, "/total"),
        (PHQ_9, -1, {}, "/total"),
        (GAD_7, 22, {}, "/total"),
        (BDI_II, 64, {}, "/total"),
        (PHQ_9, 18, {"8": 0}, "/risk_items"),
        (PHQ_9, 18, {"09": 0}, "/risk_items"),
        (GAD_7, 18, {"9": 0}, "/risk_items"),
        (PHQ_9, 18, {"9": 4}, "/risk_items/9"),
        (PHQ_9, 18, {"9": -1}, "/risk_items/9"),
        (PHQ_9, 0, {"9": 1}, "/risk_items"),
        (PHQ_9, 25, {"9": 0}, "/risk_items"),
    ],
)
def test_an_impossible_total_is_named(
    instrument: Instrument, total: int, risk_answers: dict[str, int], field: str
) -> None:
    with pytest.raises(WrongFieldError) as caught:
        by_total(instrument, total, risk_answers)
    assert [named for named, _ in caught.value.findings] == [field]


@given(st.lists(st.integers(0, 3), min_size=9, max_size=9))
def test_items_and_their_total_with_the_risk_answer_score_alike(answers: list[int]) -> None:
    assert by_total(PHQ_9, sum(answers), {"9": answers[8]}) == by_items(PHQ_9, answers)


def test_the_ranges_are_those_of_the_sources() -> None:
    ranges = {name: (one.minimum, one.maximum) for name, one in INSTRUMENTS.items()}
    assert ranges == {
        "BDI-II": (0, 63),
        "CORE-10": (0, 40),
        "GAD-7": (0, 21),
        "OQ-45": (0, 180),
        "ORS": (0, 40),
        "PCL-5": (0, 80),
        "PHQ-9": (0, 27),
        "WHO-5": (0, 100),
    }
    codes = {name: one.loinc for name, one in INSTRUMENTS.items() if one.loinc}
    assert codes == {"PHQ-9": "44261-6", "GAD-7": "70274-6"}
    assert PHQ_9.risk_items[0].loinc == "44260-8"
    assert all(one.sources for one in INSTRUMENTS.values())


@pytest.mark.parametrize("instrument", INSTRUMENTS.values(), ids=lambda one: one.name)
def test_the_lowest_and_the_highest_answers_give_the_ends_of_the_range(instrument: Instrument) -> None:
    if not instrument.by_items:
        with pytest.raises(WrongFieldError):
            by_items(instrument, [instrument.item_minimum] * instrument.items)
        return
    numbers = range(1, instrument.items + 1)
    for least, end in ((True, instrument.minimum), (False, instrument.maximum)):
        answers = [
            instrument.item_minimum if least != (number in instrument.reversed_items) else instrument.item_maximum
            for number in numbers
        ]
        assert by_items(instrument, answers).total == end


def test_positively_worded_items_of_the_core_10_are_turned_round() -> None:
    assert by_items(INSTRUMENTS["CORE-10"], [0, 4, 4, 0, 0, 0, 0, 0, 0, 0]).total == 0
    assert by_items(INSTRUMENTS["CORE-10"], [1, 4, 3, 0, 0, 0, 2, 0, 0, 0]).total == 4


def test_the_who_5_counts_four_times_its_sum() -> None:
    assert by_items(INSTRUMENTS["WHO-5"], [3, 2, 4, 1, 5]).total == 60


@given(st.lists(st.one_of(st.none(), st.integers(0, 4)), min_size=10, max_size=10))
def test_a_prorated_total_is_the_mean_of_the_others_to_the_next_whole_number(answers: list[int | None]) -> None:
    core = INSTRUMENTS["CORE-10"]
    counted = [core.points(number, answer) for number, answer in enumerate(answers, 1) if answer is not None]
    if len(answers) - len(counted) > core.most_missing:
        with pytest.raises(WrongFieldError):
            by_items(core, answers)
        return
    score = by_items(core, answers)
    assert score.prorated == len(answers) - len(counted)
    assert abs(Fraction(sum(counted) * 10, len(counted)) - score.total) <= Fraction(1, 2)
    assert core.minimum <= score.total <= core.maximum


def test_a_half_is_rounded_upwards() -> None:
    """4.5 is 5 and 1.5 is 2, on an instrument made up for it."""
    made = replace(INSTRUMENTS["GAD-7"], items=3, maximum=9, most_missing=1)
    assert by_items(made, [1, 2, None]) == Score(5, Risk.NOT_APPLICABLE, prorated=1)
    assert by_items(made, [0, 1, None]) == Score(2, Risk.NOT_APPLICABLE, prorated=1)
