"""A course over HTTP: all that a plot needs, in pages, and nobody else's."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from adapters.milestones.tables import KEYS, TABLE, a_table, counted
from adapters.milestones.test_reads import Api
from kernel.http import http_app
from kernel.log import Log
from milestones.handlers.detect import observers
from milestones.handlers.routes import of_milestones, stored
from unit.kernel.fakes import POOL, FixedClock
from unit.milestones.courses import JOURNEY, uuid
from unit.milestones.events import CLIENT, GOAL, course_of, goal_set, joined, opened, rated, scored

SILENT = Log("milestones", lambda _: None)
COURSE = f"/journeys/{JOURNEY}/course/PHQ-9"


@pytest.fixture
def dynamodb() -> Iterator[Any]:
    with a_table() as client:
        yield client


@pytest.fixture
def api(dynamodb: Any) -> Api:  # noqa: ANN401 - boto3 client
    use_cases = observers(dynamodb, TABLE, KEYS, FixedClock(), SILENT)
    events = [opened(), joined(), *course_of(18, 19, 18, 11, 10), goal_set(7), rated(0, 6), rated(1, 7), rated(2, 8)]
    for event in [*events, scored(0, 14, instrument="GAD-7"), scored(3, 3, instrument="GAD-7")]:
        use_cases[event.type](event)
    return Api(http_app(of_milestones(stored(dynamodb, TABLE)), FixedClock(), SILENT, pool=POOL))


def read(api: Api, path: str = COURSE, **asked: str) -> dict[str, Any]:
    answer = api.get(path, **asked)
    assert answer["statusCode"] == 200, answer
    body: dict[str, Any] = json.loads(answer["body"])
    return body


def test_it_has_points_thresholds_bands_and_marks(api: Api) -> None:
    body = read(api)
    assert [point["value"] for point in body["points"]] == [18, 19, 18, 11, 10]
    assert (body["direction"], body["lowest"], body["highest"]) == ("lower_is_better", 0, 27)
    assert (body["caseness"]["value"], body["reliable_change"]["value"], body["sudden_gain"]["value"]) == (10, 6, 6)
    assert body["bands"][0]["name"] == "minimal"
    assert (body["total"], body["next"], body["first"]["id"]) == (5, None, uuid(1))
    listed = {one["id"]: (one["kind"], one["state"]) for one in api.items()}
    assert {mark["milestone"] for mark in body["marks"]} <= listed.keys()
    assert all(listed[mark["milestone"]] == (mark["kind"], mark["state"]) for mark in body["marks"])
    at = {mark["kind"]: mark["point"] for mark in body["marks"]}
    assert at["sudden_gain"] == uuid(4)


def test_what_was_found_on_both_instruments_is_a_mark_where_it_was_reached(api: Api) -> None:
    body = read(api, f"/journeys/{JOURNEY}/course/GAD-7")
    (mark,) = [mark for mark in body["marks"] if mark["kind"] == "nhs_reliable_improvement"]
    assert mark["point"] == body["points"][-1]["id"]


def test_a_goal_has_its_target_and_its_ratings(api: Api) -> None:
    body = read(api, f"/journeys/{JOURNEY}/course/{GOAL}")
    assert (body["goal"], body["instrument"], body["target"]) == (GOAL, None, 7)
    assert ([point["value"] for point in body["points"]], body["highest"]) == ([6, 7, 8], 10)
    assert [mark["kind"] for mark in body["marks"]] == ["goal_attained"]


def test_the_client_sees_the_scores_and_what_is_confirmed(api: Api, dynamodb: Any) -> None:  # noqa: ANN401
    use_cases = observers(dynamodb, TABLE, KEYS, FixedClock(), SILENT)
    for event in (scored(5, 27, session=6), scored(6, 26, session=7), scored(7, 27, session=8)):
        use_cases[event.type](event)
    full, seen = read(api), read(api, sub=CLIENT, group="client")
    assert seen["points"] == full["points"]
    assert {mark["state"] for mark in seen["marks"]} <= {"confirmed"}
    assert not any(mark["setback"] for mark in seen["marks"])
    assert any(mark["setback"] for mark in full["marks"])


def test_two_thousand_points_come_in_pages_newest_first(api: Api, dynamodb: Any) -> None:  # noqa: ANN401
    use_cases = observers(dynamodb, TABLE, KEYS, FixedClock(), SILENT)
    for week in range(5, 90):
        use_cases["measure.scored.v1"](scored(week, 10, session=week + 1))
    pages: list[list[str]] = []
    cursor: dict[str, str] = {}
    while True:
        calls = counted(dynamodb)
        body = read(api, limit="40", **cursor)
        assert calls == ["GetItem", "Query", "GetItem", "Query"]
        pages.append([point["id"] for point in body["points"]])
        assert body["total"] == 90
        if body["next"] is None:
            break
        cursor = {"cursor": body["next"]}
    assert [len(page) for page in pages] == [40, 40, 10]
    assert [id_ for page in reversed(pages) for id_ in page] == [uuid(week + 1) for week in range(90)]


def test_not_yours_and_not_there_are_the_same_bytes(api: Api) -> None:
    nowhere = api.get(f"/journeys/{uuid(77)}/course/PHQ-9")
    for answer in (
        api.get(COURSE, sub="therapist-2"),
        api.get(COURSE, practice="practice-2"),
        api.get(f"/journeys/{JOURNEY}/course/WHO-5"),
        api.get(f"/journeys/{JOURNEY}/course/{uuid(78)}"),
    ):
        assert (answer["statusCode"], answer["body"]) == (404, nowhere["body"])
    assert api.get(COURSE, sub="boss", group="admin")["statusCode"] == 403


@pytest.mark.parametrize(("name", "value"), [("limit", "0"), ("limit", "501"), ("cursor", "zz"), ("x", "1")])
def test_a_wrong_query_is_named(api: Api, name: str, value: str) -> None:
    answer = api.get(COURSE, **{name: value})
    assert (answer["statusCode"], json.loads(answer["body"])["errors"][0]["field"]) == (422, name)
