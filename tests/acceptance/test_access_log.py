"""I10: every access leaves a trace before its answer leaves, and the client can see who looked; example 15's log."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from acceptance.bad_input import Scene
from acceptance.endpoints import ENDPOINTS
from acceptance.in_process import InProcess
from acceptance.steps import Journey, opened
from build.openapi import routes_of
from local.people import Person
from reflections.application.tracing import audience_of, is_traced, what_of
from whole import world as running
from whole.world import World, a_world

ROUTES = {
    f"{route.method} {route.path.replace('<', '{').replace('>', '}')}": route for route in routes_of("reflections")
}
HIDDEN = ("reflection", "idea", "kept", "search", "blind", "consult", "supervis")
OF_THE_CASELOAD = ("/blind-spots", "/blind-spots/shared", "/consults", "/consults/{consult}", "/supervision-log")
"""What tells of journeys that no path names; there is one in the scene."""
FAILURES = (
    ClientError({"Error": {"Code": "ThrottlingException"}}, "PutItem"),
    ClientError({"Error": {"Code": "AccessDeniedException"}}, "PutItem"),
    EndpointConnectionError(endpoint_url="nowhere"),
)


@pytest.fixture
def world() -> Iterator[World]:
    with a_world() as made:
        yield made


@pytest.fixture
def journey(world: World) -> Journey:
    return opened(InProcess(world))


def log_of(journey: Journey, query: str = "?limit=100") -> list[dict[str, Any]]:
    """Read the log, as the client does."""
    items: list[dict[str, Any]] = journey.tells(journey.client, "GET", journey.path(f"/access-log{query}")).body[
        "items"
    ]
    return items


def _whole(world: World, journey: Journey, audience: str) -> dict[str, Any]:
    asked = {"practice": journey.client.practice, "subject": journey.id, "audience": audience}
    found: dict[str, Any] = world.run("reflections", "NotaryFunction", asked)
    return found


def test_the_client_sees_the_therapists_reads_in_plain_words(world: World, journey: Journey) -> None:
    world.now += timedelta(seconds=1)
    journey.tells(journey.therapist, "GET", journey.path("/timeline"))
    world.now += timedelta(seconds=1)
    journey.tells(journey.client, "GET", journey.path("/goals"))
    world.now += timedelta(seconds=1)
    journey.tells(journey.therapist, "PATCH", journey.path(), {"state": "paused"}, version='"3"')
    newest = log_of(journey)[:3]
    assert [(one["who"], one["did"], one["what"], one["text"]) for one in newest] == [
        ("therapist", "changed", "journey", "Your therapist changed the journey's own page."),
        ("you", "read", "goals", "You read goals."),
        ("therapist", "read", "timeline", "Your therapist read the timeline."),
    ]
    assert log_of(journey, "?language=ja")[2]["text"] == "担当のセラピストがタイムラインを見ました。"
    assert journey.therapist.email not in repr(newest)


def test_what_is_the_therapists_alone_is_traced_where_no_client_reads(world: World) -> None:
    driver = InProcess(world)
    journey = opened(driver)
    scene = Scene(driver, journey)
    scene.prepare()
    page = journey.tells(journey.client, "GET", journey.path("/access-log?limit=2"))
    whole = log_of(journey)
    for rest in ("/reflections", "/ideas", f"/reflections/{scene.ids['reflection']}", f"/ideas/{scene.ids['idea']}"):
        journey.tells(journey.therapist, "GET", journey.path(rest))
    journey.tells(journey.therapist, "POST", "/reflections/search", {"words": "radio"})
    for path in ("/blind-spots", "/consults", f"/consults/{scene.ids['consult']}", "/supervision-log"):
        journey.tells(journey.therapist, "GET", path)
    journey.tells(
        journey.therapist, "PATCH", journey.path(f"/ideas/{scene.ids['idea']}"), {"state": "bring"}, version='"1"'
    )
    assert log_of(journey) == whole
    assert journey.tells(journey.client, "GET", journey.path("/access-log?limit=2")) == page
    assert not any(word in repr(whole) for word in HIDDEN)
    world.settle()
    hers = _whole(world, journey, "therapist")
    assert (hers["linked"], hers["faults"]) == (13, []), "those of above, a preview and what it was for"


@pytest.mark.parametrize(
    "route",
    [
        "GET /blind-spots",
        "GET /blind-spots/shared",
        "PUT /journeys/{journey}/blind-spots/shared",
        "DELETE /journeys/{journey}/blind-spots/shared",
        "GET /journeys/{journey}/consults/outcomes",
        "GET /consult-outcomes",
    ],
)
def test_that_somebody_looked_into_a_mirror_or_at_an_outcome_is_in_no_log_of_a_client(route: str) -> None:
    assert is_traced(ROUTES[route])
    assert audience_of(ROUTES[route]) == "therapist"


def test_every_access_is_traced_by_one_call_made_before_the_answer_leaves(world: World) -> None:
    driver = InProcess(world)
    scene = Scene(driver, opened(driver))
    scene.prepare()
    calls: list[tuple[str, Any]] = []
    real = running._MAKE_API_CALL

    def noted(client: Any, operation: str, given: Any) -> Any:  # noqa: ANN401 - botocore's own method
        calls.append((operation, given))
        return real(client, operation, given)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(running, "_MAKE_API_CALL", noted)
        for endpoint in (one for one in ENDPOINTS if one.method == "GET" and f"GET {one.path}" in ROUTES):
            route = ROUTES[f"GET {endpoint.path}"]
            calls.clear()
            who = scene.person(endpoint.roles[0])
            answer = world.ask(who, "GET", scene.path(endpoint))
            traces = [given for operation, given in calls if operation == "PutItem" and "trace" in given["Item"]]
            about = "<journey>" in route.path or endpoint.path in OF_THE_CASELOAD
            expected = answer.status == 200 and about and is_traced(route)
            assert len(traces) == expected, endpoint.path
            assert not expected or calls[-1][0] == "PutItem", "nothing is read behind the trace"
            if expected:
                assert traces[0]["Item"]["sk"]["S"].startswith(f"L#{audience_of(route)}#"), endpoint.path
                assert f'"what":"{what_of(route)}"' in traces[0]["Item"]["trace"]["S"]


@pytest.mark.parametrize("failure", FAILURES, ids=repr)
def test_what_cannot_be_logged_is_not_shown(
    world: World, journey: Journey, failure: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = {"kind": "win", "text": "the very words", "shared": True}
    journey.tells(journey.client, "POST", journey.path("/entries"), entry)
    real = running._MAKE_API_CALL

    def fails(client: Any, operation: str, given: Any) -> Any:  # noqa: ANN401 - botocore's own method
        if operation == "PutItem" and "trace" in given["Item"]:
            raise failure
        return real(client, operation, given)

    with monkeypatch.context() as patched:
        patched.setattr(running, "_MAKE_API_CALL", fails)
        answer = world.ask(journey.therapist, "GET", journey.path("/timeline"))
        assert (answer.status, "the very words" in repr(answer)) == (503, False)
        assert any("KN004" in line for line in world.lines)
        assert world.ask(journey.client, "POST", journey.path("/entries"), entry).status == 201, (
            "a capture is its trace"
        )
    assert "the very words" in repr(world.ask(journey.therapist, "GET", journey.path("/timeline")))


def test_a_capture_costs_nothing_more(world: World, journey: Journey) -> None:
    for path, body in (
        ("/entries", {"kind": "win", "text": "went"}),
        ("/reflections", {"kind": "came_to_mind", "text": "a song"}),
        ("/measures", {"instrument": "PHQ-9", "total": 9, "risk_items": {"9": 0}}),
    ):
        journey.tells(journey.therapist, "POST", journey.path(path), body)
    traced = [item for item in world.items("reflections") if "trace" in item]
    assert len(traced) == 1, "the invitation's"
    kept = [item for item in world.items("reflections") if item["sk"]["S"].startswith("C#")]
    assert all({"author", "by", "recorded_at"} <= item.keys() for item in kept)


def test_nobody_but_the_client_reads_the_log_and_a_refusal_leaves_no_trace(world: World, journey: Journey) -> None:
    for who in (journey.therapist, Person("client", "stranger@harbour.example"), Person("admin", "a@harbour.example")):
        assert world.ask(who, "GET", journey.path("/access-log")).status in {403, 404}
        assert world.ask(Person("client", "stranger@harbour.example"), "GET", journey.path("/timeline")).status == 404
    assert [one["what"] for one in log_of(journey)] == ["invitation"]


def test_the_chain_is_whole_whatever_order_and_repetition_and_shows_what_was_taken_out() -> None:
    with a_world(seed=7) as world:
        journey = opened(InProcess(world))
        for _ in range(6):
            journey.tells(journey.therapist, "GET", journey.path("/timeline"))
            journey.tells(journey.client, "GET", journey.path("/goals"))
        world.settle()
        found = _whole(world, journey, "both")
        assert (found["linked"], found["waiting"], found["faults"]) == (13, 0, [])
        one = next(item for item in world.items("reflections") if "trace" in item)
        stack = world.stacks["reflections"]
        stack.dynamodb.delete_item(TableName=stack.names["Table"], Key={"pk": one["pk"], "sk": one["sk"]})
        assert _whole(world, journey, "both")["faults"]


def test_pages_of_the_log_have_no_gap_and_no_double(journey: Journey) -> None:
    for _ in range(7):
        journey.tells(journey.therapist, "GET", journey.path("/goals"))
    seen: list[Any] = []
    cursor = ""
    while True:
        page = journey.tells(journey.client, "GET", journey.path(f"/access-log?limit=3{cursor}")).body
        seen += page["items"]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    assert seen == log_of(journey)
    assert len(seen) == 8
