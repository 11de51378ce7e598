"""The service on moto's DynamoDB and KMS, with every call counted."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import boto3
from moto import mock_aws

from kernel.items import Item, from_item
from kernel.log import Log
from kernel.sealing import Sealer
from kernel.trace_log import TraceLog
from reflections.adapters.break_glass import DynamoBreakGlasses
from reflections.adapters.captures import DynamoCaptures
from reflections.adapters.consents import DynamoConsents
from reflections.adapters.consulted import DynamoConsulted
from reflections.adapters.consults import DynamoConsults
from reflections.adapters.erasures import DynamoErasures
from reflections.adapters.invitations import DynamoInvitations
from reflections.adapters.journeys import DynamoJourneys
from reflections.adapters.mirror_shares import DynamoMirrorShares
from reflections.adapters.record_requests import DynamoRecordRequests
from reflections.adapters.supervision_rules import DynamoSupervisionRules
from reflections.adapters.wordings import DynamoWordings
from reflections.handlers.composing import Stores
from unit.reflections.calling import Service
from unit.reflections.fakes import HandClock

TABLE, KEYS = "reflections", "reflections-keys"


@dataclass
class OnMoto:
    """The service, and what lies below it.

    Parameters
    ----------
    service : Service
        The real handlers on the real adapters.
    dynamodb, kms : client
        Moto's.
    sealing_key : str
        ARN of the key that wraps data keys.
    calls : Counter
        Calls made since it was last cleared, by operation.
    """

    service: Service
    dynamodb: Any
    kms: Any
    sealing_key: str
    calls: Counter[str]

    def cold(self) -> Service:
        """Give the same service as a new function would see it: nothing remembered."""
        clock, lines = self.service.clock, self.service.lines
        sealer = Sealer(self.kms, self.sealing_key)
        stores = Stores(
            DynamoJourneys(self.dynamodb, TABLE, KEYS, sealer, clock),
            DynamoInvitations(self.dynamodb, TABLE),
            DynamoCaptures(self.dynamodb, TABLE),
            clock,
            Log("reflections", lines.append),
            DynamoWordings(self.dynamodb, TABLE),
            DynamoErasures(self.dynamodb, TABLE, KEYS),
            TraceLog(self.dynamodb, TABLE),
            DynamoConsents(self.dynamodb, TABLE),
            DynamoMirrorShares(self.dynamodb, TABLE),
            DynamoBreakGlasses(self.dynamodb, TABLE),
            DynamoConsults(self.dynamodb, TABLE, KEYS, sealer, clock),
            DynamoSupervisionRules(self.dynamodb, TABLE),
            DynamoRecordRequests(self.dynamodb, TABLE),
            DynamoConsulted(self.dynamodb, TABLE),
        )
        return Service(stores, clock, lines)

    def items(self) -> list[Item]:
        """Read the whole table."""
        return [from_item(item) for item in self.raw_items()]

    def raw_items(self) -> list[dict[str, Any]]:
        """Read the whole table, as attribute values."""
        pages = self.dynamodb.get_paginator("scan").paginate(TableName=TABLE, ConsistentRead=True)
        return [item for page in pages for item in page["Items"]]


@contextmanager
def on_moto() -> Iterator[OnMoto]:
    """Give the service on fresh tables."""
    with mock_aws():
        dynamodb, kms = boto3.client("dynamodb"), boto3.client("kms")
        _make_tables(dynamodb)
        arn = kms.create_key()["KeyMetadata"]["Arn"]
        calls: Counter[str] = Counter()
        for client in (dynamodb, kms):
            client.meta.events.register(
                "before-call.*", lambda model, **_kwargs: calls.update([model.name]), unique_id="count"
            )
        clock, lines = HandClock(), list[str]()
        empty = OnMoto(Service.__new__(Service), dynamodb, kms, arn, calls)
        empty.service.clock, empty.service.lines = clock, lines
        empty.service = empty.cold()
        yield empty


def _make_tables(dynamodb: Any) -> None:  # noqa: ANN401 - a client
    indexes = {"timeline": "view", "kinds": "kind_view", "goals": "goal_view", "agenda": "agenda"}
    names = ("pk", "sk", *indexes.values())
    dynamodb.create_table(
        TableName=TABLE,
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
        AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in names],
        LocalSecondaryIndexes=[
            {
                "IndexName": index,
                "KeySchema": [
                    {"AttributeName": "pk", "KeyType": "HASH"},
                    {"AttributeName": place, "KeyType": "RANGE"},
                ],
                "Projection": {"ProjectionType": "ALL"},
            }
            for index, place in indexes.items()
        ],
        BillingMode="PAY_PER_REQUEST",
    )
    dynamodb.create_table(
        TableName=KEYS,
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )
