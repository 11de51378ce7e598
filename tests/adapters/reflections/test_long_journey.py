"""A journey of 50,000 items costs a reader and a writer what one of 50 costs: calls, items read, units consumed."""

from collections.abc import Callable
from copy import deepcopy
from math import ceil
from typing import Any
from uuid import UUID

from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.dynamodb.models import dynamodb_backends

from adapters.reflections.table import TABLE, OnMoto
from kernel.items import from_item, to_item
from reflections.adapters.capture_orders import ATTRIBUTES
from unit.reflections.calling import CLIENT, THERAPIST, Service

READ_UNIT = 4096
KINDS = ("win", "struggle", "effort")

Ask = Callable[[Service, str, str], int]


def _read(path: str, **query: str) -> Ask:
    def ask(service: Service, journey: str, goal: str) -> int:
        wanted = {name: value.format(goal=goal) for name, value in query.items()}
        return service.get(THERAPIST, f"/journeys/{journey}/{path}", **wanted).status

    return ask


def _capture(service: Service, journey: str, goal: str) -> int:
    entry = {"kind": "win", "text": "One more", "shared": True, "goal": goal}
    return service.post(CLIENT, f"/journeys/{journey}/entries", entry).status


ASKED: dict[str, Ask] = {
    "timeline": _read("timeline", limit="20"),
    "one kind": _read("timeline", limit="20", kind="win"),
    "one goal": _read("timeline", limit="20", goal="{goal}"),
    "some time": _read("timeline", limit="20", since="2026-06-01T00:00:00Z"),
    "reflections": _read("timeline", limit="20", kind="reflection"),
    "brief": _read("brief"),
    "capture": _capture,
}


def _fifty(moto: OnMoto) -> tuple[str, str]:
    """Make a journey of some fifty items."""
    journey = moto.service.joined()
    at, goal = f"/journeys/{journey}", moto.service.goal(journey)
    for turn in range(16):
        moto.service.clock.passes(minutes=1)
        entry = {"kind": KINDS[turn % 3], "text": "Went to the group", "shared": turn % 4 > 0, "goal": goal}
        moto.service.post((THERAPIST, CLIENT)[turn % 2], f"{at}/entries", entry)
        moto.service.post(THERAPIST, f"{at}/reflections", {"kind": "came_to_mind", "text": "A radio piece"})
        moto.service.post(CLIENT, f"{at}/measures", {"instrument": "GAD-7", "total": 3})
    return journey, goal


def _grown(moto: OnMoto, most: int) -> None:
    """Add copies of the captures from years before, straight into the store."""
    table = dynamodb_backends[DEFAULT_ACCOUNT_ID][moto.dynamodb.meta.region_name].get_table(TABLE)
    captures = [from_item(item) for item in moto.raw_items() if item["sk"]["S"].startswith("C#")]
    for number in range(most):
        copy = deepcopy(captures[number % len(captures)])
        before, made = copy["facts"]["occurred_at"], str(UUID(int=number))
        old = f"20{number % 20:02}{before[4:]}"
        shown = copy["sk"].removeprefix("C#")
        copy["facts"] = {**copy["facts"], "occurred_at": old}
        for place in ATTRIBUTES.values():
            if place in copy:
                copy[place] = copy[place].replace(before, old).replace(shown, made)
        table.put_item(to_item({**copy, "sk": f"C#{made}", "recorded_at": old}))


def _size(value: Any) -> int:  # noqa: ANN401 - an attribute value, or a map of them
    if isinstance(value, dict):
        return sum(len(name) + _size(inner) for name, inner in value.items())
    return sum(map(_size, value)) if isinstance(value, list) else len(str(value))


def _costs(moto: OnMoto, journey: str, goal: str) -> dict[str, tuple[dict[str, int], int, int]]:
    """Ask each question; say which calls it took, how many items were read, and how many read units that is."""
    reads: list[tuple[int, int]] = []

    def note(parsed: dict[str, Any], **_kwargs: object) -> None:
        reads.append((parsed["ScannedCount"], ceil(sum(map(_size, parsed["Items"])) / READ_UNIT)))

    moto.dynamodb.meta.events.register("after-call.dynamodb.Query", note, unique_id="reads")
    costs = {}
    for name, ask in ASKED.items():
        moto.calls.clear()
        reads.clear()
        assert ask(moto.service, journey, goal) in {200, 201}, name
        costs[name] = dict(moto.calls), sum(items for items, _ in reads), sum(units for _, units in reads)
    return costs


def test_fifty_thousand_items_cost_what_fifty_cost(moto: OnMoto) -> None:
    journey, goal = _fifty(moto)
    short = _costs(moto, journey, goal)
    _grown(moto, 50_000)
    long = _costs(moto, journey, goal)
    assert moto.dynamodb.describe_table(TableName=TABLE)["Table"]["ItemCount"] > 50_000
    for name, (calls, items, units) in long.items():
        assert calls == short[name][0], name
        assert sum(calls.values()) <= 2, name
        assert items <= 2 * 101, name
        # A short journey may end before a page is full; a long one never reads more than its pages hold.
        assert units <= max(short[name][2], 2 * ceil(21 * 1024 / READ_UNIT)), name
