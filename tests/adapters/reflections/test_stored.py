"""What lies in the table: sealed, small, with its event in it, and read page by page without a hole."""

from collections.abc import Mapping
from typing import Any

import pytest
from botocore.exceptions import ClientError

from adapters.reflections.table import TABLE, OnMoto
from kernel.envelope import Event
from reflections.adapters.reading import read_together
from unit.reflections.calling import CLIENT, THERAPIST, Answer, Service, refused

THOUGHT = {
    "kind": "came_to_mind",
    "text": "A radio piece on leaving home; she spoke of her sister just so.",
}


def _size(item: Mapping[str, Any]) -> int:
    """Measure an item as DynamoDB does, roughly: names and values in bytes."""
    return sum(len(name) + _value_size(value) for name, value in item.items())


def _value_size(value: Mapping[str, Any]) -> int:
    ((kind, inner),) = value.items()
    if kind == "M":
        return 3 + _size(inner) + len(inner)
    if kind == "L":
        return 3 + sum(1 + _value_size(one) for one in inner)
    return len(inner) if kind in {"S", "B", "N"} else 1


def test_a_capture_is_one_item_below_a_kilobyte(moto: OnMoto) -> None:
    journey = moto.service.joined()
    moto.service.post(THERAPIST, f"/journeys/{journey}/reflections", THOUGHT)
    moto.service.post(THERAPIST, f"/journeys/{journey}/entries", {"kind": "win", "text": "She went", "shared": True})
    captures = [item for item in moto.raw_items() if item["sk"]["S"].startswith("C#")]
    assert len(captures) == 2
    sizes = sorted(_size(item) for item in captures)
    assert sizes[0] < 600
    assert sizes[1] < 1100


def test_each_change_of_a_journey_has_an_event_of_its_own(moto: OnMoto) -> None:
    journey = moto.service.joined()
    moto.service.goal(journey)
    moto.service.goal(journey)
    moto.service.call(CLIENT, "PUT", f"/journeys/{journey}/consents/celebrations", {"granted": False})
    events = [Event.model_validate_json(item["event"]) for item in moto.items() if item["sk"].startswith("E#")]
    told = sorted((event.data["version"], event.type) for event in events)
    assert told == [
        (1, "journey.opened.v1"),
        (2, "journey.joined.v1"),
        (3, "consent.changed.v1"),
        (4, "goal.set.v1"),
        (5, "goal.set.v1"),
        (6, "consent.changed.v1"),
    ]
    assert {event.subject for event in events} == {journey}
    assert len({event.id for event in events}) == 6


def test_every_partition_begins_with_the_practice(moto: OnMoto) -> None:
    journey = moto.service.joined()
    moto.service.goal(journey)
    moto.service.post(CLIENT, f"/journeys/{journey}/measures", {"instrument": "GAD-7", "total": 3})
    assert all(item["pk"].startswith("practice-1#") for item in moto.items())


def test_an_invitation_is_stored_as_its_hash_and_expires(moto: OnMoto) -> None:
    journey = moto.service.opened()
    code = moto.service.post(THERAPIST, f"/journeys/{journey}/invitation", {}).body["code"]
    (item,) = [item for item in moto.items() if item["sk"] == "INVITE"]
    assert code not in str(item)
    assert item["expires_at"] == int(moto.service.clock.now().timestamp()) + 14 * 86400


def test_what_was_taken_back_is_kept_but_in_no_timeline(moto: OnMoto) -> None:
    journey = moto.service.joined()
    at = f"/journeys/{journey}"
    measure = moto.service.post(CLIENT, f"{at}/measures", {"instrument": "GAD-7", "total": 3}).body["id"]
    assert moto.service.call(CLIENT, "DELETE", f"{at}/measures/{measure}", version=1).status == 204
    (item,) = [item for item in moto.items() if item["sk"] == f"C#{measure}"]
    assert "view" not in item
    assert Event.model_validate_json(item["event"]).type == "measure.retracted.v1"
    assert moto.service.get(THERAPIST, f"{at}/timeline").body["items"] == []


def _pages(service: Service, journey: str, **query: str) -> list[Answer]:
    answers = [service.get(THERAPIST, f"/journeys/{journey}/timeline", **query)]
    while (after := answers[-1].body["next"]) is not None:
        answers.append(service.get(THERAPIST, f"/journeys/{journey}/timeline", cursor=after, **query))
    return answers


