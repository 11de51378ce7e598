"""A journey to capture on: opened by the real handlers in the in-process world, frozen for the measured processes."""

import json
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from math import ceil
from typing import Any

from benchmarks.subjects import REFLECTION

from kernel import aws
from local.people import CLIENT, THERAPIST
from unit.kernel.fakes import POOL
from whole.story import Story
from whole.world import World, _claims, a_world

_UNIT = 1024
_INDEX_KEYS = {
    "timeline": {"view"},
    "kinds": {"kind_view"},
    "goals": {"goal_view"},
    "agenda": {"agenda"},
    "therapist": {"therapist_cards", "shown_at"},
    "due": {"due", "send_at"},
}


def _size(value: Mapping[str, Any]) -> int:
    """Reckon the bytes of an attribute value as DynamoDB's developer guide does ("item sizes and formats")."""
    [(kind, content)] = value.items()
    match kind:
        case "S":
            return len(content.encode())
        case "B":
            return len(content) * 3 // 4 if isinstance(content, str) else len(content)
        case "N":
            return (len(content.strip("-").replace(".", "")) + 1) // 2 + 1
        case "M":
            return 3 + sum(len(name.encode()) + _size(inner) + 1 for name, inner in content.items())
        case "L":
            return 3 + sum(_size(inner) + 1 for inner in content)
    return 1


def size_of(item: Mapping[str, Any]) -> int:
    """Reckon the bytes of an item of attribute values."""
    return sum(len(name.encode()) + _size(value) for name, value in item.items())


def _units_of(item: Mapping[str, Any]) -> int:
    """Reckon the write units of a new item: one a kilobyte begun, in the table and in each index it is in."""
    places = 1 + sum(keys <= item.keys() for keys in _INDEX_KEYS.values())
    return ceil(size_of(item) / _UNIT) * places


class WriteUnits:
    """Counts the write units that DynamoDB would bill, by service, from the requests themselves."""

    def __init__(self) -> None:
        self.by_service: dict[str, int] = {}

    @contextmanager
    def counting(self) -> Iterator[None]:
        """Count as long as this lasts."""
        session: Any = aws._session()  # noqa: SLF001 - where every client is made
        session.register("before-call.dynamodb", self._spy)
        yield
        session.unregister("before-call.dynamodb", self._spy)

    def _spy(self, model: Any, params: Mapping[str, Any], **_given: object) -> None:  # noqa: ANN401 - botocore's own
        body = json.loads(params["body"])
        if model.name == "PutItem":
            self._add(body, 1)
        elif model.name == "TransactWriteItems":
            for action in body["TransactItems"]:
                [(kind, given)] = action.items()
                if kind != "ConditionCheck":
                    self._add(given, 2)
        elif model.name in {"UpdateItem", "DeleteItem", "BatchWriteItem"}:
            message = f"{model.name} is not reckoned here yet"
            raise NotImplementedError(message)

    def _add(self, given: Mapping[str, Any], factor: int) -> None:
        service = given["TableName"].partition("-")[0]
        # What an update leaves behind is not in its request: the smallest item is assumed.
        units = _units_of(given["Item"]) if "Item" in given else 1
        self.by_service[service] = self.by_service.get(service, 0) + units * factor

    def taken(self) -> dict[str, int]:
        """Give the count since it was last taken."""
        taken, self.by_service = self.by_service, {}
        return taken


def _frozen(world: World, journey: str) -> dict[str, Any]:
    stack = world.stacks["reflections"]
    names = {name: stack.names[name] for name in ("Table", "KeysTable")}
    tables = {name: stack.dynamodb.scan(TableName=name)["Items"] for name in names.values()}
    [item] = [item for item in tables[names["Table"]] if item["sk"]["S"].startswith("C#")]
    return {
        "environment": {
            "SERVICE": "reflections",
            "STAGE": "bench",
            "ISSUER_URL": POOL.issuer_url,
            "USER_POOL_CLIENT_ID": POOL.user_pool_client_id,
            "TABLE_NAME": names["Table"],
            "KEYS_TABLE_NAME": names["KeysTable"],
            "SEALING_KEY_ARN": stack.sealing_key,
            "AWS_LAMBDA_FUNCTION_NAME": "capture",
            "AWS_ACCESS_KEY_ID": "none",
            # pragma: allowlist nextline secret
            "AWS_SECRET_ACCESS_KEY": "none",
            "AWS_DEFAULT_REGION": "eu-west-1",
        },
        "journey": journey,
        "claims": _claims(THERAPIST),
        "tables": tables,
        "table": names["Table"],
        "item": item,
        "data_key": bytes(32),
    }


def _json(value: object) -> object:
    return b64encode(value).decode() if isinstance(value, bytes) else str(value)


def prepare() -> tuple[dict[str, Any], dict[str, dict[str, int]]]:
    """Open a journey, capture once, and freeze what the measured processes need.

    Returns
    -------
    dict
        What ``benchmarks.child`` reads, as JSON has it.
    dict
        Write units by act (a reflection, a score) and service.
    """
    units = WriteUnits()
    with units.counting(), a_world() as world:
        world.now = datetime.now(UTC)
        story = Story(world)
        invited = story.sent(THERAPIST, "POST", f"/journeys/{story.journey}/invitation", {}, key="i")
        redeemed = {"code": invited.body["code"], "celebrations_consent": True}
        story.sent(CLIENT, "POST", "/invitations/redemption", redeemed, key="r")
        world.settle()
        units.taken()
        story.sent(THERAPIST, "POST", f"/journeys/{story.journey}/reflections", REFLECTION, key="k")
        state = _frozen(world, story.journey)
        world.settle()
        spent = {"reflection": units.taken()}
        score = {"instrument": "PHQ-9", "total": 18, "risk_items": {"9": 0}}
        story.sent(THERAPIST, "POST", f"/journeys/{story.journey}/measures", score, key="s")
        world.settle()
        spent["score"] = units.taken()
    return json.loads(json.dumps(state, default=_json)), spent
