"""Conditional writes to DynamoDB, and what their refusal tells."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from kernel.items import Item, from_item, to_item

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

_RACES = frozenset({"ConditionalCheckFailed", "TransactionConflict"})
_RACE_ERRORS = frozenset({f"{reason}Exception" for reason in _RACES})
_SLOW = frozenset({"ProvisionedThroughputExceeded", "ThrottlingError"})


class LostRaceError(Exception):
    """Somebody else wrote between our read and our write; read again and decide again.

    Parameters
    ----------
    refused : sequence of int
        The places, in the transaction, of the actions whose condition failed or which another transaction held.
    stored : mapping of int to dict
        What stood there, for the actions that asked for it with ``ALL_OLD``; empty where there was nothing.
    """

    def __init__(self, refused: Sequence[int] = (), stored: Mapping[int, Item] | None = None) -> None:
        super().__init__(*refused)
        self.refused = tuple(refused)
        self.stored = dict(stored or {})


def refused_item(error: ClientError) -> Item | None:
    """Tell what stood there where a condition failed.

    Parameters
    ----------
    error : ClientError
        What the client raised for a write with ``ReturnValuesOnConditionCheckFailure=ALL_OLD``.

    Returns
    -------
    dict or None
        The stored item, empty where there was none; None where the error is of another kind.
    """
    if error.response.get("Error", {}).get("Code") != "ConditionalCheckFailedException":
        return None
    stored: Mapping[str, Any] = error.response.get("Item", {})  # type: ignore[assignment]
    return from_item(stored)


def is_lost_race(error: ClientError) -> bool:
    """Tell whether a single write was refused because somebody else was faster.

    Parameters
    ----------
    error : ClientError
        What the client raised for it.

    Returns
    -------
    bool
        True where its condition failed, and where another's transaction holds the item at this moment. The client
        does not try the latter again by itself.
    """
    return error.response.get("Error", {}).get("Code") in _RACE_ERRORS


def put_once(dynamodb: "DynamoDBClient", table: str, item: Item) -> Item | None:
    """Put an item unless its key is taken: one call, also where it was.

    Parameters
    ----------
    dynamodb : DynamoDBClient
        The client.
    table : str
        The table's name.
    item : dict
        Plain Python, with its keys ``pk`` and ``sk``.

    Returns
    -------
    dict or None
        None where it was written; the item that holds the key otherwise.
    """
    try:
        dynamodb.put_item(
            TableName=table,
            Item=to_item(item),
            ConditionExpression="attribute_not_exists(pk)",
            ReturnValuesOnConditionCheckFailure="ALL_OLD",
        )
    except ClientError as error:
        stored = refused_item(error)
        if stored is None:
            raise
        return stored
    return None


def write_together(dynamodb: "DynamoDBClient", actions: Sequence[Mapping[str, Any]]) -> None:
    """Write several items in one transaction: all or none, one call.

    Parameters
    ----------
    dynamodb : DynamoDBClient
        The client.
    actions : sequence of mapping
        As ``TransactWriteItems`` takes them, at most 100.

    Raises
    ------
    LostRaceError
        Where a condition failed or another transaction held an item.
    ClientError
        As a throttled call, where an action was throttled; for any other refusal as it came.
    """
    try:
        dynamodb.transact_write_items(TransactItems=actions)  # type: ignore[arg-type]
    except ClientError as error:
        reasons: Sequence[Mapping[str, Any]] = error.response.get("CancellationReasons", [])
        refused = [place for place, reason in enumerate(reasons) if reason.get("Code") in _RACES]
        if not refused:
            if any(reason.get("Code") in _SLOW for reason in reasons):
                raise ClientError({"Error": {"Code": "ThrottlingException"}}, "TransactWriteItems") from error
            raise
        raise LostRaceError(refused, {place: from_item(reasons[place].get("Item", {})) for place in refused}) from error