@pytest.mark.parametrize("limit", ["1", "2", "7", "100"])
def test_pages_follow_each_other_without_hole_or_repetition(moto: OnMoto, limit: str) -> None:
    journey = moto.service.joined()
    made = []
    for place in range(9):
        moto.service.clock.passes(seconds=place % 3)  # some in the same millisecond
        path, body = [
            ("reflections", THOUGHT),
            ("measures", {"instrument": "GAD-7", "total": place}),
            ("entries", {"kind": "win", "text": "She went"}),
        ][place % 3]
        made.append(moto.service.post(THERAPIST, f"/journeys/{journey}/{path}", body).body)
    expected = sorted(((one["occurred_at"], one["id"]) for one in made), reverse=True)
    shown = [item for page in _pages(moto.service, journey, limit=limit) for item in page.body["items"]]
    assert [(item["occurred_at"], item["id"]) for item in shown] == expected


def test_a_page_that_the_store_cut_short_has_no_hole(moto: OnMoto) -> None:
    """DynamoDB gives a megabyte a call: a page of long reflections ends early, and what is older waits for the next."""
    journey = moto.service.joined()
    made = []
    body = {"kind": "after_session"} | dict.fromkeys(("worked", "did_not_work", "might_work_next"), "長" * 3000)
    for _ in range(45):
        moto.service.clock.passes(seconds=1)
        made.append(moto.service.post(THERAPIST, f"/journeys/{journey}/reflections", body).body["id"])
        made.append(moto.service.post(THERAPIST, f"/journeys/{journey}/reflections", body).body["id"])
        score = {"instrument": "GAD-7", "total": 1}
        made.append(moto.service.post(THERAPIST, f"/journeys/{journey}/measures", score).body["id"])
    pages = _pages(moto.service, journey, limit="100")
    assert len(pages[0].body["items"]) < 90, "the store is to end this page early"
    shown = [item for page in pages for item in page.body["items"]]
    assert sorted(item["id"] for item in shown) == sorted(made)
    assert [item["occurred_at"] for item in shown] == sorted((item["occurred_at"] for item in shown), reverse=True)


def test_a_text_that_was_tampered_with_is_shown_as_unreadable(moto: OnMoto) -> None:
    journey = moto.service.joined()
    made = moto.service.post(THERAPIST, f"/journeys/{journey}/reflections", THOUGHT).body["id"]
    key = {"pk": {"S": f"practice-1#{journey}"}, "sk": {"S": f"C#{made}"}}
    item = moto.dynamodb.get_item(TableName=TABLE, Key=key)["Item"]
    sealed = item["texts"]["M"]["text"]["B"]
    item["texts"]["M"]["text"]["B"] = sealed[:-1] + bytes([sealed[-1] ^ 1])
    moto.dynamodb.put_item(TableName=TABLE, Item=item)
    answer = moto.service.get(THERAPIST, f"/journeys/{journey}/timeline")
    assert answer.body["items"][0]["text"] is None
    assert any('"RF001"' in line for line in moto.service.lines)


def test_lists_of_journeys_go_on_where_the_page_before_ended(moto: OnMoto) -> None:
    made = sorted(moto.service.opened() for _ in range(5))
    found: list[str] = []
    query: dict[str, str] = {}
    while True:
        page = moto.service.get(THERAPIST, "/journeys", limit="2", **query).body
        found += [journey["id"] for journey in page["items"]]
        if page["next"] is None:
            break
        query = {"cursor": page["next"]}
    assert found == made


class _LeavesOut:
    """A store that leaves keys out so many times."""

    def __init__(self, times: int) -> None:
        self.times = times
        self.calls = 0

    def batch_get_item(self, RequestItems: Mapping[str, Any]) -> dict[str, Any]:  # noqa: N803 - as boto3 has it
        self.calls += 1
        if self.calls <= self.times:
            return {"Responses": {}, "UnprocessedKeys": RequestItems}
        return {"Responses": {"things": [{"pk": {"S": "a"}}]}, "UnprocessedKeys": {}}


def test_keys_that_the_store_left_out_are_asked_for_again() -> None:
    store: Any = _LeavesOut(2)
    assert read_together(store, {"things": [{"pk": "a"}]}) == {"things": [{"pk": "a"}]}
    assert store.calls == 3


def test_a_store_that_keeps_leaving_out_counts_as_throttled(moto: OnMoto) -> None:
    store: Any = _LeavesOut(9)
    with pytest.raises(ClientError, match="Throughput"):
        read_together(store, {"things": [{"pk": "a"}]})
    journey = moto.service.joined()
    cold = moto.cold()
    cold.stores.journeys._dynamodb = store  # type: ignore[attr-defined]
    assert refused(cold.get(THERAPIST, f"/journeys/{journey}/timeline"), 503, "busy")
