"""Notes on alerts over HTTP, against moto's DynamoDB and KMS: sealed, with the acknowledgement, and for no client."""

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from adapters.milestones.tables import KEYS, TABLE, a_table, counted
from kernel.envelope import Event
from kernel.http import http_app
from kernel.items import from_item
from kernel.log import Log
from kernel.sealing import Sealer
from kernel.settled import UnsettledError
from milestones.adapters.alert_notes import SealedAlertNotes
from milestones.adapters.alert_reads import DynamoAlerts
from milestones.adapters.journey_keys import JourneyKeys
from milestones.adapters.journeys import DynamoJourneys
from milestones.adapters.quiet_journeys import DynamoQuiet
from milestones.adapters.trails import DynamoTrails
from milestones.domain.alert import AlertKind, alert_id
from milestones.handlers.alert_routes import routes
from milestones.handlers.detect import observers
from unit.kernel.fakes import OF_POOL, POOL, FixedClock
from unit.milestones.courses import JOURNEY
from unit.milestones.events import CLIENT, PRACTICE, THERAPIST, an_event, handed_over, joined, opened, scored

WORDS, NEXT = "Called her at nine; her sister stays tonight. 電話した。\n", "therapist-2"
ALERT = alert_id(JOURNEY, AlertKind.RISK_ITEM_POSITIVE, "PHQ-9")
LIST, SEEN = f"/journeys/{JOURNEY}/alerts", f"/alerts/{ALERT}/acknowledge"


class World:
    """The functions that take in, show and act, on one table."""

    def __init__(self, dynamodb: Any) -> None:  # noqa: ANN401 - boto3 client
        self.dynamodb, self.kms, self.lines, clock = dynamodb, boto3.client("kms"), list[str](), FixedClock()
        log = Log("milestones", self.lines.append)
        sealer = Sealer(self.kms, self.kms.create_key()["KeyMetadata"]["Arn"])
        self._use_cases = observers(dynamodb, TABLE, KEYS, clock, log)
        notes = SealedAlertNotes(JourneyKeys(dynamodb, KEYS, sealer))
        stores = DynamoJourneys(dynamodb, TABLE), DynamoAlerts(dynamodb, TABLE), DynamoTrails(dynamodb, TABLE)
        self._app = http_app(routes(*stores, notes, DynamoQuiet(dynamodb, TABLE), clock, log), clock, log, pool=POOL)

    def take_in(self, *events: Event) -> None:
        for event in events:
            self._use_cases[event.type](event)

    def ask(
        self, method: str, path: str, body: object = None, *, sub: str = THERAPIST, group: str = "therapist"
    ) -> dict[str, Any]:
        """Ask as somebody; a body that is a text is sent as it is."""
        claims = {**OF_POOL, "sub": sub, "cognito:groups": f"[{group}]", "custom:practice": PRACTICE}
        path, _, query = path.partition("?")
        answer: dict[str, Any] = self._app(
            {
                "version": "2.0",
                "rawPath": path,
                "headers": {"idempotency-key": "k-1"},
                "queryStringParameters": dict(part.split("=") for part in query.split("&")) if query else None,
                "body": body if isinstance(body, str) else json.dumps(body) if body is not None else None,
                "requestContext": {
                    "http": {"method": method, "path": path},
                    "stage": "$default",
                    "authorizer": {"jwt": {"claims": claims}},
                },
                "isBase64Encoded": False,
            },
            None,
        )
        return answer

    def note(self, sub: str = THERAPIST, query: str = "") -> dict[str, Any] | None:
        """Give the note as the list of alerts shows it."""
        answer = self.ask("GET", LIST + query, sub=sub)
        assert answer["statusCode"] == 200, answer
        (alert,) = json.loads(answer["body"])["items"]
        found: dict[str, Any] | None = alert["note"]
        return found

    def alert(self) -> dict[str, Any]:
        """Give the alert's item."""
        items = map(from_item, self.dynamodb.scan(TableName=TABLE)["Items"])
        return next(item for item in items if item["sk"].startswith("A#"))

    def everything(self) -> str:
        """Give what lies in both tables and in the log, bytes as they are."""
        items = [item for name in (TABLE, KEYS) for item in self.dynamodb.scan(TableName=name)["Items"]]
        return repr(items) + "".join(self.lines)


