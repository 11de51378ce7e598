"""What is shared of mirrors, on the real table: what it costs, who finds it, and that nothing stays of it."""

from datetime import datetime
from typing import Any

import pytest

from adapters.reflections.table import TABLE, OnMoto
from kernel.items import from_item
from reflections.adapters.erased_rows import DynamoErasedRows
from reflections.adapters.mirror_shares import DynamoMirrorShares
from reflections.domain.ports import OutdatedError
from unit.reflections.calling import CLIENT, SUPERVISOR, THERAPIST, Answer, Person, Service

BATCH, QUERY, TRANSACT, UNWRAP = "BatchGetItem", "Query", "TransactWriteItems", "Decrypt"
OTHER = Person("supervisor-2", "supervisor")


def _shows(service: Service, journey: str, who: Person = SUPERVISOR) -> Answer:
    return service.call(THERAPIST, "PUT", f"/journeys/{journey}/blind-spots/shared", {"supervisor": who.sub})


def _rows(moto: OnMoto) -> list[tuple[str, str]]:
    rows = [(item["pk"], item["sk"]) for item in moto.items()]
    return sorted((pk.removeprefix("practice-1#"), sk) for pk, sk in rows if sk == "MIRROR" or sk.startswith("M#"))


def test_it_lies_beside_its_journey_and_in_two_lists(moto: OnMoto) -> None:
    journey = moto.service.joined()
    assert _shows(moto.service, journey, OTHER).status == 200
    assert _shows(moto.service, journey).status == 200
    places = [(journey, "MIRROR"), *((f"USER#{who.sub}", f"M#{journey}") for who in (SUPERVISOR, THERAPIST))]
    assert _rows(moto) == sorted(places)
    [row] = [item for item in moto.items() if item["sk"] == "MIRROR"]
    assert row["expires_at"] == int(datetime.fromisoformat(row["until"]).timestamp())
    for _ in range(2):
        answer = moto.service.call(THERAPIST, "DELETE", f"/journeys/{journey}/blind-spots/shared")
        assert (answer.status, _rows(moto)) == (204, [])


@pytest.mark.parametrize(("consent", "looks"), [(True, 4), (False, 3)])
def test_what_it_costs(moto: OnMoto, looks: int, *, consent: bool) -> None:
    journey = moto.service.joined(consent=consent)
    cold = moto.cold()
    moto.calls.clear()
    assert _shows(cold, journey).status == 200
    assert moto.calls == {BATCH: 2, UNWRAP: 1, QUERY: looks, TRANSACT: 1}
    for who, unwrapped in ((SUPERVISOR, 1), (SUPERVISOR, 0), (OTHER, 0)):
        moto.calls.clear()
        reader = moto.cold() if unwrapped else cold
        found = reader.get(who, "/blind-spots/shared").body["items"]
        expected = {QUERY: 1, BATCH: 2, UNWRAP: unwrapped} if who is SUPERVISOR else {QUERY: 1}
        assert {name: count for name, count in moto.calls.items() if count} == {
            name: count for name, count in expected.items() if count
        }
        assert len(found) == (who is SUPERVISOR)
    for calls in ({BATCH: 2, TRANSACT: 1}, {BATCH: 2}):
        moto.calls.clear()
        cold.call(THERAPIST, "DELETE", f"/journeys/{journey}/blind-spots/shared")
        assert moto.calls == calls


def test_only_what_was_read_is_replaced_or_taken_back(moto: OnMoto) -> None:
    journey = moto.service.joined()
    _shows(moto.service, journey)
    shares = DynamoMirrorShares(moto.dynamodb, TABLE)
    first = shares.read("practice-1", journey)
    assert first is not None
    moto.service.clock.passes(seconds=1)
    _shows(moto.service, journey, OTHER)
    for before in (None, first):
        with pytest.raises(OutdatedError):
            shares.share(first, before)
    with pytest.raises(OutdatedError):
        shares.take_back(first)
    second = shares.read("practice-1", journey)
    assert second is not None
    assert second.supervisor == OTHER.sub


def test_an_erased_journey_leaves_no_share_and_takes_none(moto: OnMoto) -> None:
    journey, service = moto.service.joined(), moto.service
    _shows(service, journey)
    shares = DynamoMirrorShares(moto.dynamodb, TABLE)
    shared = shares.read("practice-1", journey)
    assert shared is not None
    assert service.post(CLIENT, f"/journeys/{journey}/erasure", {"irrevocable": True}).status == 202
    assert moto.cold().get(SUPERVISOR, "/blind-spots/shared").body["items"] == []
    rows = DynamoErasedRows(moto.dynamodb, TABLE)
    for _ in range(2):
        assert rows.remove("practice-1", journey) is not None
        assert _rows(moto) == []
    with pytest.raises(OutdatedError):
        shares.share(shared, None)
    assert _rows(moto) == []


def test_a_page_goes_by_journeys(moto: OnMoto) -> None:
    journeys = sorted(moto.service.opened() for _ in range(3))
    for journey in journeys:
        _shows(moto.service, journey)
    shares = DynamoMirrorShares(moto.dynamodb, TABLE)
    page, after = shares.of_person("practice-1", SUPERVISOR.sub, 2, None)
    rest, end = shares.of_person("practice-1", SUPERVISOR.sub, 2, after)
    assert ([one.journey for one in (*page, *rest)], after, end) == (journeys, journeys[1], None)


def test_no_word_and_no_topic_of_it_lies_open(moto: OnMoto) -> None:
    journey = moto.service.joined()
    moto.service.post(THERAPIST, f"/journeys/{journey}/ideas", {"text": "CANARY-77"})
    moto.service.clock.passes(days=40)
    assert _shows(moto.service, journey).body["lines"][0]["topic"] == "never_in_mind"
    [row] = [item for item in moto.raw_items() if item["sk"]["S"] == "MIRROR"]
    open_parts: dict[str, Any] = {name: value for name, value in from_item(row).items() if name != "lines"}
    assert set(open_parts) == {"pk", "sk", "people", "shared_at", "until", "sessions", "weeks", "expires_at"}
    assert "never_in_mind" not in repr(row)
