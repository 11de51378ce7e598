"""Break-glass accesses in DynamoDB: one item each, with its event in it, beside what it opens; never altered."""

from typing import TYPE_CHECKING

from kernel.conditional import put_once
from kernel.envelope import Event
from kernel.items import Item
from kernel.outbox import with_event
from reflections.adapters.keys import break_glass_key, journey_partition
from reflections.adapters.reading import read_one, read_stretch
from reflections.domain.break_glass import BreakGlass, Emergency

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient


class DynamoBreakGlasses:
    """The port `BreakGlasses` on DynamoDB.

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

    def add(self, access: BreakGlass, event: Event) -> BreakGlass | None:
        """Store an access with its event: one call, also where its identifier is taken."""
        stored = put_once(self._dynamodb, self._table, with_event(_item_of(access), event))
        return None if stored is None else _access_of(stored)

    def read(self, practice: str, journey: str, access: str) -> BreakGlass | None:
        """Read an access: one call."""
        item = read_one(self._dynamodb, self._table, break_glass_key(practice, journey, access))
        return None if item is None else _access_of(item)

    def of_journey(
        self, practice: str, journey: str, after: str | None, limit: int
    ) -> tuple[list[BreakGlass], str | None]:
        """Read a page of a journey's accesses: one call."""
        place = journey_partition(practice, journey)
        found, following = read_stretch(self._dynamodb, self._table, (place, "G#"), after, limit)
        return [_access_of(item) for item in found], following


def _item_of(access: BreakGlass) -> Item:
    return {
        **break_glass_key(access.practice, access.journey, access.id),
        "by": access.by,
        "reason": access.reason.value,
        "text": access.text,
        "at": access.at,
        "until": access.until,
        "fingerprint": access.fingerprint,
    }


def _access_of(item: Item) -> BreakGlass:
    practice, _, journey = item["pk"].rpartition("#")
    return BreakGlass(
        practice=practice,
        journey=journey,
        id=item["sk"].removeprefix("G#"),
        by=item["by"],
        reason=Emergency(item["reason"]),
        text=item["text"],
        at=item["at"],
        until=item["until"],
        fingerprint=item["fingerprint"],
    )
