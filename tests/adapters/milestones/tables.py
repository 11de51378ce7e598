"""A milestones table on moto, and a client that counts its calls."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import boto3
from moto import mock_aws

TABLE, KEYS = "milestones", "milestones-keys"
NAMES = ("pk", "sk", "course_of", "caseload_of", "caseload_at", "heard_on")


@contextmanager
def a_table() -> Iterator[Any]:
    """Make the table, and that of keys, as the template does but for what moto does not know."""
    with mock_aws():
        client = boto3.client("dynamodb")
        client.create_table(
            TableName=TABLE,
            KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
            AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in NAMES],
            GlobalSecondaryIndexes=[
                {
                    "IndexName": "courses",
                    "KeySchema": [
                        {"AttributeName": "course_of", "KeyType": "HASH"},
                        {"AttributeName": "pk", "KeyType": "RANGE"},
                    ],
                    "Projection": {"ProjectionType": "KEYS_ONLY"},
                },
                {
                    "IndexName": "caseloads",
                    "KeySchema": [
                        {"AttributeName": "caseload_of", "KeyType": "HASH"},
                        {"AttributeName": "caseload_at", "KeyType": "RANGE"},
                    ],
                    "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["caseload"]},
                },
                {
                    "IndexName": "heard",
                    "KeySchema": [
                        {"AttributeName": "heard_on", "KeyType": "HASH"},
                        {"AttributeName": "pk", "KeyType": "RANGE"},
                    ],
                    "Projection": {"ProjectionType": "KEYS_ONLY"},
                },
            ],
            BillingMode="PAY_PER_REQUEST",
        )
        client.create_table(
            TableName=KEYS,
            KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
            BillingMode="PAY_PER_REQUEST",
        )
        yield client


def counted(client: Any) -> list[str]:  # noqa: ANN401 - boto3 client
    """Note the name of each call that the client makes from now on."""
    calls: list[str] = []
    client.meta.events.register("before-call.dynamodb", lambda model, **_: calls.append(model.name))
    return calls


def size_of(item: dict[str, Any]) -> int:
    """Reckon an item's size as DynamoDB does: names, texts and bytes by length, numbers by digits, 3 a list or map."""
    return sum(len(name.encode()) + _size_of_value(value) for name, value in item.items())


def _size_of_value(value: dict[str, Any]) -> int:
    ((kind, held),) = value.items()
    if kind == "S":
        return len(held.encode())
    if kind == "B":
        return len(held)
    if kind == "N":
        return 1 + (len(held.lstrip("-").replace(".", "").strip("0")) + 1) // 2
    if kind == "BOOL":
        return 1
    if kind == "M":
        return 3 + size_of(held) + len(held)
    return 3 + sum(_size_of_value(inner) + 1 for inner in held)
