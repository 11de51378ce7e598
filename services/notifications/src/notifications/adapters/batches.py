"""Reads items of several tables with one call."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

_TRIES = 3


class UnreadError(BotoCoreError):
    """The store left some of the keys unread, again and again: it is throttled, as the client's own errors tell too."""

    fmt = "keys left unread"


def batch_get(dynamodb: "DynamoDBClient", wanted: Mapping[str, Any]) -> dict[str, Sequence[Mapping[str, Any]]]:
    """Read items: 1 call, and more only where the store leaves some unread.

    Parameters
    ----------
    dynamodb : DynamoDBClient
        The client.
    wanted : mapping
        ``RequestItems`` as ``BatchGetItem`` takes it.

    Returns
    -------
    dict
        Table to its items, as attribute values.

    Raises
    ------
    UnreadError
        Where some are still unread after three calls.
    """
    found: dict[str, list[Mapping[str, Any]]] = {}
    for _ in range(_TRIES):
        answer = dynamodb.batch_get_item(RequestItems=wanted)
        for table, items in answer["Responses"].items():
            found.setdefault(table, []).extend(items)
        wanted = answer.get("UnprocessedKeys") or {}
        if not wanted:
            return dict(found)
    raise UnreadError
