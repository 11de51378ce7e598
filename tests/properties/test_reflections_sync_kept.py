"""A batch is safe to repeat after any failure: throttled, cut off, died between two items, in any order."""

from itertools import count
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.reflections.faults import FAULTS, DiedError, Faulty
from adapters.reflections.table import TABLE, OnMoto, on_moto
from kernel.envelope import Event
from kernel.items import from_item, to_item
from unit.reflections.calling import THERAPIST
from unit.reflections.test_sync import EARLIER, became, item, sync

_examples = count(1)
BODIES: list[tuple[str, dict[str, Any], str | None]] = [
    ("entry", {"kind": "win", "text": "She went", "shared": True, "occurred_at": EARLIER}, "entry.shared.v1"),
    ("entry", {"kind": "struggle", "text": "mine", "occurred_at": EARLIER}, None),
    ("reflection", {"kind": "came_to_mind", "text": "radio", "occurred_at": EARLIER}, None),
    ("measure", {"instrument": "PHQ-9", "items": [1] * 9, "occurred_at": EARLIER}, "measure.scored.v1"),
]


@st.composite
def plays(draw: st.DrawFn) -> tuple[list[int], list[tuple[list[int], list[str]]]]:
    """Draw what was captured (a body by its place each), and attempts: an order, and what goes wrong meanwhile."""
    captured = draw(st.lists(st.integers(0, len(BODIES) - 1), min_size=1, max_size=5))
    # Some of a batch may come twice in it, and not each attempt sends all.
    orders = st.lists(st.integers(0, len(captured) - 1), min_size=1, max_size=8)
    faults = st.lists(st.sampled_from(FAULTS), max_size=8)
    return captured, draw(st.lists(st.tuples(orders, faults), max_size=4))


def _captures(moto: OnMoto, journey: str) -> list[dict[str, Any]]:
    answer = moto.dynamodb.query(
        TableName=TABLE,
        KeyConditionExpression="pk = :pk AND begins_with(sk, :c)",
        ExpressionAttributeValues=to_item({":pk": f"practice-1#{journey}", ":c": "C#"}),
        ConsistentRead=True,
    )
    return [from_item(found) for found in answer["Items"]]


def _play(moto: OnMoto, faulty: Faulty, captured: list[int], attempts: list[tuple[list[int], list[str]]]) -> None:
    faulty.plan = []
    journey, run = moto.service.joined(), next(_examples)
    items = [item(journey, f"{run}-{place}", *BODIES[kind][:2]) for place, kind in enumerate(captured)]
    service, acknowledged = moto.cold(), set[str]()
    for order, faults in attempts:
        faulty.plan = list(faults)
        try:
            answer = sync(service, [items[place] for place in order])
        except DiedError:
            service = moto.cold()
            continue
        assert set(became(answer)) <= {"created", "duplicate", "failed"}
        stored = {one["sk"].removeprefix("C#") for one in _captures(moto, journey)}
        acknowledged |= {one["capture"]["id"] for one in answer.body["items"] if one["capture"]}
        assert acknowledged <= stored, "acknowledged means kept"
    faulty.plan = []
    last = sync(service, items)
    assert set(became(last)) <= {"created", "duplicate"}
    assert became(sync(moto.cold(), items[::-1])) == ["duplicate"] * len(items)
    found = _captures(moto, journey)
    assert len(found) == len(items), "kept means once"
    told = sorted(Event.model_validate_json(one["event"]).type for one in found if "event" in one)
    assert told == sorted(kind for place in captured if (kind := BODIES[place][2]))
    # What came by a batch is what its own endpoint knows.
    at = f"/journeys/{journey}/{'entries' if items[0]['type'] == 'entry' else items[0]['type'] + 's'}"
    direct = service.post(THERAPIST, at, items[0]["body"], key=items[0]["id"])
    assert direct.body == last.body["items"][0]["capture"]


def test_a_batch_that_is_repeated_until_it_is_through_is_kept_once() -> None:
    with on_moto() as moto:
        faulty = Faulty(moto.dynamodb)
        moto.dynamodb = faulty

        @settings(max_examples=20)
        @given(plays())
        def each(play: tuple[list[int], list[tuple[list[int], list[str]]]]) -> None:
            _play(moto, faulty, *play)

        each()
