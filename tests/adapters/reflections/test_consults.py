"""Consults on DynamoDB and KMS: what they cost, what lies where, and that nothing of them outlives their journey."""

from collections.abc import Callable
from typing import Any

import pytest

from adapters.reflections.table import KEYS, TABLE, OnMoto
from kernel.items import from_item
from reflections.adapters.erased_rows import DynamoErasedRows
from unit.reflections.asking import QUESTION, ask, confirmed, consult, preview
from unit.reflections.calling import CLIENT, SUPERVISOR, THERAPIST, Answer, refused

BATCH, PUT, QUERY, TRANSACTION, UNWRAP = "BatchGetItem", "PutItem", "Query", "TransactWriteItems", "Decrypt"
SAID = {"text": "Ask about the brother.", "minutes": 25, "ideas": ["an empty chair"]}
OTHER_SUPERVISOR = type(SUPERVISOR)("supervisor-2", "supervisor")


@pytest.fixture
def journey(moto: OnMoto) -> str:
    return moto.service.joined()


def _calls(moto: OnMoto, act: Callable[[], Answer], status: int) -> dict[str, int]:
    moto.calls.clear()
    answer = act()
    assert answer.status == status, answer.raw
    return dict(moto.calls)


def _rows(moto: OnMoto, mark: str) -> list[str]:
    return [f"{item['pk']} {item['sk']}" for item in moto.items() if mark in item["pk"] or mark in item["sk"]]


def test_a_preview_reads_each_kind_once_and_writes_nothing(moto: OnMoto, journey: str) -> None:
    thought = {"kind": "came_to_mind", "text": "the brother"}
    chosen = [moto.service.post(THERAPIST, f"/journeys/{journey}/reflections", thought).body["id"] for _ in range(2)]
    before = moto.items()
    assert _calls(moto, lambda: preview(moto.service, journey), 200) == {BATCH: 2, QUERY: 6}
    cold = moto.cold()
    calls = _calls(moto, lambda: preview(cold, journey, reflections=chosen), 200)
    assert calls == {BATCH: 4, QUERY: 6, UNWRAP: 1}
    assert moto.items() == before


def test_asking_is_one_transaction_behind_what_a_preview_reads(moto: OnMoto, journey: str) -> None:
    shown = preview(moto.service, journey).body
    path, body = f"/journeys/{journey}/consults", {**QUESTION, **confirmed(shown)}
    first = _calls(moto, lambda: moto.service.post(THERAPIST, path, body, key="k"), 201)
    assert first == {BATCH: 3, QUERY: 6, TRANSACTION: 1}
    again = _calls(moto, lambda: moto.service.post(THERAPIST, path, body, key="k"), 201)
    assert again == {BATCH: 2, UNWRAP: 1}


def test_whoever_holds_it_reads_no_record(moto: OnMoto, journey: str) -> None:
    path = consult(moto.service, journey)
    warm = moto.service
    assert _calls(moto, lambda: moto.cold().get(SUPERVISOR, "/consults"), 200) == {QUERY: 1, BATCH: 1, UNWRAP: 1}
    assert _calls(moto, lambda: moto.cold().get(SUPERVISOR, path), 200) == {BATCH: 1, QUERY: 1, UNWRAP: 1}
    warm.get(SUPERVISOR, path)
    assert _calls(moto, lambda: warm.get(SUPERVISOR, path), 200) == {BATCH: 1, QUERY: 1}
    assert _calls(moto, lambda: warm.post(SUPERVISOR, f"{path}/answer", SAID), 201) == {BATCH: 1, TRANSACTION: 1}
    body = {"accepts": [{"answer": 1, "idea": 1}]}
    closed = _calls(moto, lambda: warm.post(THERAPIST, f"{path}/close", body), 201)
    assert closed == {BATCH: 2, QUERY: 1, TRANSACTION: 1}


def test_a_stranger_costs_one_read_and_no_key(moto: OnMoto, journey: str) -> None:
    path = consult(moto.service, journey)
    for one in (path, f"{path[:-1]}x", "/consults/nothing"):
        assert _calls(moto, lambda one=one: moto.cold().get(OTHER_SUPERVISOR, one), 404) == {BATCH: 1}  # type: ignore[misc]


def test_every_word_is_sealed_and_lies_apart_from_the_record(moto: OnMoto, journey: str) -> None:
    thought = {"kind": "came_to_mind", "text": "the brother again"}
    chosen = moto.service.post(THERAPIST, f"/journeys/{journey}/reflections", thought).body["id"]
    path = consult(moto.service, journey, reflections=[chosen])
    moto.service.post(SUPERVISOR, f"{path}/answer", SAID)
    stored = repr(moto.raw_items())
    assert not any(word in stored for word in ("stuck", "brother", "chair"))
    made = path.split("/")[2]
    assert sorted(_rows(moto, made)) == sorted(
        [
            f"practice-1#CONSULT#{made} A#001",
            f"practice-1#CONSULT#{made} CONSULT",
            f"practice-1#CONSULT#{made} PACKET",
            f"practice-1#{journey} Q#{made}#1",
            f"practice-1#{journey} Q#{made}#2",
            f"practice-1#USER#{THERAPIST.sub} Q#{made}",
            f"practice-1#USER#{SUPERVISOR.sub} Q#{made}",
        ]
    )


