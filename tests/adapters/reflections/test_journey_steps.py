"""Journeys that change on the real table: how many calls, what is claimed and freed, and faults in between."""

from collections.abc import Callable
from typing import Any

import pytest

from adapters.reflections.faults import Faulty
from adapters.reflections.table import OnMoto
from unit.reflections.calling import CLIENT, OTHER_THERAPIST, THERAPIST, Answer, Service, refused

Act = Callable[[], Answer]
BATCH, PUT, QUERY, TRANSACT, UNWRAP = "BatchGetItem", "PutItem", "Query", "TransactWriteItems", "Decrypt"


@pytest.fixture
def journey(moto: OnMoto) -> str:
    return f"/journeys/{moto.service.joined()}"


def _change(service: Service, journey: str, **body: Any) -> Answer:  # noqa: ANN401 - any body
    version = service.get(THERAPIST, journey).body["version"]
    return service.call(THERAPIST, "PATCH", journey, body, version=version)


def _second(moto: OnMoto) -> tuple[str, dict[str, Any]]:
    """Open another journey for the same two; give it with what redeems its invitation."""
    second = f"/journeys/{moto.service.opened()}"
    code = moto.service.post(THERAPIST, f"{second}/invitation", {}).body["code"]
    return second, {"code": code, "celebrations_consent": True}


def _places(moto: OnMoto) -> dict[str, list[str]]:
    """Tell which journeys hold what one alone may hold."""
    found: dict[str, list[str]] = {}
    for item in moto.items():
        if item["sk"].startswith("A#") or item["sk"] == "CODE":
            found.setdefault(f"{item['pk']} {item['sk']}", []).append(item["journey"])
    return found


def test_pausing_resuming_and_handing_over_are_two_calls(moto: OnMoto, journey: str) -> None:
    body = {"therapist": OTHER_THERAPIST.sub}
    acts: tuple[Act, ...] = (
        lambda: moto.service.call(THERAPIST, "PATCH", journey, {"state": "paused"}, version=3),
        lambda: moto.service.call(THERAPIST, "PATCH", journey, {"state": "open"}, version=4),
        lambda: moto.service.post(THERAPIST, f"{journey}/handover", body, key="h"),
    )
    for act in acts:
        moto.calls.clear()
        assert act().status in {200, 201}
        assert moto.calls == {BATCH: 1, TRANSACT: 1}
    moto.calls.clear()
    assert moto.service.post(THERAPIST, f"{journey}/handover", body, key="h").status == 201
    assert moto.calls == {BATCH: 1}


def test_a_hand_over_costs_the_same_however_much_was_kept(moto: OnMoto, journey: str) -> None:
    for number in range(40):
        moto.service.post(THERAPIST, f"{journey}/reflections", {"kind": "came_to_mind", "text": f"thought {number}"})
    moto.calls.clear()
    assert moto.service.post(THERAPIST, f"{journey}/handover", {"therapist": OTHER_THERAPIST.sub}).status == 201
    assert moto.calls == {BATCH: 1, TRANSACT: 1}
    moto.calls.clear()
    cold = moto.cold()
    assert cold.get(OTHER_THERAPIST, f"{journey}/timeline").body["items"] == []
    assert moto.calls == {BATCH: 1, UNWRAP: 1, QUERY: 3}
    moto.calls.clear()
    assert len(cold.get(THERAPIST, f"{journey}/kept", limit="100").body["items"]) == 40
    assert moto.calls == {BATCH: 1, QUERY: 2}


def test_whoever_has_taken_over_is_let_in_at_once(moto: OnMoto, journey: str) -> None:
    entry = {"kind": "win", "text": "She went"}
    warm = moto.cold()
    assert warm.post(THERAPIST, f"{journey}/entries", entry).status == 201
    moto.service.post(THERAPIST, f"{journey}/handover", {"therapist": OTHER_THERAPIST.sub})
    assert warm.post(OTHER_THERAPIST, f"{journey}/entries", entry).status == 201
    assert refused(warm.post(THERAPIST, f"{journey}/entries", entry), 404, "not-found")


