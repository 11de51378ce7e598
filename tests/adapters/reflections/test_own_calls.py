"""What it costs to change what one wrote, and to search: calls, whatever the journey's length, and write units."""

from collections.abc import Callable
from math import ceil
from typing import Any

import pytest
from benchmarks.state import size_of

from adapters.reflections.table import TABLE, OnMoto
from reflections.adapters.capture_orders import ATTRIBUTES
from reflections.application.search_reflections import MOST_JOURNEYS, MOST_READ
from unit.reflections.calling import CLIENT, THERAPIST, Answer, Service

BATCH, PUT, QUERY, UNWRAP = "BatchGetItem", "PutItem", "Query", "Decrypt"

THINGS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "entries": ({"kind": "win", "text": "She went", "shared": True}, {"text": "She went, and stayed", "shared": False}),
    "reflections": ({"kind": "on_journey", "text": "Two years", "tags": ["trust"]}, {"text": "Two summers"}),
    "ideas": ({"text": "A letter that is not sent"}, {"state": "bring"}),
}


@pytest.fixture
def at(moto: OnMoto) -> str:
    return f"/journeys/{moto.service.joined()}"


def _make(service: Service, path: str, body: dict[str, Any]) -> str:
    answer = service.post(THERAPIST, path, body)
    assert answer.status == 201, answer.raw
    return f"{path}/{answer.body['id']}"


def _calls(moto: OnMoto, act: Callable[[], Answer], status: int) -> dict[str, int]:
    moto.calls.clear()
    answer = act()
    assert answer.status == status, answer.raw
    return dict(moto.calls)


@pytest.mark.parametrize("name", THINGS)
def test_reading_changing_and_deleting_ones_own(moto: OnMoto, at: str, name: str) -> None:
    body, change = THINGS[name]
    one = _make(moto.service, f"{at}/{name}", body)
    service = moto.service
    assert _calls(moto, lambda: service.get(THERAPIST, one), 200) == {BATCH: 1}
    assert _calls(moto, lambda: moto.cold().get(THERAPIST, one), 200) == {BATCH: 2, UNWRAP: 1}
    for patch in (change, change):
        calls = _calls(moto, lambda patch=patch: service.call(THERAPIST, "PATCH", one, patch, version=1), 200)  # type: ignore[misc]
        assert calls in ({BATCH: 1, PUT: 1}, {BATCH: 1})
    cold = _calls(moto, lambda: moto.cold().call(THERAPIST, "DELETE", one, version=2), 204)
    assert cold == {BATCH: 2, UNWRAP: 1, PUT: 1}
    assert _calls(moto, lambda: service.call(THERAPIST, "DELETE", one, version=2), 204) == {BATCH: 1}


@pytest.mark.parametrize("name", ["reflections", "ideas"])
def test_a_list_is_one_query(moto: OnMoto, at: str, name: str) -> None:
    for _ in range(3):
        _make(moto.service, f"{at}/{name}", THINGS[name][0])
    listing = f"{at}/{name}"
    assert _calls(moto, lambda: moto.service.get(THERAPIST, listing, limit="2"), 200) == {QUERY: 1}
    assert _calls(moto, lambda: moto.cold().get(THERAPIST, listing), 200) == {BATCH: 1, UNWRAP: 1, QUERY: 1}


def test_an_idea_is_kept_with_one_put(moto: OnMoto, at: str) -> None:
    assert _calls(moto, lambda: moto.service.post(THERAPIST, f"{at}/ideas", THINGS["ideas"][0]), 201) == {PUT: 1}


def _search(service: Service, **body: object) -> Answer:
    return service.call(THERAPIST, "POST", "/reflections/search", body, key=None)


@pytest.mark.parametrize("kept", [3, 90])
def test_a_search_of_a_journey_is_one_query_for_each_two_hundred(moto: OnMoto, at: str, kept: int) -> None:
    for number in range(kept):
        _make(moto.service, f"{at}/reflections", {"kind": "came_to_mind", "text": f"thought {number}"})
    journey = at.rsplit("/", maxsplit=1)[-1]
    assert _calls(moto, lambda: _search(moto.service, words="thought 1", journey=journey), 200) == {QUERY: 1}
    cold = _calls(moto, lambda: _search(moto.cold(), words="nowhere", journey=journey), 200)
    assert cold == {BATCH: 1, UNWRAP: 1, QUERY: 1}


def test_a_search_of_the_caseload_unwraps_only_what_it_comes_to(moto: OnMoto) -> None:
    for _ in range(MOST_JOURNEYS + 2):
        journey = moto.service.opened()
        _make(moto.service, f"/journeys/{journey}/reflections", {"kind": "came_to_mind", "text": "needle"})
    cold = moto.cold()
    first = _search(cold, words="needle")
    moto.calls.clear()
    warm = _search(cold, words="needle")
    assert (len(first.body["items"]), warm.raw) == (MOST_JOURNEYS, first.raw)
    assert moto.calls == {QUERY: 1 + MOST_JOURNEYS, BATCH: 2}
    calls = _calls(moto, lambda: _search(moto.cold(), words="needle", limit=1), 200)
    assert calls == {QUERY: 2, BATCH: 2, UNWRAP: 1}


