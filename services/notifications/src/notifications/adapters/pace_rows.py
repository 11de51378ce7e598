"""When a client was cheered, as it lies in the table: a row for each client, whatever journeys the cheers came from."""

from collections.abc import Mapping
from typing import Any

from kernel.instants import from_text, to_text
from kernel.items import to_item
from notifications.adapters.table_keys import pace_key
from notifications.domain.pace import Pace


def pace_of(item: Mapping[str, Any]) -> Pace:
    """Read a client's pace from its item."""
    return Pace(tuple(map(from_text, item["sent"])), item["version"])


def paced(table: str, practice: str, client: str, pace: Pace) -> dict[str, Any]:
    """Write that a client is cheered, for the sending's own transaction.

    Parameters
    ----------
    table : str
        The service's table.
    practice, client : str
        Whose.
    pace : Pace
        With the sending in it; stored as the next version of its row, if the row is still the one that was read.

    Returns
    -------
    dict
        An action of a transaction.
    """
    item = {**pace_key(practice, client), "version": pace.row + 1, "sent": [to_text(instant) for instant in pace.sent]}
    condition: dict[str, Any] = {"ConditionExpression": "attribute_not_exists(pk)"}
    if pace.row:
        condition = {
            "ConditionExpression": "#version = :version",
            "ExpressionAttributeNames": {"#version": "version"},
            "ExpressionAttributeValues": to_item({":version": pace.row}),
        }
    return {"Put": {"TableName": table, "Item": to_item(item), **condition}}
