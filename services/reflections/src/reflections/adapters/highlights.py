"""Highlights in DynamoDB: each one item among the captures of its journey, listed in the same orders."""

from typing import TYPE_CHECKING

from kernel.conditional import LostRaceError, write_together
from kernel.items import Item, to_item
from reflections.adapters.capture_orders import places_of_highlight
from reflections.adapters.keys import highlight_key, journey_key
from reflections.domain.highlight import MILESTONE, Highlight

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient


class DynamoHighlights:
    """The port `Highlights` on DynamoDB.

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

    def keep(self, highlight: Highlight) -> None:
        """Keep a highlight unless a later version of it is kept, or the journey was erased: one transaction.

        Raises
        ------
        LostRaceError
            Where another transaction held the journey; the queue brings the event again.
        """
        put = {
            "TableName": self._table,
            "Item": to_item(_item_of(highlight)),
            "ConditionExpression": "attribute_not_exists(pk) OR #version < :version",
            "ExpressionAttributeNames": {"#version": "version"},
            "ExpressionAttributeValues": to_item({":version": highlight.version}),
            "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
        }
        still_there = {
            "TableName": self._table,
            "Key": to_item(journey_key(highlight.practice, highlight.journey)),
            "ConditionExpression": "attribute_not_exists(erased_at)",
            "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
        }
        try:
            write_together(self._dynamodb, [{"Put": put}, {"ConditionCheck": still_there}])
        except LostRaceError as lost:
            if not any(lost.stored.values()):
                raise


def _item_of(highlight: Highlight) -> Item:
    return {
        **highlight_key(highlight.practice, highlight.journey, highlight.milestone),
        **places_of_highlight(highlight),
        "kind": MILESTONE,
        "milestone": highlight.milestone,
        "found": highlight.kind,
        "state": highlight.state,
        "setback": highlight.setback,
        "instrument": highlight.instrument,
        "goal": highlight.goal,
        "occurred_at": highlight.occurred_at,
        "recorded_at": highlight.recorded_at,
        "version": highlight.version,
        "level": highlight.level,
    }


def highlight_of(item: Item) -> Highlight:
    """Read a highlight from its item.

    Parameters
    ----------
    item : dict

    Returns
    -------
    Highlight
    """
    practice, _, journey = item["pk"].rpartition("#")
    return Highlight(
        practice=practice,
        journey=journey,
        milestone=item["milestone"],
        kind=item["found"],
        state=item["state"],
        setback=item["setback"],
        instrument=item.get("instrument"),
        goal=item.get("goal"),
        occurred_at=item["occurred_at"],
        recorded_at=item["recorded_at"],
        version=item["version"],
        level=item.get("level"),
    )
