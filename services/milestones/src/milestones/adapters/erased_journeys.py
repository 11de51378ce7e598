"""Erased journeys in DynamoDB: a journey's own item stays as a mark, so that nothing late brings it back."""

from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from kernel.conditional import refused_item
from kernel.envelope import Event
from kernel.items import Item, to_item
from kernel.outbox import with_event
from kernel.removal import remove_partition
from milestones.adapters.keys import JOURNEY, partition
from milestones.domain.ports import ErasedJourneyError

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient


def unless_erased(dynamodb: "DynamoDBClient", table: str, practice: str, journey: str) -> Item:
    """Make sure that something is begun and not brought back: one consistent read.

    Whoever finds nothing of a journey asks this before beginning anything: an event that comes late finds nothing too.

    Parameters
    ----------
    dynamodb : DynamoDBClient
        The client.
    table : str
        The table's name.
    practice, journey : str

    Returns
    -------
    dict
        Empty, as what is begun is.

    Raises
    ------
    ErasedJourneyError
        Where the journey was erased.
    """
    answer = dynamodb.get_item(
        TableName=table,
        Key=to_item({"pk": partition(practice, journey), "sk": JOURNEY}),
        ProjectionExpression="erased_at",
        ConsistentRead=True,
    )
    if "erased_at" in answer.get("Item", {}):
        raise ErasedJourneyError
    return {}


class DynamoErasedJourneys:
    """Marks journeys erased, and removes what is known of them.

    Parameters
    ----------
    dynamodb : DynamoDBClient
        The client.
    table, keys_table : str
        The service's table, and the one of wrapped data keys.
    """

    def __init__(self, dynamodb: "DynamoDBClient", table: str, keys_table: str) -> None:
        self._dynamodb = dynamodb
        self._table = table
        self._keys_table = keys_table

    def mark(self, practice: str, journey: str, at: str) -> bool:
        """Mark a journey erased, forget whose it was and its line: one update. Tell whether it was confirmed before."""
        answer = self._dynamodb.update_item(
            TableName=self._table,
            Key=to_item({"pk": partition(practice, journey), "sk": JOURNEY}),
            UpdateExpression="SET erased_at = if_not_exists(erased_at, :at) REMOVE therapist, client, "
            "caseload, caseload_version, caseload_of, caseload_at, "
            "heard_on, therapist_at, held_at, pause_at, pause, silent",
            ExpressionAttributeValues=to_item({":at": at}),
            ReturnValues="ALL_NEW",
        )
        return "confirmed_at" in answer["Attributes"]

    def remove(self, practice: str, journey: str) -> None:
        """Remove the key, then all but the mark: one delete, one query, and one call for each 25 rows."""
        pk = partition(practice, journey)
        self._dynamodb.delete_item(TableName=self._keys_table, Key=to_item({"pk": pk}))
        remove_partition(self._dynamodb, self._table, pk, goes=lambda row: row["sk"] != JOURNEY)

    def confirm(self, event: Event) -> None:
        """Put the event that confirms into the mark, once: one conditional update."""
        values = with_event({"confirmed_at": event.time}, event)
        try:
            self._dynamodb.update_item(
                TableName=self._table,
                Key=to_item({"pk": partition(event.practice, event.subject), "sk": JOURNEY}),
                UpdateExpression="SET " + ", ".join(f"#{name} = :{name}" for name in values),
                ConditionExpression="attribute_not_exists(confirmed_at)",
                ExpressionAttributeNames={f"#{name}": name for name in values},
                ExpressionAttributeValues=to_item({f":{name}": value for name, value in values.items()}),
            )
        except ClientError as error:
            if refused_item(error) is None:
                raise
