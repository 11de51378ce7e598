"""Caseloads in DynamoDB: a line on each journey's item, found by a sparse index of active journeys of a therapist.

Whose caseload a journey is on is written with the fact that says so (`adapters.journeys`), in the same update; what the
line says, by `DynamoCaseloads.refresh`. Neither touches the other's attributes.
"""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from kernel.conditional import is_lost_race
from kernel.every_row import every_row
from kernel.instants import from_text
from kernel.items import Item, from_item, to_item
from milestones.adapters.keys import CASELOAD_OF, HEARD_ON, JOURNEY, PLACE, caseload_of, partition
from milestones.adapters.lines import line_in, written
from milestones.domain.caseload_ports import CaseloadPage
from milestones.domain.ports import StaleError

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

_LINE, _VERSION = "caseload", "caseload_version"
_INDEX = "caseloads"


class DynamoCaseloads:
    """Keeps lines.

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

    def refresh(self, practice: str, journey: str) -> datetime | None:
        """Make a line anew: one consistent query a megabyte of the journey, and one update where it changed.

        Give when something was heard that ends a silence.
        """
        pk = partition(practice, journey)
        items = self._items(pk)
        before = next((item for item in items if item["sk"] == JOURNEY), {})
        if "erased_at" in before:
            return None
        line = line_in(journey, items)
        after, version = written(line), before.get(_VERSION, 0)
        broken = _ends_silence(before, line.last_heard)
        found = _found_by(before, line.last_heard)
        if (before.get(_LINE), before.get(PLACE), before.get(HEARD_ON)) == (after, line.place, found):
            return broken
        values: Item = {":line": after, ":place": line.place, ":after": version + 1}
        names, day = {"#line": _LINE, "#place": PLACE, "#version": _VERSION}, ""
        if found is not None:
            values, names, day = values | {":day": found}, names | {"#day": HEARD_ON}, ", #day = :day"
        update: dict[str, Any] = {
            "TableName": self._table,
            "Key": to_item({"pk": pk, "sk": JOURNEY}),
            "UpdateExpression": "SET #line = :line, #place = :place, #version = :after" + day,
            "ConditionExpression": "attribute_not_exists(erased_at) AND "
            + ("#version = :before" if version else "attribute_not_exists(#version)"),
            "ExpressionAttributeNames": names,
            "ExpressionAttributeValues": to_item(values | ({":before": version} if version else {})),
        }
        try:
            self._dynamodb.update_item(**update)
        except ClientError as error:
            if is_lost_race(error):
                raise StaleError from error
            raise
        return broken

    def page(self, practice: str, therapist: str, after: str | None, limit: int) -> CaseloadPage:
        """Read a page: one query. The index follows the table within moments, as DynamoDB has it."""
        of, beginning = caseload_of(practice, therapist), partition(practice, "")
        start: dict[str, Any] = {}
        if after is not None:
            place, _, journey = after.partition(".")
            key = {CASELOAD_OF: of, PLACE: place, "pk": f"{beginning}{journey}", "sk": JOURNEY}
            start = {"ExclusiveStartKey": to_item(key)}
        answer = self._dynamodb.query(
            TableName=self._table,
            IndexName=_INDEX,
            KeyConditionExpression="#of = :of",
            ExpressionAttributeNames={"#of": CASELOAD_OF},
            ExpressionAttributeValues=to_item({":of": of}),
            Limit=limit,
            **start,
        )
        items = [from_item(item) for item in answer["Items"]]
        lines = [{**item.get(_LINE, {}), "journey": item["pk"].removeprefix(beginning)} for item in items]
        more = "LastEvaluatedKey" in answer and lines
        return CaseloadPage(lines, f"{items[-1][PLACE]}.{lines[-1]['journey']}" if more else None)

    def _items(self, pk: str) -> list[Item]:
        query: dict[str, Any] = {
            "TableName": self._table,
            "KeyConditionExpression": "pk = :pk",
            "ExpressionAttributeValues": to_item({":pk": pk}),
            "ConsistentRead": True,
        }
        return [from_item(row) for row in every_row(self._dynamodb, **query)]


def _found_by(before: Item, heard: datetime | None) -> str | None:
    """Give the day that a journey is found by as one that may fall silent: of an active one alone, never an earlier."""
    day: str | None = before.get(HEARD_ON)
    if heard is None or "silent" in before or CASELOAD_OF not in before:
        return day
    return max(day or "", heard.date().isoformat())


def _ends_silence(before: Item, heard: datetime | None) -> datetime | None:
    return heard if heard is not None and "silent" in before and heard > from_text(before["silent"]) else None