@pytest.fixture
def world() -> Iterator[World]:
    with a_table() as client:
        world = World(client)
        world.take_in(opened(), joined(), scored(0, 12, risk="positive"))
        yield world


def test_it_goes_with_the_acknowledgement_and_is_read_back(world: World) -> None:
    seen = world.ask("POST", SEEN, {"note": WORDS})
    told = json.loads(seen["body"])
    assert (seen["statusCode"], told["state"], told["note"]["text"]) == (200, "acknowledged", WORDS)
    assert told["note"]["written_by"] == THERAPIST
    assert world.note() == told["note"]
    assert world.ask("POST", SEEN, {"note": WORDS})["body"] == seen["body"], "the very same again"


@pytest.mark.parametrize("body", [None, "", {}, {"note": None}])
def test_one_tap_needs_no_words_and_leaves_those_that_are_there(world: World, body: object) -> None:
    seen = world.ask("POST", SEEN, body)
    assert (seen["statusCode"], json.loads(seen["body"])["note"]) == (200, None)
    assert json.loads(world.ask("POST", SEEN, {"note": WORDS})["body"])["note"]["text"] == WORDS
    assert json.loads(world.ask("POST", SEEN, body)["body"])["note"]["text"] == WORDS


def test_written_later_it_is_added_and_replaced_and_no_event_knows(world: World) -> None:
    world.ask("POST", SEEN)
    before = world.alert()
    world.ask("POST", SEEN, {"note": "later"})
    world.ask("POST", SEEN, {"note": WORDS})
    after = world.alert()
    assert (world.note() or {})["text"] == WORDS
    assert {name: after[name] for name in before} == before, "version, history and event are as they were"
    assert set(after) - set(before) == {"note", "noted_at", "noted_by"}


