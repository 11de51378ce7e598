"""Aspiration and goals: put anew with their history, scaled, said to be reached, ended; through the real handlers."""

from typing import Any

import pytest

from unit.reflections.calling import CLIENT, OTHER_CLIENT, OTHER_THERAPIST, THERAPIST, Answer, Service, refused

GOAL = {"text": "Go to the group", "target": 7, "weight": 2, "levels": {"-2": "not at all", "2": "every week"}}


@pytest.fixture
def journey(service: Service) -> str:
    return f"/journeys/{service.joined()}"


@pytest.fixture
def goal(service: Service, journey: str) -> str:
    return f"{journey}/goals/{service.post(CLIENT, f'{journey}/goals', GOAL, key='g').body['id']}"


def _events(service: Service) -> list[tuple[str, dict[str, Any]]]:
    found = service.stores.journeys.events  # type: ignore[attr-defined]
    return [(event.type, event.data) for event in found if event.type.startswith("goal.")]


def _put_anew(service: Service, goal: str, version: int, **body: Any) -> Answer:  # noqa: ANN401 - any body
    return service.call(THERAPIST, "PATCH", goal, body, version=version)


def test_the_latest_aspiration_counts_whoever_states_it(service: Service, journey: str) -> None:
    at = f"{journey}/aspiration"
    assert service.get(CLIENT, at).body == {"text": None, "by": None, "at": None}
    for who, text in ((CLIENT, "To travel again"), (THERAPIST, "To travel alone"), (THERAPIST, "To travel alone")):
        assert service.call(who, "PUT", at, {"text": text}).status == 200
    for who in (CLIENT, THERAPIST):
        found = service.get(who, at).body
        assert (found["text"], found["by"]) == ("To travel alone", "therapist")
    assert refused(service.get(OTHER_CLIENT, at), 404, "not-found")
    assert refused(service.call(OTHER_THERAPIST, "PUT", at, {"text": "x"}), 404, "not-found")
    service.call(THERAPIST, "PATCH", journey, {"state": "closed"}, version=3)
    assert service.get(CLIENT, at).body["text"] == "To travel alone"
    assert refused(service.call(CLIENT, "PUT", at, {"text": "x"}), 409, "journey-closed")


def test_a_goal_is_shown_with_weight_and_levels(service: Service, journey: str, goal: str) -> None:
    (found,) = service.get(CLIENT, f"{journey}/goals").body["items"]
    assert goal.endswith(found["id"])
    assert (found["weight"], found["levels"]) == (2, {"-2": "not at all", "2": "every week"})
    assert (found["version"], found["reached_by"], found["outcome"]) == (1, [], None)
    assert _events(service)[0][1]["weight"] == 2


def test_rewording_keeps_what_was_said(service: Service, journey: str, goal: str) -> None:
    first = _put_anew(service, goal, 1, text="Go to the group alone")
    assert (first.status, first.tag) == (200, '"2"')
    assert _put_anew(service, goal, 1, text="Go to the group alone").raw == first.raw
    assert refused(_put_anew(service, goal, 1, text="Something else"), 412, "stale-version")
    assert _put_anew(service, goal, 2, levels={"0": "twice a month"}).status == 200
    (found,) = service.get(CLIENT, f"{journey}/goals").body["items"]
    assert (found["text"], found["levels"]) == ("Go to the group alone", {"0": "twice a month"})
    history = service.get(CLIENT, f"{goal}/history").body["items"]
    assert [(one["version"], one["text"], one["by"]) for one in history] == [
        (3, "Go to the group alone", "therapist"),
        (2, "Go to the group alone", "therapist"),
        (1, "Go to the group", "client"),
    ]
    assert [one["levels"].get("2") for one in history] == [None, "every week", "every week"]
    assert [kind for kind, _ in _events(service)] == ["goal.set.v1"]


def test_target_and_weight_are_told_anew(service: Service, goal: str) -> None:
    _put_anew(service, goal, 1, target=9)
    _put_anew(service, goal, 2, weight=5)
    told = [(data["target"], data["weight"], data["version"]) for _, data in _events(service)]
    assert told == [(7, 2, 4), (9, 2, 5), (9, 5, 6)]


def test_setting_is_answered_as_it_was_set(service: Service, journey: str, goal: str) -> None:
    first = service.post(CLIENT, f"{journey}/goals", GOAL, key="g")
    _put_anew(service, goal, 1, target=9, weight=5)
    assert service.post(CLIENT, f"{journey}/goals", GOAL, key="g").raw == first.raw
    _put_anew(service, goal, 2, outcome="let_go")
    assert service.post(CLIENT, f"{journey}/goals", GOAL, key="g").raw == first.raw
    assert service.get(CLIENT, f"{journey}/goals").body["items"] == []


def test_each_of_both_says_that_it_is_reached_once(service: Service, goal: str) -> None:
    for who in (CLIENT, CLIENT, THERAPIST, CLIENT):
        assert service.call(who, "PUT", f"{goal}/reached").status == 200
    told = [(kind, data["by"]) for kind, data in _events(service) if kind == "goal.reached.v1"]
    assert told == [("goal.reached.v1", "client"), ("goal.reached.v1", "therapist")]
    assert refused(service.call(OTHER_CLIENT, "PUT", f"{goal}/reached"), 404, "not-found")


@pytest.mark.parametrize("outcome", ["reached", "changed", "let_go"])
def test_an_ended_goal_makes_room_and_is_no_more_changed(
    service: Service, journey: str, goal: str, outcome: str
) -> None:
    others = [{"text": "x", "target": 1}] * 2
    for body in others:
        assert service.post(CLIENT, f"{journey}/goals", body).status == 201
    assert refused(service.post(CLIENT, f"{journey}/goals", others[0]), 409, "too-many-goals")
    first = _put_anew(service, goal, 1, outcome=outcome)
    assert (first.body["outcome"], first.tag) == (outcome, '"2"')
    assert _put_anew(service, goal, 1, outcome=outcome).raw == first.raw
    assert service.post(CLIENT, f"{journey}/goals", others[0]).status == 201
    assert refused(_put_anew(service, goal, 2, text="again"), 409, "goal-ended")
    assert refused(service.call(CLIENT, "PUT", f"{goal}/reached"), 409, "goal-ended")
    listed = service.get(CLIENT, f"{journey}/goals").body
    assert [one["outcome"] for one in listed["ended"]] == [outcome]
    assert service.get(CLIENT, f"{goal}/history").body["items"][0]["text"] == "Go to the group"
    assert _events(service)[-2] == (
        "goal.ended.v1",
        {"version": 7, "goal": goal.rpartition("/")[2], "outcome": outcome},
    )


def test_levels_are_kept_shown_and_told_also_late(service: Service, journey: str, goal: str) -> None:
    assert service.post(CLIENT, f"{goal}/levels", {"level": -2}, key="l").status == 201
    assert service.post(CLIENT, f"{goal}/levels", {"level": -1}, key="l").status == 422
    _put_anew(service, goal, 1, outcome="changed")
    assert service.post(THERAPIST, f"{goal}/levels", {"level": 1}).status == 201
    assert service.post(THERAPIST, f"{goal}/ratings", {"value": 4}).status == 201
    items = service.get(CLIENT, f"{journey}/timeline", kind="level").body["items"]
    assert sorted((one["level"], one["by"]) for one in items) == [(-2, "client"), (1, "therapist")]
    told = service.stores.captures.events[0]  # type: ignore[attr-defined]
    assert (told.type, told.data["level"], told.data["by"]) == ("goal.scaled.v1", -2, "client")


def test_a_goal_changes_a_hundred_times_at_most(service: Service, goal: str) -> None:
    for version in range(1, 100):
        assert _put_anew(service, goal, version, target=version % 10).status == 200
    assert refused(_put_anew(service, goal, 100, target=5), 409, "too-many-changes")
    assert len(service.get(CLIENT, f"{goal}/history").body["items"]) == 100
    assert _put_anew(service, goal, 100, outcome="changed").status == 200
