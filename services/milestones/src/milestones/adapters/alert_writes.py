"""A changed alert as one update of a transaction: its event rides in it, its history grows by one line."""

from typing import Any

from kernel.instants import to_text
from kernel.items import Item, to_item
from kernel.outbox import with_event
from milestones.adapters.keys import ALERT, partition
from milestones.domain.alert import AlertNote, level_of
from milestones.domain.ports import AlertNews, Place


def alert_update_of(
    news: AlertNews, table: str, place: Place, course: str, note: AlertNote | None = None
) -> dict[str, Any]:
    """Make the update.

    The course's own version guards all of its alerts; the alert's version is in the condition all the same. A cleared
    alert keeps the numbers that it last rested on, and every alert the note that was made on it last.

    Parameters
    ----------
    news : AlertNews
    table : str
        The table's name.
    place : Place
        The course that the alert was found in.
    course : str
        That course's sort key.
    note : AlertNote or None
        What is noted with it; None leaves the note that there is.

    Returns
    -------
    dict
        As ``TransactWriteItems`` takes it under ``Update``.
    """
    standing = news.change.standing
    attributes = with_event(_attributes(news, course), news.event) | noted(note)
    line: Item = {"version": standing.version, "state": standing.state.value, "at": to_text(news.at)}
    if news.change.cleared_by is not None:
        line["cleared_by"] = news.change.cleared_by.value
    names = {f"#{name}": name for name in (*attributes, "history")}
    values: Item = {f":{name}": value for name, value in attributes.items()} | {":line": [line], ":none": []}
    sets = [f"#{name} = :{name}" for name in attributes]
    sets.append("#history = list_append(if_not_exists(#history, :none), :line)")
    condition = "attribute_not_exists(pk)"
    if standing.version > 1:
        condition = "#version = :before"
        values[":before"] = standing.version - 1
    return {
        "TableName": table,
        "Key": to_item({"pk": partition(place.practice, place.journey), "sk": key_of(news.alert)}),
        "UpdateExpression": f"SET {', '.join(sets)}",
        "ConditionExpression": condition,
        "ExpressionAttributeNames": names,
        "ExpressionAttributeValues": to_item(values),
    }


def noted(note: AlertNote | None) -> Item:
    """Write a note as attributes of its alert; none where there is none."""
    return {} if note is None else {"note": note.sealed, "noted_at": to_text(note.at), "noted_by": note.by}


def key_of(alert: str) -> str:
    """Give the sort key of an alert."""
    return f"{ALERT}{alert.rpartition('.')[2]}"


def _attributes(news: AlertNews, course: str) -> Item:
    change = news.change
    attributes: Item = {
        "kind": change.kind.value,
        "level": level_of(change.kind).value,
        "state": change.standing.state.value,
        "version": change.standing.version,
        "raising": change.standing.raising,
        "course": course,
        "subject": news.subject,
    }
    concern = change.concern
    if concern is None:
        return attributes
    if concern.declared_by is not None:
        attributes["declared_by"] = concern.declared_by.value
    return attributes | {
        "rule_version": concern.rule_version,
        "numbers": dict(concern.numbers),
        "thresholds": dict(concern.thresholds),
        "occurred_at": to_text(concern.occurred_at),
    }
