"""The service's tables and key in moto, made from the template, and a count of the calls that reach them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import boto3
import pytest
from moto import mock_aws

from kernel.sealing import Sealer
from notifications.adapters.celebration_table import CelebrationTable
from notifications.adapters.data_keys import DataKeys
from notifications.adapters.due_index import DueIndex
from notifications.adapters.inbox_table import InboxTable
from notifications.adapters.journey_table import JourneyTable
from notifications.adapters.preferences_table import PreferencesTable
from notifications.domain.preferences import Preferences
from whole.template import Template


@dataclass
class Stores:
    """Every adapter over the tables, and what was called."""

    dynamodb: Any
    kms: Any
    keys: DataKeys
    sealer: Sealer
    celebrations: CelebrationTable
    journeys: JourneyTable
    preferences: PreferencesTable
    inbox: InboxTable
    due: DueIndex
    seconds: list[float]
    calls: list[str] = field(default_factory=list)

    def raw(self, table: str = "Table") -> list[dict[str, Any]]:
        """Read everything as it lies there."""
        items: list[dict[str, Any]] = self.dynamodb.scan(TableName=table, ConsistentRead=True)["Items"]
        self.calls.pop()
        return items


@pytest.fixture
def stores() -> Iterator[Stores]:
    """Make everything new."""
    wanted = ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "BillingMode")
    with mock_aws():
        dynamodb, kms = boto3.client("dynamodb"), boto3.client("kms")
        for name, made in Template("notifications").of_type("AWS::DynamoDB::Table"):
            dynamodb.create_table(TableName=name, **{key: made[key] for key in wanted if key in made})
        sealer = Sealer(kms, kms.create_key()["KeyMetadata"]["Arn"])
        seconds = [0.0]
        keys = DataKeys(dynamodb, "KeysTable", sealer, lambda: seconds[0])
        made_stores = Stores(
            dynamodb,
            kms,
            keys,
            sealer,
            CelebrationTable(dynamodb, "Table", keys),
            JourneyTable(dynamodb, "Table"),
            PreferencesTable(dynamodb, "Table", Preferences("Europe/London")),
            InboxTable(dynamodb, "Table"),
            DueIndex(dynamodb, "Table"),
            seconds,
        )
        for client in (dynamodb, kms):
            client.meta.events.register("before-call", lambda model, **_: made_stores.calls.append(model.name))
        yield made_stores
