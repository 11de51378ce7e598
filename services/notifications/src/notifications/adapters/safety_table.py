"""Safety contacts in the table: a therapist's own, and beside her second's things that she named them."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from kernel import conditional
from kernel.instants import from_text, to_text
from kernel.items import Item, from_item, to_item
from notifications.adapters.absent import instant_or_none, present
from notifications.adapters.table_keys import naming_key, safety_key
from notifications.adapters.updates import update
from notifications.domain.channel import Channel
from notifications.domain.ports import LostRaceError
from notifications.domain.safety_contact import Naming, SafetyContact, Second, SecondState, naming_id

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

_MINUTE = timedelta(minutes=1)


class SafetyTable:
    """The port `SafetyContacts` in DynamoDB.

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

    def get(self, practice: str, therapist: str) -> SafetyContact:
        """Read a therapist's, consistently; the defaults where none are stored: 1 call."""
        item = self._item(safety_key(practice, therapist))
        if not item:
            return SafetyContact()
        return SafetyContact(
            tuple(map(Channel, item["channels"])),
            Second(item["second"], SecondState(item["second_state"])) if "second" in item else None,
            item["escalate_after"] * _MINUTE,
            item["version"],
        )

    def put(self, practice: str, therapist: str, before: SafetyContact, after: SafetyContact, now: datetime) -> None:
        """Store a therapist's, and ask the second she names: 1 transaction."""
        item: Item = {
            **safety_key(practice, therapist),
            "channels": [channel.value for channel in after.channels],
            "second": None if after.second is None else after.second.person,
            "second_state": None if after.second is None else after.second.state.value,
            "escalate_after": after.escalate_after // _MINUTE,
            "version": before.version + 1,
        }
        put: dict[str, Any] = {"TableName": self._table, "Item": to_item(present(item))}
        put["ConditionExpression"] = "attribute_not_exists(pk)"
        if before.version:
            put["ConditionExpression"] = "#version = :version"
            put["ExpressionAttributeNames"] = {"#version": "version"}
            put["ExpressionAttributeValues"] = to_item({":version": before.version})
        actions: list[dict[str, Any]] = [{"Put": put}]
        old, new = before.second, after.second
        if old is not None and (new is None or new.person != old.person):
            key = to_item(naming_key(practice, old.person, naming_id(therapist)))
            actions.append({"Delete": {"TableName": self._table, "Key": key}})
        if new is not None and new != old:
            asked = {"therapist": therapist, "state": new.state.value, "named_at": to_text(now)}
            row = naming_key(practice, new.person, naming_id(therapist)) | asked
            actions.append({"Put": {"TableName": self._table, "Item": to_item(row)}})
        self._together(actions)

    def named(self, practice: str, person: str) -> list[Naming]:
        """List who named a person as their second, consistently: 1 call."""
        key = naming_key(practice, person, "")
        answer = self._dynamodb.query(
            TableName=self._table,
            KeyConditionExpression="pk = :pk AND begins_with(sk, :namings)",
            ExpressionAttributeValues=to_item({":pk": key["pk"], ":namings": key["sk"]}),
            ConsistentRead=True,
        )
        return [_naming_of(from_item(item)) for item in answer["Items"]]

    def say(self, practice: str, person: str, naming: str, state: SecondState) -> Naming | None:
        """Store what a second said, on both sides: 1 read, 1 transaction; none where it is said already."""
        key = naming_key(practice, person, naming)
        item = self._item(key)
        if not item:
            return None
        said = _naming_of(item | {"state": state.value})
        if item["state"] == state:
            return said
        hers = safety_key(practice, said.therapist)
        still = update(self._table, hers, {"second_state": state.value}, "#second = :second", {"second": person})
        # What she changes at the same moment is changed upon this, or this upon that.
        still["UpdateExpression"] += " ADD #version :one"
        still["ExpressionAttributeNames"] |= {"#version": "version"}
        still["ExpressionAttributeValues"] |= to_item({":one": 1})
        mine = update(self._table, key, {"state": state.value}, "attribute_exists(pk)", {})
        self._together([{"Update": still}, {"Update": mine}])
        return said

    def escalated(self, practice: str, therapist: str, person: str, now: datetime) -> None:
        """Store for a second that an alert waited for too long: 1 call; nothing where they are no second any more."""
        key = naming_key(practice, person, naming_id(therapist))
        change = update(self._table, key, {"escalated_at": to_text(now)}, "attribute_exists(pk)", {})
        try:
            self._dynamodb.update_item(**change)
        except ClientError as error:
            if not conditional.is_lost_race(error):
                raise

    def _item(self, key: Item) -> Item:
        answer = self._dynamodb.get_item(TableName=self._table, Key=to_item(key), ConsistentRead=True)
        return from_item(answer.get("Item", {}))

    def _together(self, actions: list[dict[str, Any]]) -> None:
        try:
            conditional.write_together(self._dynamodb, actions)
        except conditional.LostRaceError as error:
            raise LostRaceError from error


def _naming_of(item: Item) -> Naming:
    return Naming(
        item["sk"].rpartition("#")[2],
        item["therapist"],
        SecondState(item["state"]),
        from_text(item["named_at"]),
        instant_or_none(item.get("escalated_at")),
    )
