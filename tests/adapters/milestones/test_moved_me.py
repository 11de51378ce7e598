"""Private notes over HTTP, against moto's DynamoDB and KMS: sealed, hers alone, and told to nobody."""

import base64
import json
from collections.abc import Callable, Iterator
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
from milestones.adapters.journey_keys import JourneyKeys
from milestones.adapters.sealed_notes import SealedNotes
from milestones.handlers.detect import observers
from milestones.handlers.moved_me_routes import routes
from milestones.handlers.routes import of_milestones, stored
from unit.kernel.fakes import OF_POOL, POOL, FixedClock
from unit.milestones.courses import JOURNEY
from unit.milestones.events import CLIENT, PRACTICE, THERAPIST, an_event, course_of, handed_over, joined, opened, scored

WORDS, NEXT = "She laughed, and I had to look away. 涙が出た。\n🌱", "therapist-2"


class World:
    """The functions that take in, show and note, on one table."""

    def __init__(self, dynamodb: Any) -> None:  # noqa: ANN401 - boto3 client
        self.dynamodb, self.kms, self.lines, clock = dynamodb, boto3.client("kms"), list[str](), FixedClock()
        log = Log("milestones", self.lines.append)
        sealer = Sealer(self.kms, self.kms.create_key()["KeyMetadata"]["Arn"])
        self._use_cases = observers(dynamodb, TABLE, KEYS, clock, log)
        notes = SealedNotes(dynamodb, TABLE, KEYS, JourneyKeys(dynamodb, KEYS, sealer))
        served = [*routes(notes, clock, log), *of_milestones(stored(dynamodb, TABLE))]
        self._app = http_app(served, clock, log, pool=POOL)

    def take_in(self, *events: Event) -> None:
        for event in events:
            self._use_cases[event.type](event)

    def ask(
        self,
        method: str,
        milestone: str,
        body: object = None,
        *,
        sub: str = THERAPIST,
        group: str = "therapist",
        practice: str = PRACTICE,
        rest: str = "/moved-me",
    ) -> dict[str, Any]:
        """Ask as somebody; a body that is a text is sent as it is."""
        path = f"/milestones/{milestone}{rest}"
        claims = {**OF_POOL, "sub": sub, "cognito:groups": f"[{group}]", "custom:practice": practice}
        answer: dict[str, Any] = self._app(
            {
                "version": "2.0",
                "rawPath": path,
                "headers": {},
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

    def text(self, milestone: str, sub: str = THERAPIST) -> str | None:
        answer = self.ask("GET", milestone, sub=sub)
        assert answer["statusCode"] == 200
        found: str | None = json.loads(answer["body"])["text"]
        return found

    def gain(self) -> str:
        """Give the sudden gain's id."""
        items = [from_item(item) for item in self.dynamodb.scan(TableName=TABLE)["Items"]]
        (sk,) = [item["sk"] for item in items if item["sk"].startswith("M#") and item["kind"] == "sudden_gain"]
        return f"{JOURNEY}.{sk[2:]}"

    def everything(self) -> str:
        """Give what lies in both tables and in the log, bytes as they are."""
        items = [item for name in (TABLE, KEYS) for item in self.dynamodb.scan(TableName=name)["Items"]]
        return repr(items) + "".join(self.lines)


@pytest.fixture
def world() -> Iterator[World]:
    with a_table() as client:
        world = World(client)
        world.take_in(opened(), joined(), *course_of(18, 19, 18, 11))
        yield world


def test_a_note_is_written_read_replaced_and_removed(world: World) -> None:
    gain = world.gain()
    assert json.loads(world.ask("GET", gain)["body"]) == {"text": None, "written_at": None}
    written = world.ask("PUT", gain, {"text": WORDS})
    assert (written["statusCode"], json.loads(written["body"])["text"]) == (200, WORDS)
    assert world.ask("GET", gain)["body"] == written["body"]
    assert world.ask("PUT", gain, {"text": "x" * 4000})["statusCode"] == 200
    assert world.text(gain) == "x" * 4000
    for _ in range(2):
        assert world.ask("DELETE", gain)["statusCode"] == 204
        assert world.text(gain) is None


def test_its_calls_are_counted(world: World) -> None:
    gain = world.gain()
    calls, asked = counted(world.dynamodb), list[str]()
    world.kms.meta.events.register("before-call.kms", lambda model, **_: asked.append(model.name))

    def made(method: str, body: object = None) -> list[str]:
        calls.clear()
        asked.clear()
        world.ask(method, gain, body)
        return [*calls, *asked]

    assert made("GET") == ["BatchGetItem"]
    assert made("PUT", {"text": WORDS}) == ["BatchGetItem", "PutItem", "TransactWriteItems", "GenerateDataKey"]
    assert made("PUT", {"text": WORDS}) == ["BatchGetItem", "TransactWriteItems", "Decrypt"]
    assert made("GET") == ["BatchGetItem", "Decrypt"]
    assert made("DELETE") == ["BatchGetItem", "DeleteItem"]


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({"text": ""}, 422, "/text"),
        ({"text": " \n"}, 422, "/text"),
        ({"text": None}, 422, "/text"),
        ({"text": 5}, 422, "/text"),
        ({}, 422, "/text"),
        ({"text": "x" * 20_000}, 422, "/text"),
        ({"text": "a\x00b"}, 422, "/text"),
        ({"text": WORDS, "shared": True}, 422, "/shared"),
        ('{"text": "\\ud83c"}', 400, "/"),
        ("{", 400, "/"),
    ],
)
def test_what_is_wrong_is_named_and_the_note_stays(world: World, body: object, status: int, field: str) -> None:
    gain = world.gain()
    world.ask("PUT", gain, {"text": WORDS})
    answer = world.ask("PUT", gain, body)
    assert (answer["statusCode"], json.loads(answer["body"])["errors"][0]["field"]) == (status, field)
    assert world.text(gain) == WORDS


