"""Two people, offline and online, act in any order: both end with the same, complete timeline."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kernel.instants import to_text
from unit.reflections.calling import CLIENT, THERAPIST, Person, Service, on_fakes
from unit.reflections.test_sync import became, item, sync

PEOPLE = (THERAPIST, CLIENT)
PATHS = {"entry": "entries", "reflection": "reflections", "measure": "measures", "rating": "ratings"}
BODIES: dict[Person, list[tuple[str, dict[str, Any]]]] = {
    THERAPIST: [
        ("entry", {"kind": "win", "text": "She went", "shared": True}),
        ("entry", {"kind": "struggle", "text": "for myself"}),
        ("reflection", {"kind": "came_to_mind", "text": "radio"}),
        ("measure", {"instrument": "GAD-7", "total": 7}),
    ],
    CLIENT: [
        ("entry", {"kind": "effort", "text": "One stop", "shared": True}),
        ("entry", {"kind": "effort", "text": "mine alone"}),
        ("measure", {"instrument": "PHQ-9", "items": [1] * 9}),
        ("rating", {"value": 4}),
    ],
}


@dataclass
class Device:
    """What one of the two holds in the hand.

    Parameters
    ----------
    who : Person
        Whose it is.
    ahead : float
        Hours that its clock is ahead, always.
    waiting : list
        Captures made offline and not yet known to have arrived.
    """

    who: Person
    ahead: float
    waiting: list[dict[str, Any]] = field(default_factory=list)


Act = tuple[int, int, bool]
"""Who captures which of the bodies, and whether there is a connection."""
Sending = tuple[int, list[int], bool]
"""Whose device sends which of what waits, by place, and whether the answer arrives."""

ACT = st.tuples(st.integers(0, 1), st.integers(0, 3), st.booleans())
SENDING = st.tuples(st.integers(0, 1), st.lists(st.integers(0, 9), min_size=1, max_size=6), st.booleans())
PLAYS = st.lists(st.one_of(ACT, ACT, SENDING), max_size=16)
CLOCKS = st.tuples(*[st.sampled_from([0.0, 3.0, -26.0])] * 2)


def _began(service: Service) -> tuple[str, str]:
    """Open the journey with a goal; keys are stated, so that each world makes the same ids."""
    journey = str(service.post(THERAPIST, "/journeys", {}, key="open").body["id"])
    code = service.post(THERAPIST, f"/journeys/{journey}/invitation", {}, key="invite").body["code"]
    service.post(CLIENT, "/invitations/redemption", {"code": code, "celebrations_consent": True}, key="join")
    goal = service.post(CLIENT, f"/journeys/{journey}/goals", {"text": "The group", "target": 7}, key="goal")
    return journey, str(goal.body["id"])


def _online(service: Service, who: Person, made: dict[str, Any]) -> None:
    at = f"/journeys/{made['journey']}" + (f"/goals/{made['goal']}" if "goal" in made else "")
    answer = service.post(who, f"{at}/{PATHS[made['type']]}", made["body"], key=made["id"])
    assert answer.status == 201, answer.raw


def _sends(service: Service, device: Device, items: list[dict[str, Any]], *, heard: bool) -> None:
    statuses = became(sync(service, items, device.who, ahead=device.ahead))
    assert set(statuses) <= {"created", "duplicate"}
    if heard:
        device.waiting = [one for one in device.waiting if one not in items]


def _timeline(service: Service, journey: str, who: Person) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    query = {"limit": "3"}
    while True:
        page = service.get(who, f"/journeys/{journey}/timeline", **query).body
        found += [{name: value for name, value in one.items() if name not in _OF_THE_WAY} for one in page["items"]]
        if page["next"] is None:
            return found
        query = {"limit": "3", "cursor": page["next"]}


_OF_THE_WAY = ("recorded_at", "told_at", "clock_offset")
"""What tells by which way, and when, a capture arrived."""


def _played(acts: list[Act | Sending], clocks: tuple[float, float], *, offline: bool) -> list[list[dict[str, Any]]]:
    """Play the acts; give the two timelines at the end."""
    service = on_fakes()
    journey, goal = _began(service)
    devices = [Device(who, ahead) for who, ahead in zip(PEOPLE, clocks, strict=True)]
    for place, act in enumerate(acts):
        service.clock.passes(minutes=7)
        device = devices[act[0]]
        if isinstance(act[1], list):
            items = [device.waiting[one % len(device.waiting)] for one in act[1]] if device.waiting else []
            if items:
                _sends(service, device, items, heard=act[2])
            continue
        kind, body = BODIES[device.who][act[1]]
        connected = bool(act[2]) or not offline
        shown = service.clock.now() + timedelta(hours=0 if connected else device.ahead)
        made = item(journey, f"k{place}", kind, body | {"occurred_at": to_text(shown)})
        made |= {"goal": goal} if kind == "rating" else {}
        if connected:
            _online(service, device.who, made)
        else:
            device.waiting.append(made)
    for device in devices:
        if device.waiting:
            _sends(service, device, device.waiting[::-1], heard=True)
    return [_timeline(service, journey, who) for who in PEOPLE]


@settings(max_examples=60)
@given(PLAYS, CLOCKS)
def test_whatever_the_order_both_end_with_the_same_and_all_of_it(
    acts: list[Act | Sending], clocks: tuple[float, float]
) -> None:
    therapists, clients = _played(acts, clocks, offline=True)
    assert [therapists, clients] == _played(acts, clocks, offline=False), "as if there had always been a connection"
    common = [one for one in therapists if one in clients]
    assert common == [one for one in clients if one in therapists]
    alone = [one for view in (therapists, clients) for one in view if one not in common]
    captured = [act for act in acts if not isinstance(act[1], list)]
    assert len(common) + len(alone) == len(captured), "nothing is missing, nothing is there twice"
    assert all(one["kind"] in {"came_to_mind", "struggle", "effort"} and not one.get("shared") for one in alone)
