"""Seals anew what is sealed under an older key, item by item, and changes nothing else of it."""

import copy
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from kernel.conditional import is_lost_race
from kernel.every_row import every_row
from kernel.items import Item, from_item, to_item
from kernel.key_ring import Context
from kernel.log import Code, Log
from kernel.outbox import TOLD, event_of
from kernel.sealing import DataKey, TamperedError, number_in

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

Place = tuple[str | int, ...]
"""Where in an item a text is: the attribute, then names and numbers within it."""
TextsOf = Callable[[str, Item], Iterable[tuple[Place, Context]]]
"""Names every sealed text of an item of a subject's, by the subject's partition, each with its context."""


@dataclass(frozen=True, slots=True)
class Resealing:
    """Seals anew.

    Parameters
    ----------
    dynamodb : DynamoDBClient
        The client.
    table : str
        The table of the items.
    items_of : callable
        Reads every item that may hold a sealed text of a subject, as DynamoDB has them, by the subject's partition.
    texts_of : TextsOf
        Names the texts.
    log : Log
        Is told of a text that no key opens: it stays as it is.
    pause : callable
        Waits a moment after each write, so that others are served.
    """

    dynamodb: "DynamoDBClient"
    table: str
    items_of: Callable[[str], Iterable[Mapping[str, Any]]]
    texts_of: TextsOf
    log: Log
    pause: Callable[[], None]

    def __call__(self, pk: str, key: DataKey) -> int:
        """Seal anew what one subject has, under the key that seals.

        One conditional write an item: it takes the place of the very ciphertext that was read, or of nothing. No
        version, no ETag, no instant changes, and the event that the item carries is marked as told.

        Parameters
        ----------
        pk : str
            The subject's partition.
        key : DataKey
            Its keys.

        Returns
        -------
        int
            How many items had something to seal anew, those included that were changed meanwhile.
        """
        found = 0
        for item in self.items_of(pk):
            sealed = self._sealed_anew(pk, item, key)
            if sealed:
                found += 1
                self._write(item, sealed)
                self.pause()
        return found

    def _sealed_anew(self, pk: str, item: Mapping[str, Any], key: DataKey) -> dict[str, Any]:
        """Give the attributes that change, each whole; none where there is nothing to do."""
        after: dict[str, Any] = {}
        for place, context in self.texts_of(pk, from_item(item)):
            name = str(place[0])
            attribute = after.get(name) or copy.deepcopy(item[name])
            holder = _holder(attribute, place[1:])
            try:
                if number_in(holder["B"]) == key.sealing:
                    continue
                holder["B"] = key.seal(key.open(holder["B"], context), context)
            except TamperedError:
                self.log.line(Code.NOT_SEALED_ANEW, subject=pk.rpartition("#")[2], field=name)
                continue
            after[name] = attribute
        return after

    def _write(self, item: Mapping[str, Any], after: Mapping[str, Any]) -> None:
        event = event_of(item)
        values = {f":after_{name}": value for name, value in after.items()}
        values |= {f":before_{name}": item[name] for name in after}
        names = {f"#{name}": name for name in after}
        sets = [f"#{name} = :after_{name}" for name in after]
        if event is not None:
            # The stream brings the item again; whoever publishes what it carries must not take it for news.
            sets.append(f"{TOLD} = :told")
            values |= to_item({":told": event.id})
        try:
            self.dynamodb.update_item(
                TableName=self.table,
                Key={"pk": item["pk"], "sk": item["sk"]},
                UpdateExpression="SET " + ", ".join(sets),
                ConditionExpression=" AND ".join(f"#{name} = :before_{name}" for name in after),
                ExpressionAttributeNames=names,
                ExpressionAttributeValues=values,
            )
        except ClientError as error:
            # Somebody has written it meanwhile: the next look finds whether there is still something to do.
            if not is_lost_race(error):
                raise


def partition_of(dynamodb: "DynamoDBClient", table: str, pk: str, begins: str = "") -> Iterable[Mapping[str, Any]]:
    """Read a partition, as DynamoDB has it: 1 consistent query a megabyte.

    Parameters
    ----------
    dynamodb : DynamoDBClient
        The client.
    table : str
        The table.
    pk : str
        The partition.
    begins : str
        With what the sort keys begin; all of the partition where it is empty.
    """
    query: dict[str, Any] = {
        "TableName": table,
        "KeyConditionExpression": "pk = :pk" + (" AND begins_with(sk, :begins)" if begins else ""),
        "ExpressionAttributeValues": to_item({":pk": pk, ":begins": begins or None}),
        "ConsistentRead": True,
    }
    return every_row(dynamodb, **query)


def _holder(attribute: dict[str, Any], within: Sequence[str | int]) -> dict[str, Any]:
    """Go to the attribute value at a place."""
    for step in within:
        attribute = attribute["L"][step] if isinstance(step, int) else attribute["M"][step]
    return attribute
