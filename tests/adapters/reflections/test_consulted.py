"""That consults were asked and answered, on the real table: what it costs, and that an erasure takes it along."""

from itertools import permutations

import pytest

from adapters.reflections.table import TABLE, OnMoto
from kernel.envelope import Event
from kernel.instants import to_text
from reflections.adapters.consulted import DynamoConsulted
from reflections.adapters.erased_rows import DynamoErasedRows
from reflections.domain.consult_outcome import Consulted
from reflections.domain.outcome_counts import Counts, Quarter
from reflections.handlers.project import observers
from unit.reflections.calling import CLIENT, THERAPIST, Person

ADMIN = Person("admin-1", "admin")
BATCH, QUERY, PUT, TRANSACT = "BatchGetItem", "Query", "PutItem", "TransactWriteItems"
SPRING = Quarter(2026, 2)


def _event(moto: OnMoto, journey: str, kind: str, consult: str | None = None, number: int = 1) -> Event:
    now = to_text(moto.service.clock.now())
    return Event(
        id=f"{kind}{number}{now}",
        source="/quietcheer/reflections",
        type=f"consult.{kind}.v1",
        subject=journey,
        time=now,
        practice="practice-1",
        correlationid="c",
        causationid="c",
        data={"consult": consult or f"{journey}.{1:016x}", "occurred_at": now, "version": 1, "number": number},
    )


def _take_in(moto: OnMoto, *events: Event) -> None:
    take_in = observers(moto.dynamodb, TABLE, moto.service.clock)
    for event in events:
        take_in[event.type](event)


def _rows(moto: OnMoto) -> list[str]:
    return sorted(item["sk"] for item in moto.items() if item["sk"].startswith("O#") or "#ANSWERED" in item["pk"])


@pytest.mark.parametrize("order", list(permutations(("requested", "answered"))))
def test_both_are_noted_in_any_order_by_one_transaction_each(moto: OnMoto, order: tuple[str, str]) -> None:
    journey = moto.service.joined()
    events = [_event(moto, journey, kind) for kind in (*order, *order)]
    moto.calls.clear()
    _take_in(moto, *events)
    assert moto.calls == {TRANSACT: 4}
    moto.calls.clear()
    _take_in(moto, _event(moto, journey, "answered", number=2))
    assert moto.calls == {}
    now = to_text(moto.service.clock.now())
    consulted = Consulted("practice-1", journey, f"{journey}.{1:016x}", now, now)
    store = DynamoConsulted(moto.dynamodb, TABLE)
    assert store.of_journey("practice-1", journey) == [consulted]
    (answered,) = store.of_practice("practice-1", SPRING, 9)
    assert (answered.consult, answered.answered_at) == (consulted.consult, now)


def test_what_was_only_asked_is_no_answer(moto: OnMoto) -> None:
    _take_in(moto, _event(moto, moto.service.joined(), "requested"))
    assert DynamoConsulted(moto.dynamodb, TABLE).of_practice("practice-1", SPRING, 9) == []


def test_a_quarter_has_the_first_of_each_journey_and_no_other_quarters(moto: OnMoto) -> None:
    store, journeys = DynamoConsulted(moto.dynamodb, TABLE), sorted(moto.service.opened() for _ in range(4))
    for journey in journeys:
        _take_in(moto, _event(moto, journey, "answered", f"{journey}.{5:016x}"))
    moto.service.clock.passes(days=1)
    _take_in(moto, _event(moto, journeys[0], "answered", f"{journeys[0]}.{1:016x}"))
    moto.service.clock.passes(days=40)
    _take_in(moto, _event(moto, journeys[1], "answered", f"{journeys[1]}.{2:016x}"))
    found = store.of_practice("practice-1", SPRING, 9)
    assert [(one.journey, one.consult[-1]) for one in found] == [(journey, "5") for journey in journeys]
    assert store.of_practice("practice-1", SPRING, 2) == found[:2]
    assert [one.journey for one in store.of_practice("practice-1", Quarter(2026, 3), 9)] == [journeys[1]]
    assert store.of_practice("practice-2", SPRING, 9) == []


def test_what_was_counted_first_stays(moto: OnMoto) -> None:
    store = DynamoConsulted(moto.dynamodb, TABLE)
    first, second = Counts(10, 5, 5, 0, 0, 5), Counts(15, 5, 5, 5, 0, 5)
    assert store.counts("practice-1", SPRING) is None
    assert [store.keep("practice-1", SPRING, one) for one in (first, second)] == [first, first]
    assert store.counts("practice-1", SPRING) == first
    assert store.counts("practice-2", SPRING) is None


def test_an_erased_journey_is_known_to_no_list_and_comes_back_by_no_event(moto: OnMoto) -> None:
    journey = moto.service.joined()
    events = [_event(moto, journey, kind) for kind in ("requested", "answered")]
    _take_in(moto, *events)
    assert len(_rows(moto)) == 2
    assert moto.service.post(CLIENT, f"/journeys/{journey}/erasure", {"irrevocable": True}).status == 202
    assert DynamoErasedRows(moto.dynamodb, TABLE).remove("practice-1", journey) is not None
    assert _rows(moto) == []
    _take_in(moto, *events)
    assert _rows(moto) == []


def test_what_it_costs_to_look_at_a_journey(moto: OnMoto) -> None:
    journey = moto.service.joined()
    at = f"/journeys/{journey}/consults/outcomes"
    moto.calls.clear()
    assert moto.service.get(THERAPIST, at).status == 200
    assert moto.calls == {BATCH: 1, QUERY: 1}
    for number in range(3):
        consult = f"{journey}.{number:016x}"
        _take_in(moto, *(_event(moto, journey, kind, consult) for kind in ("requested", "answered")))
    moto.calls.clear()
    assert len(moto.service.get(THERAPIST, at).body["items"]) == 3
    assert moto.calls == {BATCH: 1, QUERY: 6}


def test_what_it_costs_to_count_a_quarter(moto: OnMoto) -> None:
    for _ in range(9):
        _take_in(moto, _event(moto, moto.service.opened(), "answered"))
    _take_in(moto, last := _event(moto, moto.service.opened(), "answered"))
    moto.service.clock.passes(days=140)
    for calls in ({BATCH: 11, QUERY: 31, PUT: 1}, {BATCH: 1}):
        moto.calls.clear()
        body = moto.service.get(ADMIN, "/consult-outcomes", quarter="2026-Q2").body
        assert (body["too_few"], body["counts"]["journeys"]) == (False, 10)
        assert moto.calls == calls
    moto.calls.clear()
    assert moto.service.get(ADMIN, "/consult-outcomes", quarter="2026-Q1").body["too_few"] is True
    assert moto.calls == {BATCH: 1, QUERY: 1}
    assert last.subject not in str([item for item in moto.items() if "#OUTCOMES" in item["pk"]])