def test_a_search_reads_its_bound_and_stores_nothing(moto: OnMoto, at: str) -> None:
    """Put as the service would have: two hundred captures by HTTP take their time."""
    _make(moto.service, f"{at}/reflections", {"kind": "came_to_mind", "text": "needle"})
    [item] = [one for one in moto.raw_items() if one["sk"]["S"].startswith("C#")]
    for number in range(MOST_READ + 20):
        made = f"00000000-0000-8000-8000-{number:012d}"
        view = f"therapist#2026-05-01T00:00:00.000Z#{made}"
        moto.dynamodb.put_item(TableName=TABLE, Item={**item, "sk": {"S": f"C#{made}"}, "view": {"S": view}})
    before = moto.raw_items()
    moto.calls.clear()
    answer = _search(moto.service, words="needle", journey=at.rsplit("/", maxsplit=1)[-1])
    assert moto.calls == {QUERY: 1}
    assert answer.body["searched"] == MOST_READ
    assert answer.body["next"] is not None
    assert moto.raw_items() == before


@pytest.mark.parametrize(("consent", "queries"), [(True, 4), (False, 3)])
def test_the_mirror_is_three_queries_a_journey_and_one_more_where_cheers_are_welcome(
    moto: OnMoto, queries: int, *, consent: bool
) -> None:
    """And two calls for the caseload; no key is unwrapped, for no word is opened."""
    service = moto.service
    journey = service.joined(consent=consent)
    service.opened()
    service.goal(journey)
    for _ in range(5):
        service.post(THERAPIST, f"/journeys/{journey}/sessions", {"held": True})
        service.clock.passes(days=7)
        _make(service, f"/journeys/{journey}/reflections", {"kind": "after_session", "did_not_work": "homework"})
    _make(service, f"/journeys/{journey}/ideas", {"text": "a letter", "occurred_at": "2026-05-01T09:00:00Z"})
    cold = moto.cold()
    moto.calls.clear()
    answer = cold.get(THERAPIST, "/blind-spots")
    assert moto.calls == {QUERY: 1 + queries + 3, BATCH: 1}
    topics = [line["topic"] for line in answer.body["items"] if line["journey"] == journey]
    assert topics == ["goal_untouched", "never_in_mind", "only_what_did_not_work", "idea_never_tried"]
    assert (answer.body["looked_at"], answer.body["incomplete"]) == (2, 0)


@pytest.mark.parametrize(
    ("path", "body", "indexes", "size"),
    [
        ("reflections", {"kind": "came_to_mind", "text": "A radio piece on leaving home", "tags": ["trust"]}, 1, 1),
        ("reflections", {"kind": "on_journey", "text": "Two years"}, 1, 1),
        ("measures", {"instrument": "PHQ-9", "items": [1] * 9}, 2, 1),
        ("entries", {"kind": "effort", "text": "She tried", "shared": True}, 2, 1),
        ("entries", {"kind": "effort", "text": "She tried", "shared": True, "goal": ""}, 3, 2),
        ("entries", {"kind": "effort", "text": "She tried"}, 3, 1),
        ("ideas", {"text": "A letter that is not sent"}, 2, 1),
    ],
)
def test_a_capture_costs_a_unit_and_one_for_each_order_that_it_stands_in(  # noqa: PLR0917 - a table
    moto: OnMoto, at: str, path: str, body: dict[str, Any], indexes: int, size: int
) -> None:
    """As DynamoDB bills it: a unit for each kilobyte, in the table and in each index that the item has a place in.

    A shared entry that names a goal passes the kilobyte with its event: 8 units.
    """
    if "goal" in body:
        body = {**body, "goal": moto.service.goal(at.rsplit("/", maxsplit=1)[-1])}
    made = _make(moto.service, f"{at}/{path}", body).rsplit("/", maxsplit=1)[-1]
    [item] = [one for one in moto.raw_items() if one["sk"]["S"] == f"C#{made}"]
    assert len(set(ATTRIBUTES.values()) & set(item)) == indexes
    assert ceil(size_of(item) / 1024) == size


def test_deleted_words_are_in_the_table_no_more(moto: OnMoto, at: str) -> None:
    for name, (body, _) in THINGS.items():
        one = _make(moto.service, f"{at}/{name}", body)
        made = f"C#{one.split('/')[-1]}"
        moto.service.call(THERAPIST, "DELETE", one, version=1)
        [item] = [each for each in moto.items() if each["sk"] == made]
        assert "texts" not in item
        assert not set(ATTRIBUTES.values()) & set(item)
        assert (item["version"], item["retracted"]) == (2, True)


def test_an_unshared_entry_leaves_the_others_order(moto: OnMoto, at: str) -> None:
    one = _make(moto.service, f"{at}/entries", THINGS["entries"][0])
    assert len(moto.service.get(CLIENT, f"{at}/timeline").body["items"]) == 1
    moto.service.call(THERAPIST, "PATCH", one, {"shared": False}, version=1)
    assert moto.service.get(CLIENT, f"{at}/timeline").body["items"] == []
    assert len(moto.service.get(THERAPIST, f"{at}/timeline").body["items"]) == 1
