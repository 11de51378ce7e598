"""Captures in DynamoDB: each one item with its event in it, and one index that sorts them by who may see them."""

from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from kernel.conditional import put_once, refused_item
from kernel.envelope import Event
from kernel.items import Item, from_item, to_item
from reflections.adapters.capture_items import capture_of, item_of
from reflections.adapters.capture_orders import ATTRIBUTES, Order
from reflections.adapters.capture_ranges import bounds_of, bounds_of_planned, order_of
from reflections.adapters.highlights import highlight_of
from reflections.adapters.keys import capture_key, journey_partition
from reflections.adapters.reading import read_one
from reflections.domain.capture import Capture, Position
from reflections.domain.highlight import MILESTONE
from reflections.domain.ports import OutdatedError
from reflections.domain.timeline import Row, Selection, Slice

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient


class DynamoCaptures:
    """The port `Captures` on DynamoDB.

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

    def add(self, capture: Capture, event: Event | None) -> Capture | None:
        """Store a capture with its event: one call, also where its identifier is taken."""
        stored = put_once(self._dynamodb, self._table, item_of(capture, event))
        return None if stored is None else capture_of(stored)

    def read(self, practice: str, journey: str, capture: str) -> Capture | None:
        """Read a capture: one call."""
        item = read_one(self._dynamodb, self._table, capture_key(practice, journey, capture))
        return None if item is None else capture_of(item)

    def replace(self, capture: Capture, event: Event | None) -> None:
        """Store the next version with its event upon the version before: one call."""
        try:
            self._dynamodb.put_item(
                TableName=self._table,
                Item=to_item(item_of(capture, event)),
                ConditionExpression="#version = :before",
                ExpressionAttributeNames={"#version": "version"},
                ExpressionAttributeValues=to_item({":before": capture.version - 1}),
            )
        except ClientError as error:
            if refused_item(error) is None:
                raise
            raise OutdatedError from None

    def before(  # noqa: PLR0917 - as the port has it
        self,
        practice: str,
        journey: str,
        seen_by: str,
        selection: Selection,
        position: Position | None,
        limit: int,
    ) -> Slice:
        """Read what one audience sees: one call, which reads no item of another audience; none for an empty stretch."""
        bounds = bounds_of(seen_by, selection, position)
        if bounds is None:
            return Slice([], more=False)
        return self._between(practice, journey, order_of(selection), bounds, limit + 1)

    def agenda(self, practice: str, journey: str, seen_by: str, since: str, limit: int) -> Slice:
        """Read what one audience has for the next session: one call; ideas to bring stand behind every instant."""
        bounds = f"{seen_by}#{since}", f"{seen_by}#~"
        return self._between(practice, journey, Order.AGENDA, bounds, limit)

    def planned(self, practice: str, journey: str, position: Position | None, limit: int) -> Slice:
        """Read the planned sessions, the earliest first: one call."""
        bounds = bounds_of_planned(position)
        return self._between(practice, journey, Order.KINDS, bounds, limit + 1, newest_first=False)

    def _between(
        self,
        practice: str,
        journey: str,
        order: Order,
        bounds: tuple[str, str],
        limit: int,
        *,
        newest_first: bool = True,
    ) -> Slice:
        low, high = bounds
        answer = self._dynamodb.query(
            TableName=self._table,
            IndexName=order.value,
            KeyConditionExpression="pk = :pk AND #place BETWEEN :low AND :high",
            ExpressionAttributeNames={"#place": ATTRIBUTES[order]},
            ExpressionAttributeValues=to_item(
                {":pk": journey_partition(practice, journey), ":low": low, ":high": high}
            ),
            ScanIndexForward=not newest_first,
            ConsistentRead=True,
            Limit=limit,
        )
        return Slice([_row_of(from_item(item)) for item in answer["Items"]], more="LastEvaluatedKey" in answer)


def _row_of(item: Item) -> Row:
    return highlight_of(item) if item["kind"] == MILESTONE else capture_of(item)
