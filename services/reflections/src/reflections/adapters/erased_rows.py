"""The rows of erased journeys: removed, or kept without words until their day comes."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kernel.conditional import put_once
from kernel.instants import from_text
from kernel.items import Item, to_item
from kernel.outbox import EVENT_ATTRIBUTE
from kernel.removal import remove_partition
from reflections.adapters.capture_orders import ATTRIBUTES
from reflections.adapters.erasure_items import erasure_of
from reflections.adapters.journey_items import was_erased
from reflections.adapters.keys import (
    answered_key,
    confirmation_key,
    consult_partition,
    held_key,
    invitation_key,
    journey_key,
    journey_partition,
    person_partition,
    shown_mirror_key,
)
from reflections.adapters.reading import read_one
from reflections.domain.erasure import Erasure
from reflections.domain.retention import KINDS

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

_TAKEN_OFF = ("texts", "first", "fingerprint", EVENT_ATTRIBUTE, *ATTRIBUTES.values())
"""What is taken off a row that is kept: its words, what they could be guessed by, its event, its places in lists."""


class DynamoErasedRows:
    """The port `ErasedRows` on DynamoDB.

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

    def remove(self, practice: str, journey: str) -> Erasure | None:
        """Remove all but what is kept: two queries, one call for each 25 rows, and one for each row that is kept.

        Where the mirror is shared two more: the places in its two lists go before the row that names them.
        Of each time that a consult was asked or answered four more: it has a partition of its own, and two hold it;
        and one for each consult that was answered, which its practice knows of.
        """
        item = read_one(self._dynamodb, self._table, journey_key(practice, journey))
        if item is None or not was_erased(item):
            return None
        left = erasure_of(item, [])
        until = {KINDS[one.what].value: one.until for one in left.kept}

        def goes(row: Item) -> bool:
            if row["sk"] == "JOURNEY" or row["sk"].startswith("ERASED#"):
                return False
            if row.get("kind") in until and row["sk"].startswith("C#"):
                self._keep(row, until[row["kind"]])
                return False
            if row["sk"].startswith("O#"):
                key = to_item(answered_key(practice, row["sk"].removeprefix("O#")))
                self._dynamodb.delete_item(TableName=self._table, Key=key)
            if row["sk"] == "MIRROR":
                for person in row["people"]:
                    key = to_item(shown_mirror_key(practice, person, journey))
                    self._dynamodb.delete_item(TableName=self._table, Key=key)
            if row["sk"].startswith("Q#"):
                self._remove_consult(practice, row)
            return True

        pk = journey_partition(practice, journey)
        remove_partition(self._dynamodb, self._table, pk, goes=goes, reads=("kind", "expires_at", "people"))
        if left.client is not None:
            self._remove_joining(practice, journey, left.client)
        return left

    def _remove_consult(self, practice: str, row: Item) -> None:
        """Remove a consult and that two people hold it, before the row by which it is found."""
        consult = row["sk"].split("#")[1]
        for person in row["people"]:
            self._dynamodb.delete_item(TableName=self._table, Key=to_item(held_key(practice, person, consult)))
        remove_partition(self._dynamodb, self._table, consult_partition(practice, consult), goes=lambda _: True)

    def _remove_joining(self, practice: str, journey: str, client: str) -> None:
        """Remove how the client joined; an invitation that nobody used DynamoDB removes within fourteen days."""

        def goes(row: Item) -> bool:
            if row["journey"] != journey:
                return False
            key = to_item(invitation_key(practice, row["digest"]))
            self._dynamodb.delete_item(TableName=self._table, Key=key)
            return True

        pk, reads = person_partition(practice, client), ("journey", "digest")
        remove_partition(self._dynamodb, self._table, pk, goes=goes, reads=reads, begins="R#")

    def confirm(self, practice: str, journey: str, service: str, at: str) -> None:
        """Note a confirmation: one conditional put, which changes nothing where it is there already."""
        key: Mapping[str, str] = confirmation_key(practice, journey, service)
        put_once(self._dynamodb, self._table, {**key, "confirmed_at": at})

    def _keep(self, row: Item, until: str) -> None:
        """Take the words off a row that is kept, and let DynamoDB remove it when its day comes: one call, once."""
        if "expires_at" in row:
            return
        names = {f"#{name}": name for name in (*_TAKEN_OFF, "expires_at")}
        self._dynamodb.update_item(
            TableName=self._table,
            Key=to_item({"pk": row["pk"], "sk": row["sk"]}),
            UpdateExpression="SET #expires_at = :until REMOVE " + ", ".join(f"#{name}" for name in _TAKEN_OFF),
            ExpressionAttributeNames=names,
            ExpressionAttributeValues=to_item({":until": int(from_text(until).timestamp())}),
        )
