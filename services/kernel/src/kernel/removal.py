"""Removes what lies in a partition, in steps that may be cut off anywhere and done again."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from kernel.items import Item, from_item, to_item

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

_TOGETHER = 25
"""The most that BatchWriteItem takes."""
_ROUNDS = 5


def remove_partition(
    dynamodb: "DynamoDBClient",
    table: str,
    pk: str,
    *,
    goes: Callable[[Item], bool],
    reads: Sequence[str] = (),
    begins: str = "",
) -> None:
    """Remove items of a partition: one query a megabyte, and one call for each 25 of them.

    What is removed is its own mark of progress: cut off and done again it goes on with what is left.

    Parameters
    ----------
    dynamodb : DynamoDBClient
        The client.
    table : str
        The table.
    pk : str
        The partition.
    goes : callable
        Tells of an item, by its keys and what is read of it besides, whether it goes.
    reads : sequence of str
        The attributes that ``goes`` looks at besides the keys.
    begins : str
        With what the sort keys begin; all of the partition where it is empty.

    Raises
    ------
    ClientError
        As a throttled call, where the store leaves some out five times.
    """
    names = {f"#{name}": name for name in ("pk", "sk", *reads)}
    query: dict[str, Any] = {
        "TableName": table,
        "KeyConditionExpression": "#pk = :pk" + (" AND begins_with(#sk, :begins)" if begins else ""),
        "ProjectionExpression": ", ".join(names),
        "ExpressionAttributeNames": names,
        "ExpressionAttributeValues": to_item({":pk": pk, ":begins": begins or None}),
        "ConsistentRead": True,
    }
    while True:
        answer = dynamodb.query(**query)
        found = [item for item in map(from_item, answer["Items"]) if goes(item)]
        for start in range(0, len(found), _TOGETHER):
            _remove(dynamodb, table, found[start : start + _TOGETHER])
        if "LastEvaluatedKey" not in answer:
            return
        query["ExclusiveStartKey"] = answer["LastEvaluatedKey"]


def _remove(dynamodb: "DynamoDBClient", table: str, items: Sequence[Item]) -> None:
    keys = [to_item({"pk": item["pk"], "sk": item["sk"]}) for item in items]
    asked: Any = {table: [{"DeleteRequest": {"Key": key}} for key in keys]}
    for _ in range(_ROUNDS):
        asked = dynamodb.batch_write_item(RequestItems=asked).get("UnprocessedItems")
        if not asked:
            return
    raise ClientError({"Error": {"Code": "ProvisionedThroughputExceededException"}}, "BatchWriteItem")
