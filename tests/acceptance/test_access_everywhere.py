"""I10 in milestones and notifications: what is shown or changed there is traced first, in the log whose it is."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from botocore.exceptions import ClientError

from acceptance.bad_input import Scene
from acceptance.endpoints import ENDPOINTS, Endpoint, at
from acceptance.in_process import InProcess
from acceptance.steps import opened
from build.openapi import routes_of
from kernel.tracing import Access
from local.client import addressed
from milestones.application import tracing as of_milestones
from notifications.application import tracing as of_notifications
from whole import world as running
from whole.world import World, a_world

ACCESSES = {"milestones": of_milestones.ACCESSES, "notifications": of_notifications.ACCESSES}
HIDDEN = ("celebration", "standing", "alert", "moved", "joy", "draft")
HERS = (
    ("GET", "/journeys/{journey}/alerts", None),
    ("POST", "/alerts/{alert}/acknowledge", None),
    ("PUT", "/milestones/{milestone}/moved-me", {"text": "I had to look out of the window"}),
    ("GET", "/milestones/{milestone}/moved-me", None),
    ("POST", "/milestones/{milestone}/dismiss", None),
    ("GET", "/celebrations", None),
    ("GET", "/celebrations/{celebration}", None),
    ("PUT", "/celebrations/{celebration}/joy", {"text": "so glad"}),
    ("GET", "/standing-cheers", None),
    ("GET", "/standing-cheers/{journey}", None),
)


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with a_world() as made:
        yield made


@pytest.fixture(scope="module")
def scene(world: World) -> Scene:
    driver = InProcess(world)
    made = Scene(driver, opened(driver))
    made.prepare()
    return made


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Any]]:
    made: list[tuple[str, Any]] = []
    real = running._MAKE_API_CALL

    def noted(client: Any, operation: str, given: Any) -> Any:  # noqa: ANN401 - botocore's own method
        made.append((operation, given))
        return real(client, operation, given)

    monkeypatch.setattr(running, "_MAKE_API_CALL", noted)
    return made


def access_of(endpoint: Endpoint) -> Access | None:
    """Find what the service that an endpoint is of says of it; None for one of reflections too."""
    service, path = addressed(endpoint.path)
    if service == "reflections":
        return None
    return ACCESSES[service][f"{endpoint.method} {path.replace('{', '<').replace('}', '>')}"]


def traces_in(operation: str, given: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - what botocore was given
    """Give the traces that a call writes, each with the audience that its key names."""
    puts = [given] if operation == "PutItem" else [one.get("Put", {}) for one in given.get("TransactItems", ())]
    items = [put["Item"] for put in puts if "trace" in put.get("Item", {})]
    return [json.loads(item["trace"]["S"]) | {"log": item["sk"]["S"].split("#")[1]} for item in items]


def log_of(scene: Scene, service: str, query: str = "?limit=100") -> Any:  # noqa: ANN401 - JSON
    """Read a log, as the client does."""
    path = f"/{service}{scene.journey.path('/access-log')}{query}"
    return scene.journey.tells(scene.journey.client, "GET", path).body


def whole(world: World, scene: Scene, service: str, audience: str) -> Any:  # noqa: ANN401 - JSON
    """Look whether a chain is whole, as an operator does."""
    asked = {"practice": scene.journey.client.practice, "subject": scene.journey.id, "audience": audience}
    return world.run(service, "NotaryFunction", asked)


@pytest.mark.parametrize("service", ACCESSES)
def test_every_route_says_what_it_shows_and_to_whom_that_may_be_told(service: str) -> None:
    routes = {f"{route.method} {route.path}" for route in routes_of(service)}
    assert routes == set(ACCESSES[service])
    words = {"milestones": of_milestones.WORDS, "notifications": of_notifications.WORDS}[service]
    shown = {access.what for access in ACCESSES[service].values() if access is not None and access.audience == "both"}
    assert set(words["en"]) == set(words["ja"]) == shown, "the client reads a word for each, and for nothing else"


def test_what_is_the_therapists_alone_is_traced_where_no_client_reads(world: World, scene: Scene) -> None:
    before = {service: (log_of(scene, service, "?limit=2"), log_of(scene, service)) for service in ACCESSES}
    for method, path, body in HERS:
        world.now += timedelta(seconds=1)
        scene.journey.tells(scene.journey.therapist, method, path.format(**scene.ids), body)
    after = {service: (log_of(scene, service, "?limit=2"), log_of(scene, service)) for service in ACCESSES}
    assert after == before
    assert not any(word in repr(after) for word in HIDDEN)
    world.settle()
    hers = {service: whole(world, scene, service, "therapist") for service in ACCESSES}
    assert all(found["linked"] >= 5 and found["faults"] == [] and found["waiting"] == 0 for found in hers.values())


def test_the_client_reads_in_plain_words_who_looked_at_scores_milestones_and_messages(
    world: World, scene: Scene
) -> None:
    journey = scene.journey
    for who, path in (
        (journey.therapist, journey.path("/milestones")),
        (journey.therapist, journey.path("/course/PHQ-9")),
        (journey.therapist, "/caseload"),
        (journey.client, f"/milestones/{scene.ids['sent']}"),
        (journey.client, "/inbox"),
    ):
        world.now += timedelta(seconds=1)
        journey.tells(who, "GET", path)
    world.now += timedelta(seconds=1)
    answered = {"answer": "landed"}
    journey.tells(journey.client, "POST", f"/celebrations/{scene.ids['sent']}/answer", answered)
    found = [one["text"] for one in log_of(scene, "milestones")["items"][:4]]
    assert found == [
        "You read milestones.",
        "Your therapist read a summary of this journey.",
        "Your therapist read how scores or a goal went over time.",
        "Your therapist read milestones.",
    ]
    said = [one["text"] for one in log_of(scene, "notifications", "?language=ja")["items"][:2]]
    assert said == ["あなたがメッセージへの返事を変更しました。", "あなたがメッセージを見ました。"]
    assert journey.therapist.email not in repr(log_of(scene, "milestones"))
    assert [whole(world, scene, service, "both")["faults"] for service in ACCESSES] == [[], []]


def test_whatever_shows_or_changes_something_is_traced_by_one_call_that_nothing_follows(
    world: World, scene: Scene, calls: list[tuple[str, Any]]
) -> None:
    ordered = sorted(ENDPOINTS, key=lambda one: (one.method != "GET", one.method == "DELETE"))
    seen = set()
    for endpoint in ordered:
        access = access_of(endpoint)
        if addressed(endpoint.path)[0] == "reflections":
            continue
        who, path, version = scene.person(endpoint.roles[0]), scene.path(endpoint), scene.version(endpoint)
        calls.clear()
        answer = world.ask(who, endpoint.method, path, at(endpoint.body, world.now), version=version)
        traced = [traces_in(*call) for call in calls]
        written = [trace for traces in traced for trace in traces]
        if answer.status >= 400 or access is None:
            assert written == [], (endpoint, answer)
            continue
        assert len([one for one in traced if one]) == 1, (endpoint, answer)
        assert traced[-1], "nothing is read behind the trace"
        for trace in written:
            assert (trace["subject"], trace["who"]) == (scene.journey.id, who.email)
            assert (trace["what"], trace["log"]) == (access.what, access.audience)
            assert trace["did"] == ("read" if endpoint.method == "GET" else "changed")
        seen.add((access.what, access.audience))
    said = [access for table in ACCESSES.values() for access in table.values() if access is not None]
    assert seen == {(access.what, access.audience) for access in said}


@pytest.mark.parametrize(
    ("role", "path"),
    [
        ("therapist", "/caseload"),
        ("client", "/journeys/{journey}/milestones"),
        ("client", "/inbox"),
        ("therapist", "/celebrations"),
    ],
)
def test_what_cannot_be_logged_is_not_shown(
    world: World, scene: Scene, role: str, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = running._MAKE_API_CALL

    def fails(client: Any, operation: str, given: Any) -> Any:  # noqa: ANN401 - botocore's own method
        if traces_in(operation, given):
            raise ClientError({"Error": {"Code": "AccessDeniedException"}}, operation)
        return real(client, operation, given)

    monkeypatch.setattr(running, "_MAKE_API_CALL", fails)
    who = scene.person(role)
    answer = world.ask(who, "GET", path.format(**scene.ids))
    assert (answer.status, answer.body["type"]) == (503, "urn:quietcheer:problem:busy")
    assert scene.journey.id not in repr(answer)


def test_a_refusal_leaves_no_trace(world: World, scene: Scene, calls: list[tuple[str, Any]]) -> None:
    stranger = scene.driver.newcomer("therapist")
    for method, path, body in HERS:
        calls.clear()
        world.ask(stranger, method, path.format(**scene.ids), body)
        assert not any(traces_in(*call) for call in calls), path
