"""A rule that a practice sets: one item, each version upon the one before."""

from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from kernel.conditional import is_lost_race
from kernel.items import Item
from reflections.adapters.journey_writes import put_new, upon
from reflections.domain.ports import OutdatedError

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient


def put_rule(dynamodb: "DynamoDBClient", table: str, item: Item) -> None:
    """Store a rule upon the version before: one call.

    Parameters
    ----------
    dynamodb : DynamoDBClient
        The client.
    table : str
        The table.
    item : dict
        With its keys and its ``version``, from 1.

    Raises
    ------
    OutdatedError
        Where somebody else was faster.
    """
    version: int = item["version"]
    put = put_new(table, item) if version == 1 else upon(table, item, version - 1)
    try:
        dynamodb.put_item(**put["Put"])
    except ClientError as error:
        if not is_lost_race(error):
            raise
        raise OutdatedError from None
