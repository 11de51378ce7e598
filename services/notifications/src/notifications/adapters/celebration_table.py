"""Celebrations in the table, with the projection of their journey beside them."""

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from kernel import conditional
from kernel.envelope import Event
from kernel.instants import to_text
from kernel.items import Item, from_item, to_item
from notifications.adapters.answer_updates import answered, celebrations_off
from notifications.adapters.batches import batch_get
from notifications.adapters.card_notice_table import with_notice
from notifications.adapters.celebration_rows import celebration_item, celebration_of
from notifications.adapters.celebration_updates import changed
from notifications.adapters.data_keys import DataKeys
from notifications.adapters.grounds import standing, standing_used
from notifications.adapters.journey_partition import gathered, waiting_in
from notifications.adapters.message_rows import message_item
from notifications.adapters.pace_rows import paced, waits
from notifications.adapters.table_keys import (
    cards_of,
    celebration_key,
    journey_key,
    standing_key,
)
from notifications.adapters.therapist_steps import step_update
from notifications.adapters.updates import update
from notifications.domain.card_notice import CardsDue
from notifications.domain.celebration import Celebration
from notifications.domain.command import Command
from notifications.domain.grounds import Gathered, Grounds, Sending
from notifications.domain.identity import CelebrationId
from notifications.domain.message import Message, MessageId
from notifications.domain.pace import Pace
from notifications.domain.ports import LostRaceError, Page, StepRefusedError
from notifications.domain.preferences import Preferences

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

_CURSOR = re.compile(r"(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z)_(.{53})")