@pytest.mark.parametrize(("method", "body"), [("GET", None), ("PUT", {"text": "mine"}), ("DELETE", None)])
def test_nobody_else_can_and_nobody_learns_that_it_is_there(world: World, method: str, body: object) -> None:
    gain = world.gain()
    without = world.ask("GET", gain, sub=CLIENT, group="client", rest="")
    world.take_in(scored(4, 10, session=5), scored(5, 10, session=6))
    shown = [world.ask("GET", gain, sub=CLIENT, group="client", rest="")]
    world.ask("PUT", gain, {"text": WORDS})
    shown.append(world.ask("GET", gain, sub=CLIENT, group="client", rest=""))
    assert (without["statusCode"], shown[0]["statusCode"]) == (404, 200)
    assert shown[0] == shown[1], "the client's answer is the same, ETag and all"
    nowhere = world.ask(method, f"{JOURNEY}.0123456789abcdef", body)
    for asked in (
        world.ask(method, gain, body, sub=NEXT),
        world.ask(method, gain, body, practice="practice-2"),
        world.ask(method, "x", body),
    ):
        assert (asked["statusCode"], asked["body"]) == (404, nowhere["body"])
    assert world.ask(method, gain, body, sub=CLIENT, group="client")["statusCode"] == 403
    assert world.text(gain) == WORDS


def test_the_next_therapist_never_reads_it_nor_replaces_it(world: World) -> None:
    gain = world.gain()
    world.ask("PUT", gain, {"text": WORDS})
    world.take_in(handed_over(NEXT, 5))
    assert world.ask("GET", gain)["statusCode"] == 404, "she is no longer the journey's"
    assert world.text(gain, NEXT) is None
    world.ask("PUT", gain, {"text": "mine"}, sub=NEXT)
    assert world.text(gain, NEXT) == "mine"
    assert world.ask("DELETE", gain, sub=NEXT)["statusCode"] == 204
    world.take_in(handed_over(THERAPIST, 6))
    assert world.text(gain) == WORDS


def test_it_stays_whatever_the_scores_do_and_is_told_to_nobody(world: World) -> None:
    gain = world.gain()
    world.ask("PUT", gain, {"text": WORDS})
    world.take_in(scored(4, 10, session=5), scored(5, 15, session=6), scored(3, 17, 2, session=4))
    assert world.text(gain) == WORDS
    lying = world.everything()
    assert "laughed" not in lying
    assert "涙" not in lying
    assert base64.b64encode(b"laughed").decode() not in lying
    (note,) = [item for item in world.dynamodb.scan(TableName=TABLE)["Items"] if item["sk"]["S"].startswith("MOVED")]
    assert note.keys() == {"pk", "sk", "sealed", "written_at"}, "nothing that is published"


