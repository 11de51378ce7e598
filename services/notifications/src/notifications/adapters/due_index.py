"""What is waiting to be sent: the sparse index of everything that is due."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from kernel.every_row import every_row
from kernel.instants import to_text
from kernel.items import from_item, to_item
from notifications.adapters.table_keys import (
    DUE,
    URGENT,
    celebration_at,
    is_card_notice,
    is_celebration,
    is_preferences,
    journey_at,
    message_at,
    person_at,
    practice_of,
    therapist_at,
)
from notifications.domain.card_notice import TherapistId
from notifications.domain.identity import CelebrationId, JourneyId
from notifications.domain.message import MessageId
from notifications.domain.mirror_notice import MirrorOf

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient


class DueIndex:
    """The index of what is due.

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

    def until(self, instant: datetime) -> Iterator[CelebrationId | MessageId | TherapistId | MirrorOf]:
        """Name celebrations, messages, therapists and mirrors whose time came, oldest first: 1 call a page."""
        return map(_named, self._until(DUE, instant))

    def urgent_until(self, instant: datetime) -> Iterator[JourneyId]:
        """Name the journeys of which something urgent is to be told by now, oldest first: 1 call a page."""
        return (journey_at(from_item(key)) for key in self._until(URGENT, instant))

    def _until(self, partition: str, instant: datetime) -> Iterator[Mapping[str, Any]]:
        return every_row(
            self._dynamodb,
            TableName=self._table,
            IndexName="due",
            KeyConditionExpression="due = :due AND send_at <= :instant",
            ExpressionAttributeValues=to_item({":due": partition, ":instant": to_text(instant)}),
            ProjectionExpression="pk, sk",
        )


def _named(attributes: Mapping[str, Any]) -> CelebrationId | MessageId | TherapistId | MirrorOf:
    """Name what lies there by its key alone: a row that cannot be read is to hold nothing else up."""
    key = from_item(attributes)
    if is_card_notice(key):
        return therapist_at(key)
    if is_preferences(key):
        return MirrorOf(practice_of(key), person_at(key))
    return celebration_at(key) if is_celebration(key) else message_at(key)
