"""A practice's instruments in DynamoDB: one item each, with its event, under its version."""

import json
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from kernel.conditional import is_lost_race
from kernel.envelope import Event
from kernel.every_row import every_row
from kernel.items import Item, from_item, to_item
from kernel.outbox import with_event
from milestones.domain.definition import Definition
from milestones.domain.instrument import Instrument
from milestones.domain.ports import StaleError

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

_PREFIX = "I#"


def instrument_key(practice: str, instrument: str) -> Item:
    """Give the key of a practice's own or overridden instrument.

    Parameters
    ----------
    practice, instrument : str

    Returns
    -------
    dict
        Plain Python.
    """
    return {"pk": f"{practice}#INSTRUMENTS", "sk": f"{_PREFIX}{instrument}"}


def definition_of(item: Item) -> Definition:
    """Read a practice's item.

    Parameters
    ----------
    item : dict
        Plain Python, not empty.

    Returns
    -------
    Definition
    """
    return Definition(
        id=item["sk"].removeprefix(_PREFIX),
        version=item["version"],
        said=json.loads(item["said"]),
        withdrawn=item.get("withdrawn", False),
    )


def instrument_of(item: Item) -> Instrument:
    """Read the instrument as it holds in the practice.

    Parameters
    ----------
    item : dict
        Plain Python, not empty; where there is none, what is shipped holds, or nothing.

    Returns
    -------
    Instrument
        With the version of the item, which grows with each definition and each withdrawal.
    """
    return definition_of(item).instrument()


class DynamoDefinitions:
    """Keeps what practices say of instruments.

    Parameters
    ----------
    dynamodb : DynamoDBClient
        The client.
    table : str
        The table's name.
    """

    def __init__(self, dynamodb: "DynamoDBClient", table: str) -> None:
        self._dynamodb = dynamodb
        self._table = table

    def get(self, practice: str, instrument: str) -> Definition | None:
        """Read one: one consistent read."""
        key = to_item(instrument_key(practice, instrument))
        item = self._dynamodb.get_item(TableName=self._table, Key=key, ConsistentRead=True).get("Item")
        return definition_of(from_item(item)) if item else None

    def of_practice(self, practice: str) -> list[Definition]:
        """Read all of a practice: one query, more beyond a megabyte."""
        names = {"#pk": "pk", "#sk": "sk", "#version": "version", "#said": "said", "#withdrawn": "withdrawn"}
        rows = every_row(
            self._dynamodb,
            TableName=self._table,
            KeyConditionExpression="#pk = :pk",
            ProjectionExpression=", ".join(names),
            ExpressionAttributeNames=names,
            ExpressionAttributeValues=to_item({":pk": instrument_key(practice, "")["pk"]}),
        )
        return [definition_of(from_item(row)) for row in rows]

    def keep(self, practice: str, definition: Definition, event: Event) -> None:
        """Write one with its event, upon the version before it: one put."""
        said = json.dumps(dict(definition.said), separators=(",", ":"), sort_keys=True)
        item: Item = {**instrument_key(practice, definition.id), "version": definition.version, "said": said}
        if definition.withdrawn:
            item["withdrawn"] = True
        upon: dict[str, Any] = {"ConditionExpression": "attribute_not_exists(pk)"}
        if definition.version > 1:
            upon = {
                "ConditionExpression": "#version = :before",
                "ExpressionAttributeNames": {"#version": "version"},
                "ExpressionAttributeValues": to_item({":before": definition.version - 1}),
            }
        try:
            self._dynamodb.put_item(TableName=self._table, Item=to_item(with_event(item, event)), **upon)
        except ClientError as error:
            if is_lost_race(error):
                raise StaleError from error
            raise
