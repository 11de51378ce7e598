"""Highlights in DynamoDB: each one item among the captures of its journey, listed in the same orders."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

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
        facts = _facts_of(highlight)
        said = {name: value for name, value in facts.items() if value is not None}
        unsaid = [f"#{name}" for name in facts if name not in said]
        self._write(
            highlight.practice,
            highlight.journey,
            highlight.milestone,
            {
                # Not put as a whole: what `approve` has noted stays, whichever of the two comes first.
                "UpdateExpression": "SET "
                + ", ".join(f"#{name} = :{name}" for name in said)
                + (f" REMOVE {', '.join(unsaid)}" if unsaid else ""),
                "ConditionExpression": "attribute_not_exists(#version) OR #version < :version",
                "ExpressionAttributeNames": {f"#{name}": name for name in facts},
                "ExpressionAttributeValues": to_item({f":{name}": value for name, value in said.items()}),
            },
        )

    def approve(self, practice: str, journey: str, milestone: str) -> None:
        """Note that a message about a milestone was approved, unless the journey was erased: one transaction.

        Where the milestone is not known yet, what stands there until it is has a place in no order.

        Raises
        ------
        LostRaceError
            Where another transaction held the journey; the queue brings the event again.
        """
        noted = {
            "UpdateExpression": "SET #approved = :approved",
            "ExpressionAttributeNames": {"#approved": "approved"},
            "ExpressionAttributeValues": to_item({":approved": True}),
        }
        self._write(practice, journey, milestone, noted)

    def _write(self, practice: str, journey: str, milestone: str, update: Mapping[str, Any]) -> None:
        """Write a highlight where its journey was not erased."""
        action = {
            "TableName": self._table,
            "Key": to_item(highlight_key(practice, journey, milestone)),
            "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
            **update,
        }
        still_there = {
            "TableName": self._table,
            "Key": to_item(journey_key(practice, journey)),
            "ConditionExpression": "attribute_not_exists(erased_at)",
            "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
        }
        try:
            write_together(self._dynamodb, [{"Update": action}, {"ConditionCheck": still_there}])
        except LostRaceError as lost:
            if not any(lost.stored.values()):
                raise


def _facts_of(highlight: Highlight) -> Item:
    return {
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
        approved=item.get("approved", False),
    )
