"""A practice's instruments in the table: the highest version counts in any order; a cold journey brings them along."""

from itertools import permutations
from typing import Any

import pytest
from botocore.exceptions import ClientError

from adapters.reflections.table import TABLE, OnMoto
from adapters.reflections.test_calls import BATCH, PUT, UNWRAP
from reflections.handlers.project import observers
from unit.reflections.calling import CLIENT, ELSEWHERE, THERAPIST
from unit.reflections.test_practice_instruments import DISTRESS, MOOD, told
from unit.reflections.test_sync import EARLIER, became, item, sync


def _listed(moto: OnMoto, who: Any = CLIENT) -> dict[str, int]:  # noqa: ANN401 - a person
    items = moto.service.get(who, "/instruments").body["items"]
    return {one["name"]: one["total_maximum"] for one in items if one["own"]}


@pytest.mark.parametrize("order", list(permutations((1, 2, 3))))
def test_the_highest_version_counts_in_any_order(moto: OnMoto, order: tuple[int, ...]) -> None:
    take_in = observers(moto.dynamodb, TABLE, moto.service.clock)["instrument.defined.v1"]
    for version in (*order, *order):
        take_in(told(MOOD | {"version": version, "maximum": 20 + version, "withdrawn": version == 2}))
        take_in(told(DISTRESS))
    assert _listed(moto) == {"DISTRESS": 5, "MOOD-5": 23}
    assert _listed(moto, ELSEWHERE) == {}
    take_in(told(MOOD | {"version": 4, "withdrawn": True}))
    take_in(told(MOOD | {"version": 3}))
    assert _listed(moto) == {"DISTRESS": 5}


def test_an_event_is_one_call_and_none_for_what_is_shipped(moto: OnMoto) -> None:
    take_in = observers(moto.dynamodb, TABLE, moto.service.clock)["instrument.defined.v1"]
    moto.calls.clear()
    take_in(told(MOOD))
    take_in(told(MOOD))
    assert moto.calls == {"UpdateItem": 2}
    moto.calls.clear()
    take_in(told(MOOD | {"instrument": "PHQ-9"}))
    assert not moto.calls


def test_a_store_that_fails_is_not_taken_for_an_older_version(moto: OnMoto) -> None:
    with pytest.raises(ClientError):
        observers(moto.dynamodb, "nowhere", moto.service.clock)["instrument.defined.v1"](told(MOOD))


def test_it_is_found_without_a_call_of_its_own(moto: OnMoto) -> None:
    observers(moto.dynamodb, TABLE, moto.service.clock)["instrument.defined.v1"](told(MOOD))
    journey, body = moto.service.joined(), {"instrument": "MOOD-5", "items": [1] * 5}
    cold = moto.cold()
    moto.calls.clear()
    answer = cold.post(THERAPIST, f"/journeys/{journey}/measures", body)
    assert (answer.status, answer.body["risk"]) == (201, "positive")
    assert moto.calls == {BATCH: 1, UNWRAP: 1, PUT: 1}
    moto.calls.clear()
    assert cold.post(THERAPIST, f"/journeys/{journey}/measures", body).status == 201
    assert moto.calls == {PUT: 1}
    offline = item(journey, "m", "measure", body | {"occurred_at": EARLIER})
    assert became(sync(moto.cold(), [offline])) == ["created"]


def test_an_unknown_one_is_looked_for_once_more(moto: OnMoto) -> None:
    journey = moto.service.joined()
    body = {"instrument": "MOOD-5", "total": 3}
    moto.service.post(THERAPIST, f"/journeys/{journey}/measures", body)
    moto.calls.clear()
    assert moto.service.post(THERAPIST, f"/journeys/{journey}/measures", body).status == 422
    assert moto.calls == {BATCH: 1}
    observers(moto.dynamodb, TABLE, moto.service.clock)["instrument.defined.v1"](told(MOOD))
    assert moto.service.post(THERAPIST, f"/journeys/{journey}/measures", body).status == 201