def test_its_calls_are_counted(world: World) -> None:
    calls, asked = counted(world.dynamodb), list[str]()
    world.kms.meta.events.register("before-call.kms", lambda model, **_: asked.append(model.name))

    def made(method: str, path: str, body: object = None) -> list[str]:
        calls.clear()
        asked.clear()
        assert world.ask(method, path, body)["statusCode"] == 200
        return [*calls, *asked]

    acting = ["BatchGetItem", "GetItem", "TransactWriteItems", "BatchGetItem"]
    assert made("GET", LIST) == ["GetItem", "Query", "Query"]
    assert made("POST", SEEN) == acting, "no words: no key"
    world.take_in(scored(1, 12, risk="positive"))
    first = [*acting[:2], "GetItem", "PutItem", *acting[2:], "GenerateDataKey"]
    assert made("POST", SEEN, {"note": WORDS}) == first
    assert made("POST", SEEN, {"note": "other"}) == [
        "BatchGetItem",
        "GetItem",
        "GetItem",
        "UpdateItem",
        *["Decrypt"] * 2,
    ]
    assert made("GET", LIST) == ["GetItem", "Query", "Query", "GetItem", "Decrypt"]
    world.take_in(scored(2, 12, risk="positive"))
    assert made("POST", SEEN, {"note": WORDS}) == [*acting[:2], "GetItem", *acting[2:], "Decrypt"]


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({"note": ""}, 422, "/note"),
        ({"note": " \n"}, 422, "/note"),
        ({"note": 5}, 422, "/note"),
        ({"note": "x" * 4001}, 422, "/note"),
        ({"note": "a\x00b"}, 422, "/note"),
        ({"text": WORDS}, 422, "/text"),
        ("[]", 422, "/"),
        ('{"note": "\\ud83c"}', 400, "/"),
        ("{", 400, "/"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_acknowledged(
    world: World, body: object, status: int, field: str
) -> None:
    answer = world.ask("POST", SEEN, body)
    assert (answer["statusCode"], json.loads(answer["body"])["errors"][0]["field"]) == (status, field)
    assert world.alert()["state"] == "open"


def test_the_next_therapist_reads_who_wrote_it_and_nobody_else_does(world: World) -> None:
    world.ask("POST", SEEN, {"note": WORDS})
    assert world.ask("GET", LIST, sub=CLIENT, group="client")["statusCode"] == 403
    assert world.ask("GET", LIST, sub=NEXT)["statusCode"] == 404
    world.take_in(handed_over(NEXT, 5))
    assert world.ask("GET", LIST)["statusCode"] == 404
    note = world.note(NEXT)
    assert note is not None
    assert (note["text"], note["written_by"]) == (WORDS, THERAPIST)


def test_data_leave_it_and_it_is_told_to_nobody(world: World) -> None:
    world.ask("POST", SEEN, {"note": WORDS})
    world.take_in(scored(1, 12, risk="positive"), scored(2, 12, risk="negative"))
    assert world.alert()["state"] == "cleared"
    assert (world.note(query="?cleared=true") or {})["text"] == WORDS
    lying = world.everything()
    assert "sister" not in lying
    assert "電話" not in lying
    assert "note" not in json.dumps(json.loads(world.alert()["event"])["data"])


def test_without_the_key_it_is_gone_and_a_spoilt_one_is_logged(world: World) -> None:
    world.ask("POST", SEEN, {"note": WORDS})
    (key,) = world.dynamodb.scan(TableName=KEYS)["Items"]
    spoilt = key["wrapped"]["B"][:-1] + bytes([key["wrapped"]["B"][-1] ^ 1])
    world.dynamodb.put_item(TableName=KEYS, Item={**key, "wrapped": {"B": spoilt}})
    assert (world.note() or {})["text"] is None
    assert "MS006" in "".join(world.lines)
    assert world.ask("POST", SEEN, {"note": "new"})["statusCode"] == 503
    world.dynamodb.delete_item(TableName=KEYS, Key={"pk": key["pk"]})
    assert (world.note() or {})["text"] is None
    assert world.ask("POST", SEEN, {"note": "new"})["statusCode"] == 200
    assert (world.note() or {})["text"] == "new"


@pytest.mark.parametrize("call", ["BatchGetItem", "GetItem", "PutItem", "TransactWriteItems"])
def test_a_store_that_throttles_leaves_all_as_it_was_and_again_it_works(world: World, call: str) -> None:
    def throttle(**_: object) -> None:
        raise ClientError({"Error": {"Code": "ThrottlingException", "Message": ""}}, call)

    world.dynamodb.meta.events.register(f"before-call.dynamodb.{call}", throttle)
    assert world.ask("POST", SEEN, {"note": WORDS})["statusCode"] == 503
    world.dynamodb.meta.events.unregister(f"before-call.dynamodb.{call}", throttle)
    assert (world.alert()["state"], world.note()) == ("open", None)
    assert world.ask("POST", SEEN, {"note": WORDS})["statusCode"] == 200
    assert (world.note() or {})["text"] == WORDS


@pytest.mark.parametrize("acknowledged", [False, True])
def test_an_event_that_comes_between_is_not_lost_and_the_note_is_kept(world: World, acknowledged: bool) -> None:  # noqa: FBT001
    if acknowledged:
        world.ask("POST", SEEN)
    left = [lambda: world.take_in(scored(1, 12, risk="positive"))]

    def overtake(**_: object) -> None:
        if left:
            left.pop()()

    call = "UpdateItem" if acknowledged else "TransactWriteItems"
    world.dynamodb.meta.events.register(f"before-call.dynamodb.{call}", overtake)
    assert world.ask("POST", SEEN, {"note": WORDS})["statusCode"] == 200
    assert world.alert()["state"] == "acknowledged", "what she saw and what came with it"
    assert (world.note() or {})["text"] == WORDS


def test_of_an_erased_journey_alert_note_and_key_go(world: World) -> None:
    world.ask("POST", SEEN, {"note": WORDS})
    with suppress(UnsettledError):
        world.take_in(an_event("journey.erased.v1", JOURNEY, 7, {"version": 7}))
    assert world.dynamodb.scan(TableName=KEYS)["Items"] == []
    assert "A#" not in world.everything()
    assert world.ask("POST", SEEN, {"note": WORDS})["statusCode"] == 404
    assert world.dynamodb.scan(TableName=KEYS)["Items"] == []