class CelebrationTable:
    """Celebrations in DynamoDB.

    Parameters
    ----------
    dynamodb : DynamoDBClient
        The client.
    table : str
        The service's table.
    keys : DataKeys or None
        Where texts are sealed: the journey's wrapped key is read along with its items then.
    """

    def __init__(self, dynamodb: "DynamoDBClient", table: str, keys: DataKeys | None = None) -> None:
        self._dynamodb = dynamodb
        self._table = table
        self._keys = keys

    def gather(self, celebration: CelebrationId) -> Gathered:
        """Read projection, celebration and standing cheer, and the wrapped key where it is needed: 1 call."""
        journey = celebration.of_journey
        places = (journey_key(journey), standing_key(journey), celebration_key(celebration))
        wanted: dict[str, Any] = {self._table: {"Keys": [to_item(key) for key in places], "ConsistentRead": True}}
        if self._keys is not None:
            wanted |= self._keys.wanted([journey])
        answer = batch_get(self._dynamodb, wanted)
        if self._keys is not None:
            self._keys.take([journey], answer)
        return gathered(celebration, [from_item(item) for item in answer.get(self._table, [])])

    def look_around(self, celebration: CelebrationId) -> Gathered:
        """Read the same, and all others of the journey that are approved, consistently: 1 call a page."""
        return gathered(celebration, waiting_in(self._dynamodb, self._table, celebration))

    def get(self, celebration: CelebrationId) -> Celebration | None:
        """Read a celebration, consistently: 1 call."""
        key = to_item(celebration_key(celebration))
        found = self._dynamodb.get_item(TableName=self._table, Key=key, ConsistentRead=True).get("Item")
        return None if found is None else celebration_of(from_item(found))

    def add(self, celebration: Celebration, due: CardsDue | None = None) -> None:
        """Store a new one, and that its therapist is to be told: 1 call; `LostRaceError` where there is one already."""
        if due is not None:
            self._together(with_notice(self._table, celebration_item(celebration), due))
        elif conditional.put_once(self._dynamodb, self._table, celebration_item(celebration)) is not None:
            raise LostRaceError

    def change(self, before: Celebration, after: Celebration, event: Event | None = None) -> None:
        """Store a change, with its event: 1 call; `LostRaceError` where state or version are not those of before."""
        arguments = changed(self._table, before, after, event)
        if arguments["UpdateExpression"]:
            try:
                self._dynamodb.update_item(**arguments)
            except ClientError as error:
                if conditional.is_lost_race(error):
                    raise LostRaceError from error
                raise

    def postpone(self, before: Celebration, after: Celebration, client: str) -> None:
        """Store until when it waits, and that it does, with its client: 1 call; `LostRaceError` as for a change."""
        change = changed(self._table, before, after, None)
        if change["UpdateExpression"]:
            self._together([{"Update": change}, waits(self._table, client, before.id)])

    def step(self, celebration: CelebrationId, command: Command) -> Celebration:
        """Take a therapist's step if it is allowed: 1 call, whose refusal brings what stands there."""
        try:
            answer = self._dynamodb.update_item(
                **step_update(self._table, celebration, command),
                ReturnValues="ALL_NEW",
                ReturnValuesOnConditionCheckFailure="ALL_OLD",
            )
        except ClientError as error:
            stored = conditional.refused_item(error)
            if stored is None:
                raise
            raise StepRefusedError(celebration_of(stored) if stored else None) from error
        return celebration_of(from_item(answer["Attributes"]))

    def cards(self, practice: str, therapist: str, cursor: str | None, limit: int) -> Page[Celebration]:
        """List a therapist's cards, newest first: 1 call."""
        partition = cards_of(practice, therapist)
        begin: Any = {} if cursor is None else {"ExclusiveStartKey": to_item(_position(practice, partition, cursor))}
        answer = self._dynamodb.query(
            TableName=self._table,
            IndexName="therapist",
            KeyConditionExpression="therapist_cards = :cards",
            ExpressionAttributeValues=to_item({":cards": partition}),
            ScanIndexForward=False,
            Limit=limit,
            **begin,
        )
        shown = [celebration_of(from_item(item)) for item in answer["Items"]]
        more = "LastEvaluatedKey" in answer and shown
        return Page(shown, f"{to_text(shown[-1].shown_at)}_{shown[-1].id}" if more else None)

    def deliver(self, grounds: Grounds, sent: Sequence[Sending], message: Message, pace: Pace) -> None:
        """Store what was sent with its events, message and pace, if all that was judged still stands: 1 call."""
        actions = [
            *({"Update": changed(self._table, one.before, one.after, one.event)} for one in sent),
            {
                "Put": {
                    "TableName": self._table,
                    "Item": to_item(message_item(message)),
                    "ConditionExpression": "attribute_not_exists(pk)",
                }
            },
            *standing_used(self._table, grounds, [one.before for one in sent], message.sent_at),
            paced(self._table, grounds.celebration.id.practice, message.client, pace, [one.before.id for one in sent]),
            *standing(self._table, grounds, message.client),
        ]
        self._together(actions)

    def _together(self, actions: Sequence[Mapping[str, Any]]) -> None:
        try:
            conditional.write_together(self._dynamodb, actions)
        except conditional.LostRaceError as error:
            raise LostRaceError from error

    def answer(
        self, before: Celebration, after: Celebration, message: MessageId, event: Event, stopping: Preferences | None
    ) -> None:
        """Store a client's answer on celebration and message, with its event, and their wish to stop: 1 call."""
        actions = [changed(self._table, before, after, None), answered(self._table, message, after, event)]
        if stopping is not None:
            actions.append(celebrations_off(self._table, message.practice, message.client, stopping))
        try:
            conditional.write_together(self._dynamodb, [{"Update": action} for action in actions])
        except conditional.LostRaceError as error:
            raise LostRaceError from error

    def keep_joy(self, celebration: CelebrationId, therapist: str, sealed: bytes | None) -> Celebration | None:
        """Keep how it moved its therapist, or forget it: 1 call; None where it is nobody's or somebody else's."""
        values = {"therapist": therapist}
        change = update(self._table, celebration_key(celebration), {"joy": sealed}, "#therapist = :therapist", values)
        try:
            answer = self._dynamodb.update_item(**change, ReturnValues="ALL_NEW")
        except self._dynamodb.exceptions.ConditionalCheckFailedException:
            return None
        return celebration_of(from_item(answer["Attributes"]))


def _position(practice: str, partition: str, cursor: str) -> Item:
    form = _CURSOR.fullmatch(cursor)
    if form is None:
        raise ValueError(cursor)
    celebration = CelebrationId.parse(practice, form[2])
    return {**celebration_key(celebration), "therapist_cards": partition, "shown_at": form[1]}
