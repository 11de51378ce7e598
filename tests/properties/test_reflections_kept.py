"""Invariant I5: a 2xx means that the thing and its event are durable; asking again brings it about, once."""

from collections.abc import Callable
from itertools import count
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.reflections.faults import FAULTS, Faulty
from adapters.reflections.table import TABLE, OnMoto, on_moto
from kernel.envelope import Event
from kernel.items import Item, from_item, to_item
from unit.reflections.calling import CLIENT, THERAPIST, Answer, Person, Service

SURVIVED = [fault for fault in FAULTS if not fault.startswith("died")]
_examples = count(1)

Act = tuple[Any, str, str, dict[str, Any], str | None]
"""Who, method, path below the journey, body, and the event that must go with it."""

ACTS: list[Act] = [
    (THERAPIST, "POST", "entries", {"kind": "win", "text": "She went", "shared": True}, "entry.shared.v1"),
    (CLIENT, "POST", "entries", {"kind": "win", "text": "I went"}, None),
    (THERAPIST, "POST", "reflections", {"kind": "came_to_mind", "text": "radio"}, None),
    (CLIENT, "POST", "measures", {"instrument": "PHQ-9", "items": [1] * 9}, "measure.scored.v1"),
    (CLIENT, "POST", "goals", {"text": "The group", "target": 7}, "goal.set.v1"),
    (CLIENT, "PUT", "consents/celebrations", {"granted": False}, "consent.changed.v1"),
]


def _on(moto: OnMoto, journey: str) -> list[Item]:
    """Read everything that is stored on a journey."""
    asked = {
        "KeyConditionExpression": "pk = :pk",
        "ExpressionAttributeValues": to_item({":pk": f"practice-1#{journey}"}),
    }
    answer = moto.dynamodb.query(TableName=TABLE, ConsistentRead=True, **asked)
    return [from_item(item) for item in answer["Items"]]


def _events(items: list[Item]) -> list[Event]:
    return [Event.model_validate_json(item["event"]) for item in items if "event" in item]


def _until_done(service: Service, act: Act, journey: str, key: str, check: Callable[[Answer], None]) -> Answer:
    who, method, path, body, _ = act
    for _ in range(9):
        answer = service.call(who, method, f"/journeys/{journey}/{path}", body, key=key)
        check(answer)
        if answer.status in {200, 201}:
            return answer
        assert (answer.status, answer.kind) == (503, "busy")
    raise AssertionError("the faults should be over by now")


def _play(moto: OnMoto, faulty: Faulty, act: Act, plan: list[str]) -> None:
    journey, key, kind = moto.service.joined(), f"key-{next(_examples)}", act[4]
    service = moto.cold()
    before = {event.id for event in _events(_on(moto, journey))}
    things = len(_on(moto, journey))

    def check(answer: Answer) -> None:
        found = [event for event in _events(_on(moto, journey)) if event.id not in before]
        if answer.status in {200, 201}:
            assert [event.type for event in found] == ([kind] if kind else [])
            assert len(_on(moto, journey)) > things or act[2].startswith("consents")
        else:
            assert len(found) <= 1

    faulty.plan = list(plan)
    first = _until_done(service, act, journey, key, check)
    faulty.plan = []
    if act[1] == "POST":
        again = _until_done(moto.cold(), act, journey, key, check)
        assert again.raw == first.raw


def test_acknowledged_means_kept_and_kept_means_once() -> None:
    with on_moto() as moto:
        faulty = Faulty(moto.dynamodb)
        moto.dynamodb = faulty
        moto.service = moto.cold()

        @settings(max_examples=20)
        @given(st.sampled_from(ACTS), st.lists(st.sampled_from(SURVIVED[1:]), max_size=4))
        def each(act: Act, plan: list[str]) -> None:
            _play(moto, faulty, act, plan)

        each()


def test_opening_and_joining_survive_every_fault_at_every_write() -> None:
    with on_moto() as moto:
        faulty = Faulty(moto.dynamodb)
        moto.dynamodb = faulty
        for place, fault in enumerate(SURVIVED):
            service, client = moto.cold(), Person(f"client-{place}", "client")
            faulty.plan = [fault]
            body: dict[str, Any] = {"code": f"C-{place}"}
            answers = [service.post(THERAPIST, "/journeys", body, key=f"o-{place}") for _ in (1, 2)]
            journey = answers[1].body["id"]
            faulty.plan = [fault]
            at = f"/journeys/{journey}/invitation"
            codes = [service.post(THERAPIST, at, {}, key=f"i-{journey}") for _ in (1, 2)]
            faulty.plan = [fault]
            body = {"code": codes[1].body["code"], "celebrations_consent": True}
            joins = [service.post(client, "/invitations/redemption", body, key=f"r-{journey}") for _ in (1, 2)]
            for pair in (answers, codes, joins):
                assert pair[0].status == (201 if fault == "none" else 503)
                assert pair[1].status == 201
            told = [event.type for event in _events(_on(moto, journey))]
            assert sorted(told) == ["consent.changed.v1", "journey.joined.v1", "journey.opened.v1"]


CHANGES: list[tuple[str, dict[str, Any] | None]] = [
    ("PATCH", {"shared": True}),
    ("PATCH", {"text": "I went, and stayed"}),
    ("DELETE", None),
]


@pytest.mark.parametrize("fault", ["throttled", "cut off before", "cut off after"])
def test_a_change_survives_every_fault_and_is_made_once(fault: str) -> None:
    """Also where the write got through and its answer did not: sent again, it is answered as done."""
    with on_moto() as moto:
        faulty = Faulty(moto.dynamodb)
        moto.dynamodb = faulty
        at = f"/journeys/{moto.service.joined()}/entries"
        entry = f"{at}/{moto.service.post(CLIENT, at, {'kind': 'win', 'text': 'I went'}).body['id']}"
        before = {event.id for event in _events(moto.items())}
        for version, (method, body) in enumerate(CHANGES, start=1):
            faulty.plan = [fault]
            answers = [moto.cold().call(CLIENT, method, entry, body, version=version) for _ in (1, 2)]
            assert [answer.status for answer in answers] == [503, 204 if body is None else 200]
        # An item carries its latest event; the stream has carried those before.
        told = [(event.type, event.data["version"]) for event in _events(moto.items()) if event.id not in before]
        assert told == [("entry.withdrawn.v1", 4)]
