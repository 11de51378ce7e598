"""Reads items by their keys, several at once: one BatchGetItem, strongly consistent, until all are read."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from kernel.items import Item, from_item, to_item

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

Key = Mapping[str, str]
"""The key of an item by the names of its parts."""

_ROUNDS = 3


def read_together(dynamodb: "DynamoDBClient", wanted: Mapping[str, Sequence[Key]]) -> dict[str, list[Item]]:
    """Read items: one call, unless the store leaves some of them out.

    Parameters
    ----------
    dynamodb : DynamoDBClient
        The client.
    wanted : mapping of str to sequence of mapping
        Keys by table, at most 100 in all, none twice.

    Returns
    -------
    dict
        The items that exist, by table, in no particular order.

    Raises
    ------
    ClientError
        As a throttled call, where the store leaves some out three times.
    """
    found: dict[str, list[Item]] = {table: [] for table in wanted}
    asked: Mapping[str, Any] = {
        table: {"Keys": [to_item(key) for key in keys], "ConsistentRead": True} for table, keys in wanted.items()
    }
    for _ in range(_ROUNDS):
        answer = dynamodb.batch_get_item(RequestItems=asked)
        for table, items in answer["Responses"].items():
            found[table] += [from_item(item) for item in items]
        asked = answer.get("UnprocessedKeys") or {}
        if not asked:
            return found
    raise ClientError({"Error": {"Code": "ProvisionedThroughputExceededException"}}, "BatchGetItem")


def read_one(dynamodb: "DynamoDBClient", table: str, key: Key) -> Item | None:
    """Read one item: one call.

    Parameters
    ----------
    dynamodb : DynamoDBClient
        The client.
    table : str
        The table.
    key : mapping
        Its key.

    Returns
    -------
    dict or None
        None where there is none.
    """
    found = read_together(dynamodb, {table: [key]})[table]
    return found[0] if found else None


def read_stretch(
    dynamodb: "DynamoDBClient", table: str, stretch: tuple[str, str], after: str | None, limit: int
) -> tuple[list[Item], str | None]:
    """Read a page of the items of a partition whose sort keys begin alike, in their order: one call.

    Parameters
    ----------
    dynamodb : DynamoDBClient
        The client.
    table : str
        The table.
    stretch : tuple of str and str
        The partition, and what the sort keys begin with.
    after : str or None
        The rest of the sort key of the last item that was read; None for the first page.
    limit : int
        At most so many.

    Returns
    -------
    list of Item
        The page.
    str or None
        Where the next one goes on; None where this was the last.
    """
    pk, begins = stretch
    # The blank sorts right behind the key itself, the tilde behind every key.
    low = begins if after is None else f"{begins}{after} "
    answer = dynamodb.query(
        TableName=table,
        KeyConditionExpression="pk = :pk AND sk BETWEEN :low AND :high",
        ExpressionAttributeValues=to_item({":pk": pk, ":low": low, ":high": f"{begins}~"}),
        ConsistentRead=True,
        Limit=limit,
    )
    found = [from_item(item) for item in answer["Items"]]
    more = bool(found) and "LastEvaluatedKey" in answer
    return found, found[-1]["sk"].removeprefix(begins) if more else None
