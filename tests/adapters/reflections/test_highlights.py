"""Highlights: the latest version counts, whatever the order; each reader's own view; gone when taken back."""

from itertools import permutations

import pytest

from adapters.reflections.table import TABLE, OnMoto
from kernel.envelope import Event
from reflections.handlers.project import observers
from unit.reflections.calling import CLIENT, THERAPIST

MILESTONE = "0190f5a0-0000-7000-8000-000000000000.0123456789abcdef"


def _told(journey: str, version: int, state: str, *, setback: bool = False) -> Event:
    name = "setback" if setback else "milestone"
    return Event(
        id=f"{MILESTONE}.{version}",
        source="/quietcheer/milestones",
        type=f"{name}.{'detected' if version == 1 else 'changed'}.v1",
        subject=journey,
        time=f"2026-06-01T09:00:0{version}.000Z",
        practice="practice-1",
        correlationid="c",
        causationid="c",
        data={
            name: MILESTONE,
            "version": version,
            "kind": "sudden_loss" if setback else "sudden_gain",
            "state": state,
            "instrument": "PHQ-9",
            "occurred_at": "2026-05-30T09:00:00.000Z",
        },
    )


def _seen(moto: OnMoto, journey: str) -> dict[str, list[str]]:
    return {
        who.role: [
            item["state"]
            for item in moto.service.get(who, f"/journeys/{journey}/timeline", kind="milestone").body["items"]
        ]
        for who in (THERAPIST, CLIENT)
    }


@pytest.mark.parametrize("order", list(permutations((1, 2, 3))))
def test_the_latest_version_counts_in_any_order(moto: OnMoto, order: tuple[int, ...]) -> None:
    journey, take_in = moto.service.joined(), observers(moto.dynamodb, TABLE, moto.service.clock)
    states = {1: "provisional", 2: "reversed", 3: "confirmed"}
    for version in (*order, *order):
        event = _told(journey, version, states[version])
        take_in[event.type](event)
    assert _seen(moto, journey) == {"therapist": ["confirmed"], "client": ["confirmed"]}
    later = _told(journey, 4, "retracted")
    take_in[later.type](later)
    assert _seen(moto, journey) == {"therapist": [], "client": []}


@pytest.mark.parametrize("state", ["provisional", "confirmed", "reversed", "unstable"])
@pytest.mark.parametrize("setback", [True, False])
def test_a_client_sees_a_confirmed_milestone_and_never_a_setback(moto: OnMoto, state: str, *, setback: bool) -> None:
    journey = moto.service.joined()
    event = _told(journey, 1, state, setback=setback)
    observers(moto.dynamodb, TABLE, moto.service.clock)[event.type](event)
    seen = _seen(moto, journey)
    assert seen["therapist"] == [state]
    assert seen["client"] == ([state] if state == "confirmed" and not setback else [])


def _approved(journey: str) -> Event:
    told = {"celebration": MILESTONE, "milestone": MILESTONE, "sent_at": "2026-06-02T09:00:00.000Z", "channels": []}
    return _told(journey, 1, "confirmed").model_copy(update={"type": "celebration.sent.v1", "data": told})


@pytest.mark.parametrize("order", list(permutations(("found", "changed", "approved"))))
def test_an_approval_is_remembered_in_whatever_order_it_comes(moto: OnMoto, order: tuple[str, ...]) -> None:
    """One transaction each; what is not known yet stands in no timeline."""
    journey, take_in = moto.service.joined(), observers(moto.dynamodb, TABLE, moto.service.clock)
    events = {"found": _told(journey, 1, "provisional"), "changed": _told(journey, 2, "confirmed")}
    for place, what in enumerate((*order, *order)):
        event = events.get(what) or _approved(journey)
        moto.calls.clear()
        take_in[event.type](event)
        assert moto.calls == {"TransactWriteItems": 1}
        if what == "approved" and place == 0:
            assert _seen(moto, journey) == {"therapist": [], "client": []}
    [row] = [item for item in moto.items() if item["sk"].startswith("H#")]
    assert (row["approved"], row["state"], row["version"]) == (True, "confirmed", 2)
    assert _seen(moto, journey) == {"therapist": ["confirmed"], "client": ["confirmed"]}


def test_an_approval_of_what_was_erased_leaves_nothing(moto: OnMoto) -> None:
    journey = moto.service.joined()
    answer = moto.service.post(CLIENT, f"/journeys/{journey}/erasure", {"irrevocable": True})
    assert answer.status == 202, answer.raw
    event = _approved(journey)
    observers(moto.dynamodb, TABLE, moto.service.clock)[event.type](event)
    assert not [item for item in moto.items() if item["sk"].startswith("H#")]


def _alerted(journey: str, version: int, *, state: str = "open") -> Event:
    raised = state != "cleared"
    at = f"2026-06-01T09:00:0{version}.000Z"
    said = {"occurred_at": "2026-06-01T08:59:00.000Z", "acknowledged": state == "acknowledged"}
    return Event(
        id=f"alert.{version}",
        source="/quietcheer/milestones",
        type=f"alert.{'raised' if raised else 'cleared'}.v1",
        subject=journey,
        time=at,
        practice="practice-1",
        correlationid="c",
        causationid="c",
        data={
            "alert": MILESTONE,
            "version": version,
            "level": "red",
            "kind": "risk_item_positive",
            "instrument": "PHQ-9",
            "at": at,
            **(said if raised else {"cleared_by": "data"}),
        },
    )


@pytest.mark.parametrize("order", list(permutations((1, 2, 3))))
def test_an_alert_is_its_therapists_alone_until_it_is_cleared(moto: OnMoto, order: tuple[int, ...]) -> None:
    """In whatever order its events come; the client's bytes are those of a journey that never had one."""
    journey, take_in = moto.service.joined(), observers(moto.dynamodb, TABLE, moto.service.clock)
    paths = [f"/journeys/{journey}/timeline", f"/journeys/{journey}/brief"]
    before = [moto.service.get(CLIENT, path).raw for path in paths]
    states = {1: "open", 2: "cleared", 3: "acknowledged"}
    for version in order:
        event = _alerted(journey, version, state=states[version])
        take_in[event.type](event)
    items = moto.service.get(THERAPIST, paths[0]).body["items"]
    assert [(one["kind"], one["level"], one["state"], one["alert"]) for one in items] == [
        ("alert", "red", "acknowledged", MILESTONE)
    ]
    assert moto.service.get(THERAPIST, paths[0], kind="milestone").body["items"] == items
    (line,) = moto.service.get(THERAPIST, paths[1]).body["lines"]
    assert (line["topic"], line["fact"]) == ("alert", "Risk item answered positively in PHQ-9, alert seen")
    assert line["source"] == {"service": "milestones", "path": f"/journeys/{journey}/alerts"}
    assert [moto.service.get(CLIENT, path).raw for path in paths] == before
    cleared = _alerted(journey, 4, state="cleared")
    take_in[cleared.type](cleared)
    assert moto.service.get(THERAPIST, paths[0]).body["items"] == []
    assert moto.service.get(THERAPIST, paths[1]).body["nothing_new"] is True
