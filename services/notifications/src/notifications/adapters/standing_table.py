"""Standing cheers in the table."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from kernel.conditional import is_lost_race
from kernel.instants import to_text
from kernel.items import from_item, to_item
from notifications.adapters.batches import batch_get
from notifications.adapters.data_keys import DataKeys
from notifications.adapters.journey_rows import journey_of
from notifications.adapters.standing_rows import of_row, standing_cheer_of, standing_put
from notifications.adapters.table_keys import is_journey, journey_key, standing_key, standing_of
from notifications.domain.identity import JourneyId
from notifications.domain.journey import Journey
from notifications.domain.ports import LostRaceError, Page
from notifications.domain.standing_cheer import StandingCheer

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

_CURSOR = re.compile(r"(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z)_([0-9a-f-]{36})")


class StandingTable:
    """Standing cheers in DynamoDB.

    Parameters
    ----------
    dynamodb : DynamoDBClient
        The client.
    table : str
        The service's table.
    keys : DataKeys
        Where their words are sealed: the journey's wrapped key is read along.
    """

    def __init__(self, dynamodb: "DynamoDBClient", table: str, keys: DataKeys) -> None:
        self._dynamodb = dynamodb
        self._table = table
        self._keys = keys

    def get(self, journey: JourneyId) -> tuple[Journey | None, StandingCheer | None]:
        """Read the projection and the standing cheer of a journey, consistently: 1 call."""
        keys = [to_item(journey_key(journey)), to_item(standing_key(journey))]
        wanted: dict[str, Any] = {self._table: {"Keys": keys, "ConsistentRead": True}}
        answer = batch_get(self._dynamodb, wanted | self._keys.wanted([journey]))
        self._keys.take([journey], answer)
        items = [from_item(item) for item in answer.get(self._table, [])]
        return (
            next((journey_of(item) for item in items if is_journey(item)), None),
            next((standing_cheer_of(item) for item in items if not is_journey(item)), None),
        )

    def put(self, standing: StandingCheer) -> None:
        """Store it as the next version of its row: 1 call; `LostRaceError` where the row is not the one read."""
        action = standing_put(self._table, standing)["Put"]
        _guarded(lambda: self._dynamodb.put_item(**action))

    def remove(self, standing: StandingCheer) -> None:
        """Take it back: 1 call; `LostRaceError` where the row is not the one read."""
        key = to_item(standing_key(standing.journey))
        condition = of_row(standing)
        _guarded(lambda: self._dynamodb.delete_item(TableName=self._table, Key=key, **condition))

    def of_therapist(self, practice: str, therapist: str, cursor: str | None, limit: int) -> Page[StandingCheer]:
        """List a therapist's own, the latest first: 1 call."""
        partition = standing_of(practice, therapist)
        begin: Any = {}
        if cursor is not None:
            form = _CURSOR.fullmatch(cursor)
            if form is None:
                raise ValueError(cursor)
            place = {**standing_key(JourneyId(practice, form[2])), "therapist_cards": partition, "shown_at": form[1]}
            begin = {"ExclusiveStartKey": to_item(place)}
        answer = self._dynamodb.query(
            TableName=self._table,
            IndexName="therapist",
            KeyConditionExpression="therapist_cards = :mine",
            ExpressionAttributeValues=to_item({":mine": partition}),
            ScanIndexForward=False,
            Limit=limit,
            **begin,
        )
        shown = [standing_cheer_of(from_item(item)) for item in answer["Items"]]
        more = "LastEvaluatedKey" in answer and shown
        return Page(shown, f"{to_text(shown[-1].set_at)}_{shown[-1].journey.journey}" if more else None)


def _guarded(write: Callable[[], object]) -> None:
    try:
        write()
    except ClientError as error:
        if is_lost_race(error):
            raise LostRaceError from error
        raise
