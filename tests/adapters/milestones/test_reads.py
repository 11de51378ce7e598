"""The milestones function over HTTP events, against moto's DynamoDB: each role its own view, and nobody another's."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from adapters.milestones.tables import KEYS, TABLE, a_table, counted
from kernel.http import http_app
from kernel.log import Log
from kernel.start import Handler
from milestones.handlers.detect import observers
from milestones.handlers.routes import of_milestones, stored
from unit.kernel.fakes import OF_POOL, POOL, FixedClock
from unit.milestones.courses import JOURNEY, uuid
from unit.milestones.events import (
    CLIENT,
    PRACTICE,
    THERAPIST,
    course_of,
    goal_set,
    joined,
    opened,
    rated,
    scored,
    shared,
)

Answer = dict[str, Any]
OF_JOURNEY = f"/journeys/{JOURNEY}/milestones"


class Api:
    """Asks the function as somebody."""

    def __init__(self, app: Handler) -> None:
        self._app = app

    def get(
        self, path: str, sub: str = THERAPIST, group: str = "therapist", practice: str = PRACTICE, **query: str
    ) -> Answer:
        """Send a GET request; ``accept_language`` is the header's."""
        accepted = query.pop("accept_language", "")
        claims = {**OF_POOL, "sub": sub, "cognito:groups": f"[{group}]", "custom:practice": practice}
        answer: Answer = self._app(
            {
                "version": "2.0",
                "rawPath": path,
                "headers": {"accept-language": accepted} if accepted else {},
                "queryStringParameters": query or None,
                "requestContext": {
                    "http": {"method": "GET", "path": path},
                    "stage": "$default",
                    "authorizer": {"jwt": {"claims": claims}},
                },
                "isBase64Encoded": False,
            },
            None,
        )
        return answer

    def items(self, **kwargs: str) -> list[dict[str, Any]]:
        """List the journey's milestones."""
        answer = self.get(OF_JOURNEY, **kwargs)
        assert answer["statusCode"] == 200, answer
        found: list[dict[str, Any]] = json.loads(answer["body"])["items"]
        return found


@pytest.fixture
def dynamodb() -> Iterator[Any]:
    with a_table() as client:
        log = Log("milestones", lambda _: None)
        use_cases = observers(client, TABLE, KEYS, FixedClock(), log)
        events = [opened(), joined(), *course_of(18, 19, 18, 11), goal_set(7), rated(0, 7), rated(1, 8)]
        for event in events:
            use_cases[event.type](event)
        client.take_in = lambda event: use_cases[event.type](event)
        yield client


@pytest.fixture
def api(dynamodb: Any) -> Api:  # noqa: ANN401 - boto3 client
    endpoints = of_milestones(stored(dynamodb, TABLE))
    return Api(http_app(endpoints, FixedClock(), Log("milestones", lambda _: None), pool=POOL))


def test_an_explanation_is_in_the_language_that_is_asked_for(api: Api) -> None:
    (english,) = [one for one in api.items() if one["kind"] == "sudden_gain"]
    (japanese,) = [one for one in api.items(language="ja", accept_language="en") if one["kind"] == "sudden_gain"]
    (accepted,) = [one for one in api.items(accept_language="ja-JP, en;q=0.5") if one["kind"] == "sudden_gain"]
    assert english["explanation"].startswith("From one session to the next")
    assert japanese["explanation"].startswith("ある回から次の回にかけて")
    assert accepted == japanese
    one = json.loads(api.get(f"/milestones/{english['id']}", language="ja")["body"])
    assert one == japanese
    assert api.get(OF_JOURNEY, language="fr")["statusCode"] == 422


def test_the_therapist_sees_all_newest_first(api: Api) -> None:
    found = api.items()
    assert {(one["kind"], one["state"]) for one in found} == {
        ("sudden_gain", "provisional"),
        ("reliable_improvement", "confirmed"),
        ("goal_attained", "confirmed"),
    }
    assert [one["occurred_at"] for one in found] == sorted((one["occurred_at"] for one in found), reverse=True)


def test_the_client_sees_what_is_confirmed_and_no_more(api: Api) -> None:
    found = api.items(sub=CLIENT, group="client")
    assert {(one["kind"], one["state"]) for one in found} == {
        ("reliable_improvement", "confirmed"),
        ("goal_attained", "confirmed"),
    }
    (hidden,) = {one["id"] for one in api.items()} - {one["id"] for one in found}
    answer = api.get(f"/milestones/{hidden}", sub=CLIENT, group="client")
    assert answer["statusCode"] == 404


def test_a_setback_is_for_the_therapist_alone(api: Api, dynamodb: Any) -> None:  # noqa: ANN401
    for week, total in enumerate((10, 11, 10, 17, 16, 17), 30):
        dynamodb.take_in(scored(week, total, instrument="GAD-7"))
    kinds = {"sudden_loss", "reliable_deterioration"}
    found = [one for one in api.items() if one["kind"] in kinds]
    assert {(one["kind"], one["state"]) for one in found} == {(kind, "confirmed") for kind in kinds}
    client = {"sub": CLIENT, "group": "client"}
    assert kinds.isdisjoint(one["kind"] for one in api.items(**client))
    nowhere = api.get(f"/milestones/{JOURNEY}.0123456789abcdef", **client)
    for one in found:
        assert api.get(f"/milestones/{one['id']}", **client) == nowhere


