"""When a client was cheered, as it lies in the table: a row for each client, whatever journeys the cheers came from."""

from collections.abc import Iterable, Mapping
from typing import Any

from kernel.instants import from_text, to_text
from kernel.items import to_item
from notifications.adapters.table_keys import pace_key, practice_of
from notifications.domain.identity import CelebrationId
from notifications.domain.pace import Pace


def pace_of(item: Mapping[str, Any]) -> Pace:
    """Read a client's pace from its item."""
    sent = tuple(map(from_text, item.get("sent", ())))
    practice = practice_of(item)
    waiting = tuple(CelebrationId.parse(practice, name) for name in sorted(item.get("waiting", ())))
    return Pace(sent, item.get("version", 0), waiting)


def waits(table: str, client: str, celebration: CelebrationId) -> dict[str, Any]:
    """Write that a celebration waits for its moment, for the transaction that says until when.

    Parameters
    ----------
    table : str
        The service's table.
    client : str
        Whose moment.
    celebration : CelebrationId
        Which one; to say it again changes nothing.

    Returns
    -------
    dict
        An action of a transaction.
    """
    return {
        "Update": {
            "TableName": table,
            "Key": to_item(pace_key(celebration.practice, client)),
            "UpdateExpression": "ADD #waiting :one",
            "ExpressionAttributeNames": {"#waiting": "waiting"},
            "ExpressionAttributeValues": {":one": {"SS": [str(celebration)]}},
        }
    }


def paced(table: str, practice: str, client: str, pace: Pace, sent: Iterable[CelebrationId]) -> dict[str, Any]:
    """Write that a client is cheered, for the sending's own transaction.

    Parameters
    ----------
    table : str
        The service's table.
    practice, client : str
        Whose.
    pace : Pace
        With the sending in it; stored as the next version of its row, if the row is still the one that was read.
    sent : iterable of CelebrationId
        What waits no longer.

    Returns
    -------
    dict
        An action of a transaction.
    """
    condition = "#version = :row" if pace.row else "attribute_not_exists(#version)"
    values = {":next": pace.row + 1, ":sent": [to_text(instant) for instant in pace.sent]}
    return {
        "Update": {
            "TableName": table,
            "Key": to_item(pace_key(practice, client)),
            "UpdateExpression": "SET #version = :next, #sent = :sent DELETE #waiting :gone",
            "ConditionExpression": condition,
            "ExpressionAttributeNames": {"#version": "version", "#sent": "sent", "#waiting": "waiting"},
            "ExpressionAttributeValues": {
                **to_item(values | ({":row": pace.row} if pace.row else {})),
                ":gone": {"SS": sorted(map(str, sent))},
            },
        }
    }
