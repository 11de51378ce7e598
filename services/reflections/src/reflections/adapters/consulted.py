"""That consults were asked and answered, in DynamoDB: beside the journey, and in the practice's order of answers."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from kernel.conditional import LostRaceError, put_once, write_together
from kernel.every_row import every_row
from kernel.instants import to_text
from kernel.items import Item, from_item, to_item
from reflections.adapters.capture_orders import ATTRIBUTES, Order
from reflections.adapters.journey_writes import Action
from reflections.adapters.keys import (
    answered_key,
    answered_partition,
    consulted_key,
    counts_key,
    journey_key,
    journey_partition,
)
from reflections.adapters.reading import read_one
from reflections.domain.consult_outcome import Consulted
from reflections.domain.outcome_counts import Counts, Quarter

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

_ANSWERED = "answered"


class DynamoConsulted:
    """The port `ConsultedStore` on DynamoDB.

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

    def note(self, consulted: Consulted) -> None:
        """Note what is known of one, unless its journey was erased: one transaction.

        Raises
        ------
        LostRaceError
            Where another transaction held the journey; the queue brings the event again.
        """
        practice, journey, consult = consulted.practice, consulted.journey, consulted.consult
        known = {"asked_at": consulted.asked_at, "answered_at": consulted.answered_at}
        said = {name: value for name, value in known.items() if value is not None}
        actions: list[Action] = [
            {
                "Update": {
                    "TableName": self._table,
                    "Key": to_item(consulted_key(practice, journey, consult)),
                    "UpdateExpression": "SET " + ", ".join(f"#{name} = :{name}" for name in said),
                    "ExpressionAttributeNames": {f"#{name}": name for name in said},
                    "ExpressionAttributeValues": to_item({f":{name}": value for name, value in said.items()}),
                }
            },
            {
                "ConditionCheck": {
                    "TableName": self._table,
                    "Key": to_item(journey_key(practice, journey)),
                    "ConditionExpression": "attribute_not_exists(erased_at)",
                    "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
                }
            },
        ]
        if consulted.answered_at is not None:
            place = f"{_ANSWERED}#{consulted.answered_at}#{consult}"
            row: Item = {**answered_key(practice, consult), ATTRIBUTES[Order.TIMELINE]: place}
            actions.append({"Put": {"TableName": self._table, "Item": to_item(row)}})
        try:
            write_together(self._dynamodb, actions)
        except LostRaceError as lost:
            if not any(lost.stored.values()):
                raise

    def of_journey(self, practice: str, journey: str) -> Sequence[Consulted]:
        """Read those of a journey: one query."""
        begins = consulted_key(practice, journey, "")["sk"]
        found = self._query(
            KeyConditionExpression="pk = :pk AND begins_with(sk, :begins)",
            ExpressionAttributeValues=to_item({":pk": journey_partition(practice, journey), ":begins": begins}),
        )
        return [
            Consulted(practice, journey, row["sk"].removeprefix(begins), row.get("asked_at"), row.get("answered_at"))
            for row in found
        ]

    def of_practice(self, practice: str, quarter: Quarter, most: int) -> Sequence[Consulted]:
        """Read the first of each journey that was answered in a quarter: one query for each megabyte."""
        low, high = (f"{_ANSWERED}#{to_text(instant)}" for instant in (quarter.begins, quarter.ends))
        found = self._query(
            IndexName=Order.TIMELINE.value,
            KeyConditionExpression="pk = :pk AND #place BETWEEN :low AND :high",
            ExpressionAttributeNames={"#place": ATTRIBUTES[Order.TIMELINE]},
            ExpressionAttributeValues=to_item({":pk": answered_partition(practice), ":low": low, ":high": high}),
        )
        first: dict[str, Consulted] = {}
        for row in found:
            _, at, consult = row[ATTRIBUTES[Order.TIMELINE]].split("#")
            journey = consult.rpartition(".")[0]
            first.setdefault(journey, Consulted(practice, journey, consult, answered_at=at))
        # Identifiers are derived by a hash: whichever come first are as good as drawn by lot.
        return [first[journey] for journey in sorted(first)[:most]]

    def counts(self, practice: str, quarter: Quarter) -> Counts | None:
        """Read what was counted of a quarter: one call."""
        item = read_one(self._dynamodb, self._table, counts_key(practice, str(quarter)))
        return None if item is None else _counts_of(item)

    def keep(self, practice: str, quarter: Quarter, counts: Counts) -> Counts:
        """Keep what was counted, once: one conditional put; who came second is given what the first one kept."""
        stored = put_once(self._dynamodb, self._table, {**counts_key(practice, str(quarter)), **asdict(counts)})
        return counts if stored is None else _counts_of(stored)

    def _query(self, **how: Any) -> list[Item]:  # noqa: ANN401 - as the client takes it
        rows = every_row(self._dynamodb, TableName=self._table, ConsistentRead=True, **how)
        return [from_item(row) for row in rows]


def _counts_of(item: Item) -> Counts:
    return Counts(**{name: item[name] for name in Counts.__slots__})