def test_goals_and_sessions_cost_what_they_say(moto: OnMoto, journey: str) -> None:
    goal = f"{journey}/goals/{moto.service.goal(journey.rpartition('/')[2])}"
    session = f"{journey}/sessions/{moto.service.post(THERAPIST, f'{journey}/sessions', {'held': True}).body['id']}"
    acts: tuple[tuple[Act, dict[str, int]], ...] = (
        (lambda: moto.service.call(CLIENT, "PATCH", goal, {"levels": {"0": "x"}}, version=1), {BATCH: 1, TRANSACT: 1}),
        (lambda: moto.service.call(CLIENT, "PATCH", goal, {"text": "y"}, version=2), {BATCH: 2, TRANSACT: 1}),
        (lambda: moto.service.call(CLIENT, "PUT", f"{goal}/reached"), {BATCH: 1, TRANSACT: 1}),
        (lambda: moto.service.get(CLIENT, f"{journey}/goals"), {BATCH: 2}),
        (lambda: moto.service.get(CLIENT, f"{goal}/history"), {QUERY: 1}),
        (lambda: moto.service.call(CLIENT, "PATCH", goal, {"outcome": "reached"}, version=3), {BATCH: 1, TRANSACT: 1}),
        (lambda: moto.service.call(CLIENT, "PUT", f"{journey}/aspiration", {"text": "z"}), {BATCH: 1, PUT: 1}),
        (lambda: moto.service.get(CLIENT, f"{journey}/aspiration"), {BATCH: 1}),
        (lambda: moto.service.post(THERAPIST, f"{journey}/sessions", {"held": False}), {BATCH: 2, TRANSACT: 1}),
        (
            lambda: moto.service.call(THERAPIST, "PATCH", session, {"held": False}, version=1),
            {BATCH: 2, QUERY: 1, TRANSACT: 1},
        ),
    )
    for act, calls in acts:
        moto.service.get(CLIENT, f"{journey}/timeline")  # so that the journey's key is remembered
        moto.calls.clear()
        assert act().status in {200, 201}
        moto.calls.pop(UNWRAP, None)
        assert moto.calls == calls
    assert moto.service.get(CLIENT, f"{goal}/history").body["items"][0]["text"] == "y"


def test_planned_sessions_cost_what_they_say(moto: OnMoto, journey: str) -> None:
    planned = f"{journey}/sessions/planned"
    moto.service.get(CLIENT, f"{journey}/timeline")
    moto.calls.clear()
    days = [f"2026-06-{day:02}T10:00:00.000Z" for day in (24, 3, 17, 10)]
    made = [moto.service.post(THERAPIST, planned, {"planned_at": day}).body["id"] for day in days]
    assert moto.calls == {PUT: 4}
    moto.calls.clear()
    first = moto.service.get(CLIENT, planned, limit="3").body
    rest = moto.service.get(CLIENT, planned, limit="3", cursor=first["next"]).body
    assert [one["planned_at"] for one in (*first["items"], *rest["items"])] == sorted(days)
    assert (len(rest["items"]), rest["next"]) == (1, None)
    assert moto.calls == {QUERY: 2}
    later = {"planned_at": "2026-06-25T10:00:00Z"}
    acts: tuple[tuple[Act, dict[str, int]], ...] = (
        (lambda: moto.service.call(THERAPIST, "PATCH", f"{planned}/{made[0]}", later, version=1), {BATCH: 1, PUT: 1}),
        (lambda: moto.service.call(THERAPIST, "PATCH", f"{planned}/{made[0]}", later, version=1), {BATCH: 1}),
        (lambda: moto.service.call(THERAPIST, "DELETE", f"{planned}/{made[0]}", version=2), {BATCH: 1, PUT: 1}),
        (lambda: moto.service.call(THERAPIST, "DELETE", f"{planned}/{made[0]}", version=2), {BATCH: 1}),
    )
    for act, calls in acts:
        moto.calls.clear()
        assert act().status in {200, 204}
        assert moto.calls == calls
    moto.service.clock.passes(days=3)
    moto.calls.clear()
    noted = moto.service.call(THERAPIST, "PATCH", f"{journey}/sessions/{made[1]}", {"held": True}, version=1)
    assert (noted.status, noted.body["number"]) == (200, 1)
    assert moto.calls == {BATCH: 2, TRANSACT: 1}
    taken = {"held": True, "number": 1, "occurred_at": "2026-06-04T08:00:00Z"}
    again = moto.service.call(THERAPIST, "PATCH", f"{journey}/sessions/{made[2]}", taken, version=1)
    assert refused(again, 409, "session-number-taken")
    assert len(moto.service.get(CLIENT, planned).body["items"]) == 2
    numbers = [item for item in moto.items() if item["sk"].startswith("N#")]
    assert [item["session"] for item in numbers] == [made[1]]


