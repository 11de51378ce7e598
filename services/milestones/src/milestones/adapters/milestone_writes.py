"""A changed milestone as one update of a transaction: its event rides in it, its history grows by one line."""

from typing import Any

from kernel.instants import to_text
from kernel.items import Item, to_item
from kernel.outbox import with_event
from milestones.adapters.keys import MILESTONE, partition
from milestones.domain.ports import News, Place


def update_of(news: News, table: str, place: Place) -> dict[str, Any]:
    """Make the update.

    The course's own version guards all of its milestones; the milestone's version is in the condition all the same.
    A retracted milestone keeps the numbers that it last rested on.

    Parameters
    ----------
    news : News
    table : str
        The table's name.
    place : Place
        The course that the milestone was found in.

    Returns
    -------
    dict
        As ``TransactWriteItems`` takes it under ``Update``.
    """
    change, digits = news.change, news.milestone.rpartition(".")[2]
    attributes = with_event(_attributes(news), news.event)
    line: Item = {
        "version": change.version,
        "state": change.state.value,
        "at": to_text(news.at),
        "reason": news.reason.value,
    }
    names = {f"#{name}": name for name in (*attributes, "history")}
    values: Item = {f":{name}": value for name, value in attributes.items()} | {":line": [line], ":none": []}
    sets = [f"#{name} = :{name}" for name in attributes]
    sets.append("#history = list_append(if_not_exists(#history, :none), :line)")
    condition = "attribute_not_exists(pk)"
    if change.version > 1:
        condition = "#version = :before"
        values[":before"] = change.version - 1
    return {
        "TableName": table,
        "Key": to_item({"pk": partition(place.practice, place.journey), "sk": f"{MILESTONE}{digits}"}),
        "UpdateExpression": f"SET {', '.join(sets)}",
        "ConditionExpression": condition,
        "ExpressionAttributeNames": names,
        "ExpressionAttributeValues": to_item(values),
    }


def _attributes(news: News) -> Item:
    change, claim = news.change, news.claim
    attributes: Item = {
        "kind": change.key[0].value,
        "state": change.state.value,
        "version": change.version,
        "occurred_at": to_text(news.occurred_at),
    }
    if claim is None:
        return attributes
    return attributes | {
        "subject": claim.subject,
        "rule_version": claim.rule_version,
        "numbers": dict(news.numbers),
        "thresholds": dict(claim.thresholds),
        "road": news.event.data.get("road", {}),
    }
