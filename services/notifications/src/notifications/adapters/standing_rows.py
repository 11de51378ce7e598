"""How a standing cheer lies in the table: beside the journey's projection, and in the index of its therapist's own."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

from kernel.instants import from_text, to_text
from kernel.items import Item, to_item
from notifications.adapters.table_keys import journey_at, standing_key, standing_of
from notifications.domain.pace import Pace
from notifications.domain.standing_cheer import StandingCheer


def standing_item(standing: StandingCheer) -> Item:
    """Write a standing cheer as an item."""
    return {
        **standing_key(standing.journey),
        "therapist": standing.therapist,
        "therapist_cards": standing_of(standing.journey.practice, standing.therapist),
        "shown_at": to_text(standing.set_at),
        "kinds": list(standing.kinds),
        "words": {kind: text for kind, text in standing.kinds.items() if text is not None},
        "a_month": standing.a_month,
        "until": standing.until.isoformat(),
        "therapist_version": standing.therapist_version,
        "consent_version": standing.consent_version,
        "version": standing.version,
        "used": [to_text(instant) for instant in standing.used.sent],
        "row": standing.used.row,
    }


def of_row(standing: StandingCheer) -> dict[str, Any]:
    """Write the condition that the stored row is the one that was read, or that there is none."""
    if standing.used.row == 0:
        return {"ConditionExpression": "attribute_not_exists(pk)"}
    return {
        "ConditionExpression": "#row = :row",
        "ExpressionAttributeNames": {"#row": "row"},
        "ExpressionAttributeValues": to_item({":row": standing.used.row}),
    }


def standing_put(table: str, standing: StandingCheer) -> dict[str, Any]:
    """Write a standing cheer as the next version of its row, by itself or in a sending's own transaction.

    Parameters
    ----------
    table : str
        The service's table.
    standing : StandingCheer
        As it is to be; stored if the row is still the one that was read.

    Returns
    -------
    dict
        An action of a transaction.
    """
    after = replace(standing, used=replace(standing.used, row=standing.used.row + 1))
    return {"Put": {"TableName": table, "Item": to_item(standing_item(after)), **of_row(standing)}}


def standing_cheer_of(item: Mapping[str, Any]) -> StandingCheer:
    """Read a standing cheer from its item."""
    return StandingCheer(
        journey=journey_at(item),
        therapist=item["therapist"],
        kinds=MappingProxyType({kind: item["words"].get(kind) for kind in item["kinds"]}),
        a_month=item["a_month"],
        until=date.fromisoformat(item["until"]),
        therapist_version=item["therapist_version"],
        consent_version=item["consent_version"],
        set_at=from_text(item["shown_at"]),
        version=item["version"],
        used=Pace(tuple(map(from_text, item["used"])), item["row"]),
    )