def test_a_pair_has_one_active_journey_on_the_table_too(moto: OnMoto, journey: str) -> None:
    second, body = _second(moto)
    before = moto.items()
    answer = moto.service.post(CLIENT, "/invitations/redemption", body, key="r")
    assert refused(answer, 409, "another-active-journey")
    assert moto.items() == before
    assert _change(moto.service, journey, state="paused").status == 200
    assert moto.service.post(CLIENT, "/invitations/redemption", body, key="r").status == 201
    assert refused(_change(moto.service, journey, state="open"), 409, "another-active-journey")
    assert _change(moto.service, second, state="closed").status == 200
    assert _change(moto.service, journey, state="open").status == 200
    assert all(len(held) == 1 for held in _places(moto).values())


def test_a_name_is_free_again_when_its_journey_has_another(moto: OnMoto, journey: str) -> None:
    assert _change(moto.service, journey, code="D-7").status == 200
    taken = moto.service.post(OTHER_THERAPIST, "/journeys", {"code": "D-7"}, key="o")
    assert refused(taken, 409, "code-taken")
    assert _change(moto.service, journey, code="D-8").status == 200
    assert moto.service.post(OTHER_THERAPIST, "/journeys", {"code": "D-7"}, key="o").status == 201


@pytest.mark.parametrize("fault", ["throttled", "cut off before", "cut off after"])
def test_a_fault_at_a_step_is_mended_by_asking_again(moto: OnMoto, journey: str, fault: str) -> None:
    goal = f"{journey}/goals/{moto.service.goal(journey.rpartition('/')[2])}"
    planned = f"{journey}/sessions/planned"
    ahead = moto.service.post(THERAPIST, planned, {"planned_at": "2026-06-02T10:00:00Z"}).body["id"]
    faulty = Faulty(moto.dynamodb)
    moto.dynamodb = faulty
    service = moto.cold()
    acts: tuple[Act, ...] = (
        lambda: service.call(THERAPIST, "PATCH", goal, {"target": 9}, version=1),
        lambda: service.call(CLIENT, "PUT", f"{goal}/reached"),
        lambda: service.post(THERAPIST, f"{journey}/sessions", {"held": True}, key="s"),
        lambda: service.post(THERAPIST, planned, {"planned_at": "2026-06-03T10:00:00Z"}, key="p"),
        lambda: service.call(
            THERAPIST, "PATCH", f"{planned}/{ahead}", {"planned_at": "2026-06-04T10:00:00Z"}, version=1
        ),
        lambda: service.call(
            THERAPIST,
            "PATCH",
            f"{journey}/sessions/{ahead}",
            {"held": True, "occurred_at": "2026-06-01T08:00:00Z"},
            version=2,
        ),
        lambda: service.call(THERAPIST, "PATCH", goal, {"outcome": "let_go"}, version=2),
        lambda: service.call(THERAPIST, "PATCH", journey, {"state": "paused"}, version=9),
        lambda: service.call(THERAPIST, "PATCH", journey, {"state": "open"}, version=10),
        lambda: service.post(THERAPIST, f"{journey}/handover", {"therapist": OTHER_THERAPIST.sub}, key="h"),
    )
    for act in acts:
        faulty.plan = [fault]
        assert act().status == 503
        answer = act()
        assert answer.status in {200, 201}, answer.raw
        assert act().raw == answer.raw
    told = [item["event"] for item in moto.items() if "event" in item]
    # What was planned before, moved and noted is one item, with its latest event.
    assert len(told) == len(set(told)) == 5 + len(acts) - 2