def test_without_the_key_it_is_gone_and_a_spoilt_one_is_logged(world: World) -> None:
    gain = world.gain()
    world.ask("PUT", gain, {"text": WORDS})
    (key,) = world.dynamodb.scan(TableName=KEYS)["Items"]
    spoilt = key["wrapped"]["B"][:-1] + bytes([key["wrapped"]["B"][-1] ^ 1])
    world.dynamodb.put_item(TableName=KEYS, Item={**key, "wrapped": {"B": spoilt}})
    assert world.text(gain) is None
    assert "MS006" in "".join(world.lines)
    world.dynamodb.delete_item(TableName=KEYS, Key={"pk": key["pk"]})
    assert world.text(gain) is None
    world.ask("PUT", gain, {"text": "under a new key"})
    assert world.text(gain) == "under a new key"
    (note,) = [item for item in world.dynamodb.scan(TableName=TABLE)["Items"] if item["sk"]["S"].startswith("MOVED")]
    world.dynamodb.put_item(
        TableName=TABLE, Item={**note, "sealed": {"B": note["sealed"]["B"][:-1] + bytes([note["sealed"]["B"][-1] ^ 1])}}
    )
    world.lines.clear()
    assert world.text(gain) is None
    assert "MS006" in "".join(world.lines)


def _once(world: World, act: Callable[[], None]) -> None:
    left = [act]

    def overtake(**_: object) -> None:
        if left:
            left.pop()()

    world.dynamodb.meta.events.register("before-call.dynamodb.TransactWriteItems", overtake)


def test_handed_over_while_she_writes_nothing_is_written(world: World) -> None:
    gain = world.gain()
    _once(world, lambda: world.take_in(handed_over(NEXT, 5)))
    assert world.ask("PUT", gain, {"text": WORDS})["statusCode"] == 404
    assert "MOVED" not in world.everything()


def test_two_first_notes_at_once_have_one_key(world: World) -> None:
    gain, other = world.gain(), list[bool]()

    def first(**_: object) -> None:
        if not other:
            other.append(True)
            world.ask("PUT", gain, {"text": "the other device"})

    world.dynamodb.meta.events.register("before-call.dynamodb.PutItem", first)
    assert world.ask("PUT", gain, {"text": WORDS})["statusCode"] == 200
    assert other == [True]
    assert len(world.dynamodb.scan(TableName=KEYS)["Items"]) == 1
    assert world.text(gain) == WORDS


@pytest.mark.parametrize("call", ["BatchGetItem", "PutItem", "TransactWriteItems"])
def test_a_store_that_throttles_leaves_all_as_it_was_and_again_it_works(world: World, call: str) -> None:
    gain = world.gain()

    def throttle(**_: object) -> None:
        raise ClientError({"Error": {"Code": "ThrottlingException", "Message": ""}}, call)

    world.dynamodb.meta.events.register(f"before-call.dynamodb.{call}", throttle)
    assert world.ask("PUT", gain, {"text": WORDS})["statusCode"] == 503
    world.dynamodb.meta.events.unregister(f"before-call.dynamodb.{call}", throttle)
    assert world.text(gain) is None
    assert world.ask("PUT", gain, {"text": WORDS})["statusCode"] == 200
    assert world.text(gain) == WORDS


def test_of_an_erased_journey_key_and_notes_go_and_none_comes_back(world: World) -> None:
    gain = world.gain()
    world.ask("PUT", gain, {"text": WORDS})

    def erase() -> None:
        world.take_in(an_event("journey.erased.v1", JOURNEY, 7, {"version": 7}))

    left = [erase]

    def overtake(**_: object) -> None:
        if left:
            with suppress(UnsettledError):
                left.pop()()

    world.dynamodb.meta.events.register("before-call.dynamodb.TransactWriteItems", overtake)
    assert world.ask("PUT", gain, {"text": WORDS})["statusCode"] == 404, "erased while she writes"
    assert world.dynamodb.scan(TableName=KEYS)["Items"] == []
    assert "MOVED" not in world.everything()
