"""A query read to its end, however many pages the store makes of it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient


def every_row(dynamodb: "DynamoDBClient", **query: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - as the client's
    """Read all that a query finds.

    Parameters
    ----------
    dynamodb : DynamoDBClient
        The store.
    **query
        As its ``query`` takes it.

    Yields
    ------
    dict
        Attributes as the store gives them; one call a page, made when the page before has been taken.
    """
    begin: dict[str, Any] = {}
    while True:
        page = dynamodb.query(**query, **begin)
        yield from page["Items"]
        if "LastEvaluatedKey" not in page:
            return
        begin = {"ExclusiveStartKey": page["LastEvaluatedKey"]}
