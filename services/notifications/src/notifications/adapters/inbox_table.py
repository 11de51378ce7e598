"""Messages in clients' inboxes, in the table."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from kernel import conditional
from kernel.instants import to_text
from kernel.items import Item, from_item, to_item
from notifications.adapters.answer_updates import seen
from notifications.adapters.celebration_rows import written_trace
from notifications.adapters.grounds import standing, unchanged
from notifications.adapters.message_rows import message_item, message_of
from notifications.adapters.table_keys import INBOX, message_key, person_key
from notifications.adapters.updates import difference, update
from notifications.domain.grounds import Grounds
from notifications.domain.message import Message, MessageId
from notifications.domain.ports import LostRaceError, Page
from notifications.domain.trace import By, Happening, Trace

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

_SAME_ATTEMPT = "#notice = :notice AND #attempts = :attempts"
_SAME_LEASE = f"{_SAME_ATTEMPT} AND #owner = :owner"


class InboxTable:
    """Messages in DynamoDB.

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

    def messages(self, practice: str, client: str, cursor: str | None, limit: int) -> Page[Message]:
        """List a client's messages, newest first: 1 call; the cursor is the id of the last one shown."""
        begin: Any = {}
        if cursor is not None:
            begin = {"ExclusiveStartKey": to_item(message_key(MessageId.parse(practice, client, cursor)))}
        answer = self._dynamodb.query(
            TableName=self._table,
            KeyConditionExpression="pk = :pk AND begins_with(sk, :inbox)",
            ExpressionAttributeValues=to_item({":pk": person_key(practice, client), ":inbox": INBOX}),
            ScanIndexForward=False,
            Limit=limit,
            **begin,
        )
        shown = [message_of(from_item(item)) for item in answer["Items"]]
        return Page(shown, str(shown[-1].id) if "LastEvaluatedKey" in answer and shown else None)

    def get(self, message: MessageId) -> Message | None:
        """Read one, consistently: 1 call."""
        key = to_item(message_key(message))
        found = self._dynamodb.get_item(TableName=self._table, Key=key, ConsistentRead=True).get("Item")
        return None if found is None else message_of(from_item(found))

    def mark_read(self, message: MessageId, now: datetime) -> Message | None:
        """Mark one read, and tell its celebrations, the first time only, and give it: 2 calls, later 1."""
        stored = self.get(message)
        if stored is None or stored.read_at is not None:
            return stored
        at, step = to_text(now), written_trace(Trace(Happening.SEEN, now, By.CLIENT))
        read = update(self._table, message_key(message), {"read_at": at}, "attribute_not_exists(#read_at)", {})
        told = [seen(self._table, celebration, at, step) for celebration in stored.celebrations]
        try:
            conditional.write_together(self._dynamodb, [{"Update": action} for action in (read, *told)])
        except conditional.LostRaceError as error:
            raise LostRaceError from error
        return replace(stored, read_at=now)

    def record(self, before: Message, after: Message) -> None:
        """Store what became of the notice: 1 call; `LostRaceError` where its lease or state is not that of before."""
        try:
            self._dynamodb.update_item(**self._change(before, after))
        except ClientError as error:
            if conditional.is_lost_race(error):
                raise LostRaceError from error
            raise

    def attempt(self, grounds: Grounds, before: Message, after: Message) -> None:
        """Store that the notice is tried again, if all that was judged still stands: 1 call; else `LostRaceError`."""
        actions = [
            {"Update": self._change(before, after)},
            unchanged(self._table, grounds),
            *standing(self._table, grounds, before.client),
        ]
        try:
            conditional.write_together(self._dynamodb, actions)
        except conditional.LostRaceError as error:
            raise LostRaceError from error

    def _change(self, before: Message, after: Message) -> dict[str, Any]:
        changes: Item = difference(message_item(before), message_item(after))
        values = {"notice": before.notice.value, "attempts": before.attempts}
        if before.owner is None:
            return update(self._table, message_key(before.id), changes, _SAME_ATTEMPT, values)
        return update(self._table, message_key(before.id), changes, _SAME_LEASE, {**values, "owner": before.owner})
