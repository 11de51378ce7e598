"""Erased journeys in the table: the projection stays as a mark, without a name; all else goes, the key first."""

from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from kernel.conditional import refused_item
from kernel.envelope import Event
from kernel.items import to_item
from kernel.outbox import with_event
from kernel.removal import remove_partition
from notifications.adapters.table_keys import INBOX, is_journey, journey_key, person_key
from notifications.domain.identity import JourneyId

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

_FORGOTTEN = (
    *("therapist", "client", "consent", "channel_consents", "sessions", "concerns"),
    *("urgency", "due", "send_at"),
)


class ErasedJourneyTable:
    """The port `ErasedJourneys` in DynamoDB.

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

    def remove(self, journey: JourneyId, client: str | None) -> None:
        """Remove key, celebrations and messages: 1 delete, 2 queries, 1 call for each 25 rows."""
        pk = journey_key(journey)["pk"]
        self._dynamodb.delete_item(TableName=self._keys_table, Key=to_item({"pk": pk}))
        remove_partition(self._dynamodb, self._table, pk, goes=lambda row: not is_journey(row))
        if client is not None:
            remove_partition(
                self._dynamodb,
                self._table,
                person_key(journey.practice, client),
                goes=lambda row: row["journey"] == journey.journey,
                reads=("journey",),
                begins=INBOX,
            )

    def confirm(self, journey: JourneyId, event: Event) -> None:
        """Forget whose it was, and put the event that confirms into the mark, once: 1 conditional write."""
        values = with_event({"confirmed_at": event.time, "administrations": {}, "dropped": {}}, event)
        try:
            self._dynamodb.update_item(
                TableName=self._table,
                Key=to_item(journey_key(journey)),
                UpdateExpression="SET "
                + ", ".join(f"#{name} = :{name}" for name in values)
                + " REMOVE "
                + ", ".join(f"#{name}" for name in _FORGOTTEN),
                ConditionExpression="attribute_not_exists(#confirmed_at)",
                ExpressionAttributeNames={f"#{name}": name for name in (*values, *_FORGOTTEN)},
                ExpressionAttributeValues=to_item({f":{name}": value for name, value in values.items()}),
            )
        except ClientError as error:
            if refused_item(error) is None:
                raise
