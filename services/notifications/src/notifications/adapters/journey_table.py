"""Projections of journeys in the table."""

from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from kernel.conditional import is_lost_race
from kernel.items import from_item, to_item
from notifications.adapters.journey_rows import journey_item, journey_of
from notifications.adapters.table_keys import journey_key
from notifications.domain.identity import JourneyId
from notifications.domain.journey import Journey
from notifications.domain.ports import LostRaceError

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient


class JourneyTable:
    """Projections in DynamoDB.

    Parameters
    ----------
    dynamodb : DynamoDBClient
        The client.
    table : str
        The service's table.
    """

    def __init__(self, dynamodb: "DynamoDBClient", table: str) -> None:
        self._dynamodb = dynamodb
        self._table = table

    def get(self, journey: JourneyId) -> Journey:
        """Read one, consistently; an empty one where nothing is stored: 1 call."""
        key = to_item(journey_key(journey))
        found = self._dynamodb.get_item(TableName=self._table, Key=key, ConsistentRead=True).get("Item")
        return Journey(journey) if found is None else journey_of(from_item(found))

    def put(self, journey: Journey) -> None:
        """Store it as the next version of its row: 1 call; `LostRaceError` where the row is not the one read."""
        item = {**journey_item(journey), "version": journey.row + 1}
        condition: dict[str, Any] = {"ConditionExpression": "attribute_not_exists(pk)"}
        if journey.row:
            condition = {
                "ConditionExpression": "#version = :version",
                "ExpressionAttributeNames": {"#version": "version"},
                "ExpressionAttributeValues": to_item({":version": journey.row}),
            }
        try:
            self._dynamodb.put_item(TableName=self._table, Item=to_item(item), **condition)
        except ClientError as error:
            if is_lost_race(error):
                raise LostRaceError from error
            raise
