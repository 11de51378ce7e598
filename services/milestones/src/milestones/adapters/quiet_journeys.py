"""Silence in DynamoDB: on the journey's own item, which a sparse index finds by the day something was heard of it."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from kernel.conditional import is_lost_race
from kernel.every_row import every_row
from kernel.instants import from_text, to_text
from kernel.items import Item, from_item, to_item
from milestones.adapters.keys import CASELOAD_OF, HEARD_ON, JOURNEY, partition
from milestones.domain.silence import DEFAULT_WEEKS, Listening

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

_INDEX, _SILENT = "heard", "silent"
_HEARD = ("held_at", "therapist_at", "pause_at")
_PAUSED = "paused"


def heard_in(item: Item) -> datetime | None:
    """Tell from a journey's item when something was heard last."""
    told = [item[name] for name in _HEARD if name in item]
    line = item.get("caseload", {}).get("last_heard")
    return max(map(from_text, [*told, *([line] if line else [])]), default=None)


class DynamoQuiet:
    """The ports `Quiet` and `Contacts`.

    Parameters
    ----------
    dynamodb : DynamoDBClient
        The client.
    table : str
        The table's name.
    """

    def __init__(self, dynamodb: "DynamoDBClient", table: str) -> None:
        self._dynamodb = dynamodb
        self._table = table

    def of_day(self, day: date) -> Iterator[tuple[str, str]]:
        """Name practice and journey of those found by a day: one query a page."""
        rows = every_row(
            self._dynamodb,
            TableName=self._table,
            IndexName=_INDEX,
            KeyConditionExpression="#day = :day",
            ExpressionAttributeNames={"#day": HEARD_ON},
            ExpressionAttributeValues=to_item({":day": day.isoformat()}),
        )
        for row in rows:
            practice, _, journey = from_item(row)["pk"].rpartition("#")
            yield practice, journey

    def get(self, practice: str, journey: str) -> Listening:
        """Read one: one consistent read."""
        answer = self._dynamodb.get_item(TableName=self._table, Key=self._key(practice, journey), ConsistentRead=True)
        item = from_item(answer.get("Item", {}))
        return Listening(
            practice,
            journey,
            CASELOAD_OF in item,
            item.get("pause") == _PAUSED,
            date.fromisoformat(item[HEARD_ON]) if HEARD_ON in item else None,
            heard_in(item),
            from_text(item[_SILENT]) if _SILENT in item else None,
        )

    def move(self, known: Listening, day: date | None) -> None:
        """Let it be found by another day, or by none: one update, where it still is where it was."""
        if known.heard_on is None or day == known.heard_on:
            return
        change = "REMOVE #day" if day is None else "SET #day = :after"
        values = {} if day is None else {":after": day.isoformat()}
        key = known.practice, known.journey
        self._update(key, change, "#day = :day", {"#day": HEARD_ON}, values | {":day": known.heard_on.isoformat()})

    def hush(self, known: Listening, heard: datetime) -> bool:
        """Note that an alert was raised, and find it no more: one update, unless anything was heard meanwhile."""
        if known.heard_on is None:
            return known.silent is not None
        names = {"#day": HEARD_ON, "#silent": _SILENT, "#line": "caseload", "#last": "last_heard", "#pause": "pause"}
        names |= {f"#{name}": name for name in _HEARD}
        # Any of these is later, or there, only where something was heard.
        still = [f"(attribute_not_exists(#{name}) OR #{name} <= :heard)" for name in _HEARD]
        still += ["(attribute_not_exists(#line.#last) OR #line.#last <= :heard)"]
        still += ["(attribute_not_exists(#pause) OR #pause <> :paused)"]
        values = {":heard": to_text(heard), ":day": known.heard_on.isoformat(), ":paused": _PAUSED}
        condition = " AND ".join(["#day = :day", *still])
        key = known.practice, known.journey
        return self._update(key, "SET #silent = :heard REMOVE #day", condition, names, values)

    def wake(self, practice: str, journey: str, day: date) -> None:
        """Forget that an alert was raised, and find it by a day again where it is active: one update, or two."""
        names = {"#day": HEARD_ON, "#silent": _SILENT, "#of": CASELOAD_OF}
        day_value = {":day": day.isoformat()}
        key = practice, journey
        if self._update(key, "SET #day = :day REMOVE #silent", "attribute_exists(#of)", names, day_value):
            return
        self._update(key, "REMOVE #silent", "attribute_exists(#silent)", {"#silent": _SILENT}, {})

    def weeks(self, practice: str) -> int | None:
        """Read after how many weeks a practice wants to be told; None for never: one consistent read."""
        answer = self._dynamodb.get_item(TableName=self._table, Key=_settings(practice), ConsistentRead=True)
        stored = from_item(answer.get("Item", {}))
        if not stored:
            return DEFAULT_WEEKS
        weeks: int | None = stored.get("silence_weeks")
        return weeks

    def set_weeks(self, practice: str, weeks: int | None) -> None:
        """Store it: one update."""
        change: dict[str, Any] = {"UpdateExpression": "SET told = :told REMOVE silence_weeks"}
        values: Item = {":told": True}
        if weeks is not None:
            change = {"UpdateExpression": "SET told = :told, silence_weeks = :weeks"}
            values |= {":weeks": weeks}
        self._dynamodb.update_item(
            TableName=self._table, Key=_settings(practice), ExpressionAttributeValues=to_item(values), **change
        )

    def held(self, practice: str, journey: str, at: datetime) -> datetime | None:
        """Note a session unless a later one is known: one update."""
        return self._told(
            (practice, journey),
            "SET held_at = :at",
            "(attribute_not_exists(held_at) OR held_at <= :at)",
            {":at": to_text(at)},
        )

    def ended(self, practice: str, journey: str) -> datetime | None:
        """Find it no more: one update."""
        return self._told((practice, journey), "REMOVE heard_on", "attribute_exists(closed_version)", {})

    def paused(self, practice: str, journey: str, version: int, at: datetime, *, paused: bool) -> datetime | None:
        """Note a pause or its end unless a later one is known: one update."""
        return self._told(
            (practice, journey),
            "SET pause_version = :version, pause_at = :at, pause = :pause",
            "(attribute_not_exists(pause_version) OR pause_version <= :version)",
            {":version": version, ":at": to_text(at), ":pause": _PAUSED if paused else "resumed"},
        )

    def _told(self, key: tuple[str, str], change: str, condition: str, values: Mapping[str, Any]) -> datetime | None:
        given: dict[str, Any] = {"ExpressionAttributeValues": to_item(dict(values))} if values else {}
        try:
            answer = self._dynamodb.update_item(
                TableName=self._table,
                Key=self._key(*key),
                UpdateExpression=change,
                ConditionExpression=f"attribute_not_exists(erased_at) AND {condition}",
                ReturnValues="ALL_NEW",
                **given,
            )
        except ClientError as error:
            if is_lost_race(error):
                return None
            raise
        silent = from_item(answer["Attributes"]).get(_SILENT)
        return None if silent is None else from_text(silent)

    def _update(
        self, key: tuple[str, str], change: str, condition: str, names: Mapping[str, str], values: Mapping[str, Any]
    ) -> bool:
        given: dict[str, Any] = {"ExpressionAttributeValues": to_item(dict(values))} if values else {}
        try:
            self._dynamodb.update_item(
                TableName=self._table,
                Key=self._key(*key),
                UpdateExpression=change,
                ConditionExpression=f"attribute_not_exists(erased_at) AND {condition}",
                ExpressionAttributeNames=dict(names),
                **given,
            )
        except ClientError as error:
            if is_lost_race(error):
                return False
            raise
        return True

    def _key(self, practice: str, journey: str) -> dict[str, Any]:
        return to_item({"pk": partition(practice, journey), "sk": JOURNEY})


def _settings(practice: str) -> dict[str, Any]:
    return to_item({"pk": f"{practice}#SETTINGS", "sk": "ALERTS"})
