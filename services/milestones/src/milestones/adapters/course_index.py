"""Which journeys have a course of an instrument: a sparse index over the heads of courses, of keys alone."""

from typing import TYPE_CHECKING, Any

from kernel.items import from_item, to_item
from milestones.adapters.keys import COURSE, partition
from milestones.domain.ports import JourneyPage

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

COURSE_OF = "course_of"
"""The attribute that is the index's partition key; only the head of a course has it."""
_INDEX = "courses"


def course_of(practice: str, instrument: str) -> str:
    """Give the partition of the index.

    Parameters
    ----------
    practice, instrument : str

    Returns
    -------
    str
    """
    return f"{practice}#{instrument}"


class DynamoCourseIndex:
    """Reads the index.

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

    def page(self, practice: str, instrument: str, after: str | None, limit: int) -> JourneyPage:
        """Read a page: one query. The index follows the table within moments, as DynamoDB has it."""
        of = course_of(practice, instrument)
        start: dict[str, Any] = {}
        if after is not None:
            key = {COURSE_OF: of, "pk": partition(practice, after), "sk": f"{COURSE}{instrument}"}
            start = {"ExclusiveStartKey": to_item(key)}
        answer = self._dynamodb.query(
            TableName=self._table,
            IndexName=_INDEX,
            KeyConditionExpression="#of = :of",
            ExpressionAttributeNames={"#of": COURSE_OF},
            ExpressionAttributeValues=to_item({":of": of}),
            Limit=limit,
            **start,
        )
        journeys = [from_item(item)["pk"].removeprefix(partition(practice, "")) for item in answer["Items"]]
        return JourneyPage(journeys, journeys[-1] if journeys and "LastEvaluatedKey" in answer else None)