def test_an_explanation_has_all_that_is_needed_to_check_it(api: Api) -> None:
    (gain,) = [one for one in api.items() if one["kind"] == "sudden_gain"]
    answer = api.get(f"/milestones/{gain['id']}")
    assert answer["headers"]["etag"] == '"1"'
    assert json.loads(answer["body"]) == gain
    assert gain["explanation"].startswith("From one session to the next the PHQ-9 score fell from 18 to 11")
    assert "Tang" in gain["citation"]
    assert (gain["rule"], gain["rule_version"], gain["instrument"], gain["goal"]) == ("sudden_gain", 1, "PHQ-9", None)
    assert gain["numbers"]["n"] == 18
    assert gain["thresholds"]["criterion_1_points"] == 6
    assert [(line["version"], line["state"], line["reason"]) for line in gain["history"]] == [
        (1, "provisional", "score")
    ]


def test_the_client_does_not_see_the_states_that_went_before(api: Api, dynamodb: Any) -> None:  # noqa: ANN401
    dynamodb.take_in(scored(4, 10, session=5))
    (gain,) = [one for one in api.items(sub=CLIENT, group="client") if one["kind"] == "sudden_gain"]
    assert [line["state"] for line in gain["history"]] == ["confirmed"]


@pytest.mark.parametrize(
    "who",
    [
        {"sub": "another-therapist"},
        {"sub": "another-client", "group": "client"},
        {"sub": THERAPIST, "group": "client"},
        {"sub": CLIENT, "group": "therapist"},
        {"practice": "practice-2"},
    ],
    ids=lambda who: "-".join(who.values()),
)
def test_not_yours_and_not_there_are_the_same_bytes(api: Api, who: dict[str, str]) -> None:
    milestone = api.items()[0]["id"]
    nowhere = [
        api.get(f"/journeys/{uuid(404)}/milestones"),
        api.get(f"/milestones/{uuid(404)}.0123456789abcdef"),
        api.get(f"/milestones/{JOURNEY}.0123456789abcdef"),
        api.get("/milestones/nonsense"),
    ]
    not_theirs = [api.get(OF_JOURNEY, **who), api.get(f"/milestones/{milestone}", **who)]
    assert {answer["statusCode"] for answer in nowhere + not_theirs} == {404}
    assert len({answer["body"] for answer in nowhere + not_theirs}) == 1


@pytest.mark.parametrize("group", ["supervisor", "admin"])
def test_other_roles_have_no_such_right_anywhere(api: Api, group: str) -> None:
    assert api.get(OF_JOURNEY, group=group)["statusCode"] == 403


def test_a_list_is_one_read_and_one_query_an_explanation_one_batch(api: Api, dynamodb: Any) -> None:  # noqa: ANN401
    calls = counted(dynamodb)
    milestone = api.items()[0]["id"]
    api.get(f"/milestones/{milestone}")
    assert calls == ["GetItem", "Query", "BatchGetItem"]


def test_what_is_retracted_stays_in_the_list_and_says_why(api: Api, dynamodb: Any) -> None:  # noqa: ANN401
    (gain,) = [one for one in api.items() if one["kind"] == "sudden_gain"]
    dynamodb.take_in(scored(3, 17, version=2, session=4))
    assert {one["kind"]: one["state"] for one in api.items()} == {
        "goal_attained": "confirmed",
        "sudden_gain": "retracted",
        "reliable_improvement": "retracted",
    }
    found = json.loads(api.get(f"/milestones/{gain['id']}")["body"])
    assert (found["state"], [line["reason"] for line in found["history"]]) == ("retracted", ["score", "correction"])
    assert "do not support it any more" in found["explanation"]


@pytest.mark.parametrize(
    ("who", "count"), [({}, 3), ({"sub": CLIENT, "group": "client"}, 2)], ids=["therapist", "client"]
)
def test_pages_hold_everything_once(api: Api, who: dict[str, str], count: int) -> None:
    found, query = [], {"limit": "1"}
    while True:
        page = json.loads(api.get(OF_JOURNEY, **who, **query)["body"])
        assert len(page["items"]) <= 1
        found += [one["id"] for one in page["items"]]
        if page["next"] is None:
            break
        assert page["next"] == found[-1].rpartition(".")[2], "a cursor names what was shown, nothing hidden"
        query["cursor"] = page["next"]
    assert sorted(found) == sorted({one["id"] for one in api.items(**who)})
    assert len(found) == count


@pytest.mark.parametrize(
    ("query", "field"), [({"limit": "0"}, "limit"), ({"cursor": "x"}, "cursor"), ({"page": "2"}, "page")]
)
def test_a_bad_query_is_refused_by_name(api: Api, query: dict[str, str], field: str) -> None:
    answer = api.get(OF_JOURNEY, **query)
    assert answer["statusCode"] == 422
    assert [error["field"] for error in json.loads(answer["body"])["errors"]] == [field]


def test_a_milestone_tells_its_road(api: Api, dynamodb: Any) -> None:  # noqa: ANN401 - boto3 client
    assert {one["road"] and one["road"]["days"] for one in api.items()} == {None}
    for event in (shared(-14, 0xF1, "struggle"), shared(-7, 0x2000, struggle=uuid(0xF1)), scored(4, 10, session=5)):
        dynamodb.take_in(event)
    (gain,) = [one for one in api.items() if one["kind"] == "sudden_gain"]
    assert gain["road"] == {"days": 35, "efforts": 1}
    assert json.loads(api.get(f"/milestones/{gain['id']}")["body"])["road"] == gain["road"]
