"""Preferences of people in the table."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from kernel.conditional import is_lost_race
from kernel.instants import to_text
from kernel.items import Item, from_item, to_item
from notifications.adapters.batches import batch_get
from notifications.adapters.pace_rows import pace_of
from notifications.adapters.preferences_rows import devices_value, preferences_of, preferences_values
from notifications.adapters.table_keys import DUE, PACE, pace_key, person_at, preferences_key
from notifications.adapters.updates import update
from notifications.domain.device import Device
from notifications.domain.pace import Pace
from notifications.domain.ports import LostRaceError
from notifications.domain.preferences import EmailStopped, Preferences

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

_NEW = "attribute_not_exists(pk)"


class PreferencesTable:
    """Preferences in DynamoDB.

    Parameters
    ----------
    dynamodb : DynamoDBClient
        The client.
    table : str
        The service's table.
    defaults : Preferences
        Of somebody who has stored none; their version is 0.
    """

    def __init__(self, dynamodb: "DynamoDBClient", table: str, defaults: Preferences) -> None:
        self._dynamodb = dynamodb
        self._table = table
        self._defaults = defaults

    def get(self, practice: str, person: str) -> Preferences:
        """Read a person's, consistently; the defaults where none are stored: 1 call."""
        key = to_item(preferences_key(practice, person))
        found = self._dynamodb.get_item(TableName=self._table, Key=key, ConsistentRead=True).get("Item")
        return self._read(None if found is None else from_item(found))

    def several(self, practice: str, people: Sequence[str]) -> list[Preferences]:
        """Read those of several people, consistently, in their order: 1 call."""
        keys = [to_item(preferences_key(practice, person)) for person in dict.fromkeys(people)]
        answer = batch_get(self._dynamodb, {self._table: {"Keys": keys, "ConsistentRead": True}})
        found = {person_at(item): item for item in map(from_item, answer.get(self._table, []))}
        return [self._read(found.get(person)) for person in people]

    def with_pace(self, practice: str, person: str) -> tuple[Preferences, Pace]:
        """Read a person's, and when they were cheered lately, consistently: 1 call."""
        keys = [to_item(preferences_key(practice, person)), to_item(pace_key(practice, person))]
        wanted = {self._table: {"Keys": keys, "ConsistentRead": True}}
        found = {item["sk"]: item for item in map(from_item, batch_get(self._dynamodb, wanted).get(self._table, []))}
        pace = found.pop(PACE, None)
        stored = next(iter(found.values()), None)
        return self._read(stored), Pace() if pace is None else pace_of(pace)

    def _read(self, item: Item | None) -> Preferences:
        # A row may hold devices and no wishes yet.
        return self._defaults if item is None else preferences_of({**preferences_values(self._defaults), **item})

    def put(self, practice: str, person: str, preferences: Preferences) -> Preferences:
        """Store a person's and give them with their new version: 1 call.

        The version grows in the same write, so that a sending that is under way finds out.
        """
        values = preferences_values(preferences)
        kept = {name: value for name, value in values.items() if value is not None}
        assignments = ", ".join(f"#{name} = :{name}" for name in kept)
        gone = ", ".join(f"#{name}" for name in values if name not in kept)
        answer = self._dynamodb.update_item(
            TableName=self._table,
            Key=to_item(preferences_key(practice, person)),
            UpdateExpression=f"SET {assignments} ADD #version :one" + (f" REMOVE {gone}" if gone else ""),
            ExpressionAttributeNames={f"#{name}": name for name in [*values, "version"]},
            ExpressionAttributeValues=to_item({":one": 1} | {f":{name}": value for name, value in kept.items()}),
            ReturnValues="UPDATED_NEW",
        )
        return replace(preferences, version=from_item(answer["Attributes"])["version"])

    def stop_email(self, practice: str, person: str, why: EmailStopped, address: str | None = None) -> bool:
        """Switch a person's e-mails off, if they are on, and to this address where one is named; say whether: 1 call.

        The version grows in the same write, so that a sending that is under way finds out.
        """
        condition, values = "email_notices = :on", {":on": True, ":off": False, ":why": why.value, ":one": 1}
        if address is not None:
            condition, values = f"{condition} AND email = :address", {**values, ":address": address}
        try:
            self._dynamodb.update_item(
                TableName=self._table,
                Key=to_item(preferences_key(practice, person)),
                UpdateExpression="SET email_notices = :off, email_stopped = :why ADD #version :one REMOVE email",
                ConditionExpression=condition,
                ExpressionAttributeNames={"#version": "version"},
                ExpressionAttributeValues=to_item(values),
            )
        except self._dynamodb.exceptions.ConditionalCheckFailedException:
            return False
        return True

    def remind_next(self, practice: str, person: str, before: datetime, then: datetime | None) -> None:
        """Store when the mirror is reminded of next: 1 call; `LostRaceError` where that was not due at ``before``.

        The version stays: no sending is judged by it.
        """
        changes = {"due": None, "send_at": None} if then is None else {"due": DUE, "send_at": to_text(then)}
        condition, values = "#send_at = :before", {"before": to_text(before)}
        self._write(update(self._table, preferences_key(practice, person), changes, condition, values))

    def put_devices(self, practice: str, person: str, before: Preferences, devices: tuple[Device, ...]) -> None:
        """Store a person's devices: 1 call; `LostRaceError` where the preferences are not those of before."""
        changes: dict[str, Any] = {"devices": devices_value(devices) or None, "version": before.version + 1}
        condition, values = ("#version = :version", {"version": before.version}) if before.version else (_NEW, {})
        self._write(update(self._table, preferences_key(practice, person), changes, condition, values))

    def _write(self, change: dict[str, Any]) -> None:
        try:
            self._dynamodb.update_item(**change)
        except ClientError as error:
            if is_lost_race(error):
                raise LostRaceError from error
            raise
