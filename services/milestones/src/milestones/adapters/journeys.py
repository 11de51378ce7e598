"""Journeys in DynamoDB: one small item each, every fact with its own version."""

from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from kernel.conditional import refused_item
from kernel.items import Item, from_item, to_item
from milestones.adapters.keys import JOURNEY, partition
from milestones.domain.journey import Fact, Journey

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient


def journey_of(item: Item) -> Journey | None:
    """Read a journey's item.

    Parameters
    ----------
    item : dict
        Plain Python; empty where there is none.

    Returns
    -------
    Journey or None
    """
    if not item:
        return None
    return Journey(item.get("therapist"), item.get("client"), closed="closed_version" in item)


class DynamoJourneys:
    """Keeps what is known of journeys.

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

    def learn(self, practice: str, journey: str, fact: Fact, version: int, value: str | None) -> None:
        """Note a fact unless it is known, in this or a later version, or the journey was erased: one update."""
        known = f"{fact.value}_version"
        newer = f"(attribute_not_exists(#{known}) OR #{known} < :{known})"
        facts: Item = {known: version} | ({} if value is None else {fact.value: value})
        try:
            self._dynamodb.update_item(
                TableName=self._table,
                Key=to_item({"pk": partition(practice, journey), "sk": JOURNEY}),
                UpdateExpression="SET " + ", ".join(f"#{name} = :{name}" for name in facts),
                ConditionExpression=f"attribute_not_exists(erased_at) AND {newer}",
                ExpressionAttributeNames={f"#{name}": name for name in facts},
                ExpressionAttributeValues=to_item({f":{name}": given for name, given in facts.items()}),
            )
        except ClientError as error:
            if refused_item(error) is None:
                raise

    def get(self, practice: str, journey: str) -> Journey | None:
        """Read a journey: one read."""
        key = to_item({"pk": partition(practice, journey), "sk": JOURNEY})
        return journey_of(from_item(self._dynamodb.get_item(TableName=self._table, Key=key).get("Item", {})))
