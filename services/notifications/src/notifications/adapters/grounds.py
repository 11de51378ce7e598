"""Conditions that what a sending was decided upon still stands, for the sending's own transaction."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from kernel.items import Item, to_item
from notifications.adapters.standing_rows import standing_put
from notifications.adapters.table_keys import celebration_key, journey_key, preferences_key
from notifications.domain.celebration import Celebration
from notifications.domain.grounds import Grounds
from notifications.domain.ports import LostRaceError


def standing(table: str, grounds: Grounds, client: str) -> list[dict[str, Any]]:
    """Check that journey and preferences are those that were judged.

    Parameters
    ----------
    table : str
        The service's table.
    grounds : Grounds
        As they were read.
    client : str
        Whose preferences they are.

    Returns
    -------
    list of dict
        Actions of a transaction.

    Raises
    ------
    LostRaceError
        Where there is no journey, which no verdict allows.
    """
    if grounds.journey is None:
        raise LostRaceError
    preferences = preferences_key(grounds.celebration.id.practice, client)
    return [
        _of_version(table, journey_key(grounds.journey.id), grounds.journey.row),
        _of_version(table, preferences, grounds.preferences.version),
    ]


def standing_used(table: str, grounds: Grounds, sent: Sequence[Celebration], now: datetime) -> list[dict[str, Any]]:
    """Note the use of the standing cheer, if it is still the one that was judged.

    Parameters
    ----------
    table : str
        The service's table.
    grounds : Grounds
        As they were read.
    sent : sequence of Celebration
        What goes out; nothing is noted where none of it rests upon the standing cheer.
    now : datetime
        When.

    Returns
    -------
    list of dict
        Actions of a transaction.

    Raises
    ------
    LostRaceError
        Where there is no standing cheer, which no verdict allows.
    """
    if all(celebration.by_standing is None for celebration in sent):
        return []
    if grounds.standing is None:
        raise LostRaceError
    return [standing_put(table, grounds.standing.with_sent(now))]


def unchanged(table: str, grounds: Grounds) -> dict[str, Any]:
    """Check that the celebration is the one that was judged."""
    return _of_version(table, celebration_key(grounds.celebration.id), grounds.celebration.version)


def _of_version(table: str, key: Item, version: int) -> dict[str, Any]:
    """Check a row's version; 0 stands for a row that does not exist."""
    check: dict[str, Any] = {"TableName": table, "Key": to_item(key)}
    if version == 0:
        return {"ConditionCheck": {**check, "ConditionExpression": "attribute_not_exists(pk)"}}
    return {
        "ConditionCheck": {
            **check,
            "ConditionExpression": "#version = :version",
            "ExpressionAttributeNames": {"#version": "version"},
            "ExpressionAttributeValues": to_item({":version": version}),
        }
    }
