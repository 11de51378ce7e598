"""Reads of a journey what a sending looks at: the projection, one celebration, and all that are approved."""

from typing import TYPE_CHECKING, Any

from kernel.items import Item, from_item, to_item
from notifications.adapters.table_keys import JOURNEY, celebration_key
from notifications.domain.identity import CelebrationId
from notifications.domain.lifecycle import State

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient


def waiting_in(dynamodb: "DynamoDBClient", table: str, celebration: CelebrationId) -> list[Item]:
    """Read projection, celebration and all others that are approved, consistently.

    Parameters
    ----------
    dynamodb : DynamoDBClient
        The client.
    table : str
        The service's table.
    celebration : CelebrationId
        Which one is read in whatever state.

    Returns
    -------
    list of dict
        Their items: 1 call a page, and a page holds hundreds of celebrations.
    """
    key = celebration_key(celebration)
    values = {":pk": key["pk"], ":journey": JOURNEY, ":this": key["sk"], ":approved": State.APPROVED.value}
    items: list[Item] = []
    begin: Any = {}
    while True:
        page = dynamodb.query(
            TableName=table,
            ConsistentRead=True,
            KeyConditionExpression="pk = :pk",
            FilterExpression="sk = :journey OR sk = :this OR #state = :approved",
            ExpressionAttributeNames={"#state": "state"},
            ExpressionAttributeValues=to_item(values),
            **begin,
        )
        items += map(from_item, page["Items"])
        if "LastEvaluatedKey" not in page:
            return items
        begin = {"ExclusiveStartKey": page["LastEvaluatedKey"]}
