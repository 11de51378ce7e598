"""Trails in DynamoDB: a head under its version, and pages that never change once they are written."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from kernel.conditional import LostRaceError, is_lost_race, write_together
from kernel.every_row import every_row
from kernel.items import Item, from_item, to_item
from milestones.adapters.conditions import upon
from milestones.adapters.erased_journeys import unless_erased
from milestones.adapters.keys import partition
from milestones.adapters.milestone_writes import update_of
from milestones.adapters.packing_trail import attributes_of, records_of
from milestones.adapters.settling import settlement
from milestones.domain.found_in import TRAIL
from milestones.domain.known_trail import KeptTrail, Records, known_in
from milestones.domain.ports import News, Place, StaleError
from milestones.domain.trail_ports import Bringing

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient


class DynamoTrails:
    """Keeps trails.

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

    def load(self, practice: str, journey: str) -> KeptTrail:
        """Read a trail: one consistent query a megabyte, which is 20,000 entries; where there is none one read more."""
        items = self._items(partition(practice, journey))
        if not items:
            unless_erased(self._dynamodb, self._table, practice, journey)
            return KeptTrail()
        head = items[0]
        # A page that became one after the head was read holds nothing newer than that head.
        pages = [records_of(item) for item in items[1 : 1 + head["pages"]]]
        recent = records_of(head)
        known, standings = known_in([*pages, recent])
        return KeptTrail(known, standings, head["version"], recent, head["pages"])

    def keep(
        self, place: Place, kept: KeptTrail, pages: Sequence[Records], news: Sequence[News], of: Bringing | None = None
    ) -> None:
        """Write a trail with its news, all or nothing: one put, or one transaction where there is more to write."""
        key = {"pk": partition(place.practice, place.journey), "sk": TRAIL}
        head: Item = {**key, **attributes_of(kept.recent), "version": kept.version, "pages": kept.pages}
        put: dict[str, Any] = {"TableName": self._table, "Item": to_item(head), **upon(kept.version)}
        others: list[dict[str, Any]] = [{"Update": update_of(one, self._table, place)} for one in news]
        for number, page in enumerate(pages, kept.pages - len(pages) + 1):
            item = {**key, "sk": f"{TRAIL}#{number:05}", **attributes_of(page)}
            others.append({"Put": {"TableName": self._table, "Item": to_item(item), **upon(1)}})
        if of is not None:
            others.append({"Update": settlement(self._table, of.place, of.version)})
        try:
            if others:
                write_together(self._dynamodb, [{"Put": put}, *others])
            else:
                self._dynamodb.put_item(**put)
        except LostRaceError as error:
            raise StaleError from error
        except ClientError as error:
            if is_lost_race(error):
                raise StaleError from error
            raise

    def _items(self, pk: str) -> list[Item]:
        query: dict[str, Any] = {
            "TableName": self._table,
            "KeyConditionExpression": "pk = :pk AND sk BETWEEN :head AND :last",
            "ExpressionAttributeValues": to_item({":pk": pk, ":head": TRAIL, ":last": f"{TRAIL}#~"}),
            "ConsistentRead": True,
        }
        return [from_item(row) for row in every_row(self._dynamodb, **query)]
