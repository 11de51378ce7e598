"""What a batch costs: one read for all its journeys, one write for each capture, whatever is wrong with the others."""

from typing import Any

import pytest

from adapters.reflections.table import OnMoto
from adapters.reflections.test_calls import BATCH, PUT, UNWRAP
from unit.reflections.calling import CLIENT, OTHER_THERAPIST, THERAPIST
from unit.reflections.test_sync import EARLIER, became, item, sync


@pytest.fixture
def journey(moto: OnMoto) -> str:
    return moto.service.joined()


def test_a_hundred_captures_are_one_read_and_a_hundred_writes(moto: OnMoto, journey: str) -> None:
    items = [item(journey, f"i{place}") for place in range(100)]
    cold = moto.cold()
    moto.calls.clear()
    assert became(sync(cold, items)) == ["created"] * 100
    assert moto.calls == {BATCH: 1, UNWRAP: 1, PUT: 100}
    moto.calls.clear()
    assert became(sync(cold, items)) == ["duplicate"] * 100
    assert moto.calls == {BATCH: 1, PUT: 100}


def test_each_journey_costs_its_key_once(moto: OnMoto) -> None:
    journeys = [moto.service.joined() for _ in range(3)]
    items = [item(journey, f"i{turn}") for turn in range(2) for journey in journeys]
    moto.calls.clear()
    assert became(sync(moto.cold(), items, CLIENT)) == ["created"] * 6
    assert moto.calls == {BATCH: 1, UNWRAP: 3, PUT: 6}


def test_fifty_journeys_are_read_together(moto: OnMoto) -> None:
    items = [item(f"00000000-0000-8000-8000-{place:012}") for place in range(51)]
    moto.calls.clear()
    assert became(sync(moto.service, items)) == ["rejected"] * 51
    assert moto.calls == {BATCH: 2}


@pytest.mark.parametrize(
    ("change", "who"),
    [
        ({}, OTHER_THERAPIST),
        ({"type": "rating", "goal": "nowhere", "body": {"value": 3, "occurred_at": EARLIER}}, THERAPIST),
        ({"body": {"kind": "brag"}}, THERAPIST),
    ],
)
def test_what_is_refused_costs_no_further_call(moto: OnMoto, journey: str, change: dict[str, Any], who: Any) -> None:  # noqa: ANN401
    items = [item(journey, f"i{place}") | change for place in range(5)]
    moto.calls.clear()
    assert became(sync(moto.cold(), items, who)) == ["rejected"] * 5
    assert moto.calls in ({BATCH: 1}, {BATCH: 1, UNWRAP: 1})


def test_a_batch_of_nothing_readable_costs_no_call(moto: OnMoto) -> None:
    moto.calls.clear()
    assert became(sync(moto.service, [None, 7])) == ["rejected", "rejected"]
    assert not moto.calls
