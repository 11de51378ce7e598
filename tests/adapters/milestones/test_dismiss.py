"""Setting a milestone aside, against moto's DynamoDB: it stays so whatever comes, and whoever else was writing."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from botocore.exceptions import ClientError

from adapters.milestones.tables import KEYS, TABLE, a_table, counted
from kernel.envelope import Event
from kernel.http import http_app
from kernel.items import from_item
from kernel.log import Log
from milestones.adapters.courses import goal_courses, score_courses
from milestones.adapters.milestone_reads import DynamoMilestones
from milestones.adapters.trails import DynamoTrails
from milestones.domain.claim import MilestoneKind, MilestoneState
from milestones.domain.events import EVENTS
from milestones.domain.ports import Place
from milestones.handlers.detect import observers
from milestones.handlers.dismiss import routes
from unit.kernel.fakes import OF_POOL, POOL, FixedClock
from unit.milestones.courses import JOURNEY
from unit.milestones.events import (
    CLIENT,
    PRACTICE,
    THERAPIST,
    course_of,
    goal_set,
    joined,
    opened,
    rated,
    retracted,
    scored,
    shared,
)
from unit.milestones.trails import STRUGGLE

SILENT = Log("milestones", lambda _: None)
Post = Callable[..., dict[str, Any]]


class World:
    """Both functions on one table."""

    def __init__(self, dynamodb: Any) -> None:  # noqa: ANN401 - boto3 client
        self.dynamodb = dynamodb
        self._use_cases = observers(dynamodb, TABLE, KEYS, FixedClock(), SILENT)
        stores = score_courses(dynamodb, TABLE), goal_courses(dynamodb, TABLE), DynamoTrails(dynamodb, TABLE)
        served = routes(DynamoMilestones(dynamodb, TABLE), *stores, FixedClock())
        self._app = http_app(served, FixedClock(), SILENT, pool=POOL)

    def take_in(self, *events: Event) -> None:
        for event in events:
            self._use_cases[event.type](event)

    def dismiss(
        self, milestone: str, sub: str = THERAPIST, group: str = "therapist", practice: str = PRACTICE
    ) -> dict[str, Any]:
        path = f"/milestones/{milestone}/dismiss"
        claims = {**OF_POOL, "sub": sub, "cognito:groups": f"[{group}]", "custom:practice": practice}
        answer: dict[str, Any] = self._app(
            {
                "version": "2.0",
                "rawPath": path,
                "headers": {"idempotency-key": "k1"},
                "requestContext": {
                    "http": {"method": "POST", "path": path},
                    "stage": "$default",
                    "authorizer": {"jwt": {"claims": claims}},
                },
                "isBase64Encoded": False,
            },
            None,
        )
        return answer

    def milestones(self) -> list[dict[str, Any]]:
        """Give the items of all milestones."""
        items = [from_item(item) for item in self.dynamodb.scan(TableName=TABLE)["Items"]]
        return [item for item in items if item["sk"].startswith("M#")]

    def found(self, kind: str) -> tuple[str, dict[str, Any]]:
        """Give the newest milestone of a kind, with its item."""
        (item,) = [item for item in self.milestones() if item["kind"] == kind]
        return f"{JOURNEY}.{item['sk'][2:]}", item


@pytest.fixture
def world() -> Iterator[World]:
    with a_table() as client:
        world = World(client)
        world.take_in(opened(), joined())
        yield world


def test_it_survives_whatever_the_scores_do(world: World) -> None:
    world.take_in(*course_of(18, 19, 18, 11))
    milestone, _ = world.found("sudden_gain")
    answer = world.dismiss(milestone)
    body = json.loads(answer["body"])
    assert (answer["statusCode"], body["state"], body["version"]) == (200, "dismissed", 2)
    assert [(line["state"], line["reason"]) for line in body["history"]] == [
        ("provisional", "score"),
        ("dismissed", "therapist"),
    ]
    told = Event.model_validate_json(world.found("sudden_gain")[1]["event"])
    EVENTS[told.type].model_validate(told.data)
    assert (told.type, told.data["from_state"], told.data["numbers"]) == ("milestone.changed.v1", "provisional", {})
    world.take_in(scored(4, 10, session=5), scored(5, 15, session=6), scored(3, 14, 2, session=4), retracted(3, 3))
    assert world.found("sudden_gain")[1]["state"] == "dismissed"
    assert json.loads(world.dismiss(milestone)["body"]) == body


@pytest.mark.parametrize(
    ("kind", "events"),
    [
        ("goal_attained", [goal_set(7), rated(0, 7), rated(1, 8)]),
        ("effort_against_the_odds", [shared(day, 0x2000 + day, struggle=STRUGGLE) for day in (1, 2, 3)]),
        ("nhs_recovery", [scored(0, 18), scored(0, 14, instrument="GAD-7"), scored(5, 3, instrument="GAD-7")]),
    ],
)
def test_wherever_it_was_found(world: World, kind: str, events: list[Event]) -> None:
    world.take_in(*events, scored(6, 7))
    milestone, _ = world.found(kind)
    assert world.dismiss(milestone)["statusCode"] == 200
    world.take_in(rated(2, 1), scored(7, 25), shared(4, 0x2004, struggle=STRUGGLE))
    assert world.found(kind)[1]["state"] == "dismissed"


def test_the_calls_are_those_that_are_stated(world: World) -> None:
    world.take_in(*course_of(18, 19, 18, 11))
    milestone, _ = world.found("sudden_gain")
    calls = counted(world.dynamodb)
    world.dismiss(milestone)
    world.dismiss(milestone)
    assert calls == ["BatchGetItem", "GetItem", "TransactWriteItems", "BatchGetItem"]


def test_in_a_long_course_too(world: World) -> None:
    world.take_in(*course_of(*[18, 19, 18, 11, 10, 11, 10], *[10, 11] * 30, 15))
    milestone, item = world.found("sudden_gain")
    calls = counted(world.dynamodb)
    assert world.dismiss(milestone)["statusCode"] == 200, item
    assert calls == ["BatchGetItem", "GetItem", "TransactWriteItems"], "it is still open, so that the head has it"
    world.take_in(scored(2, 19, 2, session=3), scored(68, 25), scored(69, 25))
    assert world.found("sudden_gain")[1]["state"] == "dismissed"


def test_in_a_long_course_that_has_it_in_a_page(world: World) -> None:
    # Never steady after the step: unstable, which nothing later can change.
    world.take_in(*course_of(*[18, 12, 19, 12, 18, 11], *[10, 11] * 30))
    ids = [f"{JOURNEY}.{item['sk'][2:]}" for item in world.milestones()]
    calls = counted(world.dynamodb)
    answers = [json.loads(world.dismiss(milestone)["body"]) for milestone in ids]
    assert {one["state"] for one in answers} == {"dismissed"}
    assert "Query" in calls, "at least one lies in a page"
    world.take_in(scored(2, 18, 2, session=3), scored(70, 25))
    states = [item["state"] for item in world.milestones()]
    assert states.count("dismissed") == len(ids)


def test_nobody_else_can_and_nobody_learns_that_it_is_there(world: World) -> None:
    world.take_in(*course_of(18, 19, 18, 11, 10))
    milestone, before = world.found("sudden_gain")
    nowhere = world.dismiss(f"{JOURNEY}.0123456789abcdef")
    for asked in (
        world.dismiss(milestone, sub="therapist-2"),
        world.dismiss(milestone, practice="practice-2"),
        world.dismiss("x"),
    ):
        assert (asked["statusCode"], asked["body"]) == (404, nowhere["body"])
    assert world.dismiss(milestone, sub=CLIENT, group="client")["statusCode"] == 403
    assert world.found("sudden_gain")[1] == before


def test_overtaken_by_a_score_it_decides_again(world: World) -> None:
    world.take_in(*course_of(18, 19, 18, 11))
    milestone, _ = world.found("sudden_gain")
    others = [scored(4, 10, session=5)]

    def overtake(**_: object) -> None:
        if others:
            world.take_in(others.pop())

    world.dynamodb.meta.events.register("before-call.dynamodb.TransactWriteItems", overtake)
    body = json.loads(world.dismiss(milestone)["body"])
    assert [line["state"] for line in body["history"]] == ["provisional", "confirmed", "dismissed"]


def test_a_store_that_throttles_leaves_all_as_it_was(world: World) -> None:
    world.take_in(*course_of(18, 19, 18, 11))
    milestone, before = world.found("sudden_gain")
    fault = ClientError({"Error": {"Code": "ThrottlingException", "Message": ""}}, "TransactWriteItems")

    def throttle(**_: object) -> None:
        raise fault

    world.dynamodb.meta.events.register("before-call.dynamodb.TransactWriteItems", throttle)
    assert world.dismiss(milestone)["statusCode"] == 503
    world.dynamodb.meta.events.unregister("before-call.dynamodb.TransactWriteItems", throttle)
    assert world.found("sudden_gain")[1] == before
    kept = score_courses(world.dynamodb, TABLE).load(Place(PRACTICE, JOURNEY, "PHQ-9")).standings
    assert MilestoneState.DISMISSED not in {one.state for one in kept.values()}
    assert {kind for kind, _ in kept} >= {MilestoneKind.SUDDEN_GAIN}