def test_the_queue_of_the_store_is_that_of_the_fake(moto: OnMoto, journey: str) -> None:
    for urgency in ("routine", "urgent", "soon", "urgent"):
        consult(moto.service, journey, urgency=urgency, question=f"{urgency}?")
        moto.service.clock.passes(hours=1)
    first = moto.service.get(SUPERVISOR, "/consults").body["items"][0]["id"]
    moto.service.post(SUPERVISOR, f"/consults/{first}/answer", SAID)
    for who, state, wanted in (
        (SUPERVISOR, "open", ["urgent?", "soon?", "routine?", "urgent?"]),
        (THERAPIST, "open", ["urgent?", "urgent?", "soon?", "routine?"]),
        (SUPERVISOR, "all", ["urgent?", "soon?", "urgent?", "routine?"]),
    ):
        found: list[Any] = []
        query = {"limit": "1", "state": state}
        while True:
            page = moto.service.get(who, "/consults", **query).body
            found += page["items"]
            if page["next"] is None:
                break
            query["cursor"] = page["next"]
        assert [item["question"] for item in found] == wanted


def test_erasing_the_journey_takes_consult_packet_and_thread(moto: OnMoto, journey: str) -> None:
    path = consult(moto.service, journey)
    moto.service.post(SUPERVISOR, f"{path}/answer", SAID)
    assert moto.service.post(CLIENT, f"/journeys/{journey}/erasure", {"irrevocable": True}).status == 202
    # Its key is gone: nothing can be read or written from this instant, rows or not.
    for service in (moto.service, moto.cold()):
        assert refused(service.get(SUPERVISOR, path), 404, "not-found")
        assert refused(service.post(SUPERVISOR, f"{path}/answer", SAID), 404, "not-found")
        assert service.get(SUPERVISOR, "/consults").body["items"] == []
    for _ in range(2):
        assert DynamoErasedRows(moto.dynamodb, TABLE).remove("practice-1", journey) is not None
        assert _rows(moto, path.split("/")[2]) == []


def test_an_answer_that_an_erasure_overtakes_is_not_written(moto: OnMoto, journey: str) -> None:
    path, service = consult(moto.service, journey), moto.service
    consults: Any = service.stores.consults
    held = consults.read("practice-1", path.split("/")[2], lambda _: True)

    def erased(*_given: Any) -> Any:  # noqa: ANN401 - as the port has it
        moto.dynamodb.delete_item(TableName=KEYS, Key={"pk": {"S": f"practice-1#{journey}"}})
        return held

    consults.read, before = erased, len(moto.items())
    assert refused(service.post(SUPERVISOR, f"{path}/answer", SAID), 503, "busy")
    assert len(moto.items()) == before


def test_asking_upon_a_journey_that_changed_is_decided_again(moto: OnMoto, journey: str) -> None:
    consults: Any = moto.service.stores.consults
    real, tries = consults.ask, list[int]()

    def slow(*given: Any) -> None:  # noqa: ANN401 - as the port has it
        tries.append(1)
        if len(tries) == 1:
            raise_version = {":one": {"N": "1"}}
            moto.dynamodb.update_item(
                TableName=TABLE,
                Key={"pk": {"S": f"practice-1#{journey}"}, "sk": {"S": "JOURNEY"}},
                UpdateExpression="ADD #version :one",
                ExpressionAttributeNames={"#version": "version"},
                ExpressionAttributeValues=raise_version,
            )
        real(*given)

    consults.ask = slow
    assert ask(moto.service, journey).status == 201
    assert len(tries) == 2
    assert [item for item in map(from_item, moto.raw_items()) if item["sk"] == "CONSULT"]


def test_the_rule_of_a_practice_is_one_item_upon_its_version(moto: OnMoto) -> None:
    admin, path = type(SUPERVISOR)("admin-1", "admin"), "/supervision-rule"
    for version, inside in enumerate(("with_consent", "deidentified")):
        body = {"inside": inside}
        calls = _calls(moto, lambda b=body, v=version: moto.service.call(admin, "PUT", path, b, version=v), 200)  # type: ignore[misc]
        assert calls == {PUT: 1}
    assert _calls(moto, lambda: moto.service.call(admin, "PUT", path, body, version=1), 412) == {PUT: 1}
    assert _calls(moto, lambda: moto.service.get(THERAPIST, path), 200) == {BATCH: 1}
    assert moto.service.get(THERAPIST, path).body == {"inside": "deidentified", "version": 2}
