"""The journey as an item, and back; and the writes that change it."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from kernel.envelope import Event
from kernel.items import Item, to_item
from kernel.outbox import with_event
from reflections.adapters.keys import event_key, journey_key, membership_key
from reflections.domain.capture import Voice
from reflections.domain.journey import Consent, Goal, Journey, State

Action = Mapping[str, Any]
"""One action of a transaction, as ``TransactWriteItems`` takes it."""


def item_of(journey: Journey) -> Item:
    """Write a journey as an item."""
    return {
        **journey_key(journey.practice, journey.id),
        "therapist": journey.therapist,
        "client": journey.client,
        "code": journey.code,
        "state": journey.state.value,
        "version": journey.version,
        "opened_at": journey.opened_at,
        "fingerprint": journey.fingerprint,
        "goals": {goal.id: _goal_item(goal) for goal in journey.goals.values()},
        "consents": {name: {"granted": word.granted, "at": word.at} for name, word in journey.consents.items()},
    }


def journey_of(item: Item) -> Journey:
    """Read a journey from its item."""
    practice, _, made = item["pk"].rpartition("#")
    return Journey(
        practice=practice,
        id=made,
        therapist=item["therapist"],
        opened_at=item["opened_at"],
        fingerprint=item["fingerprint"],
        code=item.get("code"),
        client=item.get("client"),
        state=State(item["state"]),
        version=item["version"],
        goals=MappingProxyType({made: _goal(made, goal) for made, goal in item["goals"].items()}),
        consents=MappingProxyType({name: Consent(**word) for name, word in item["consents"].items()}),
    )


def _goal_item(goal: Goal) -> Item:
    return {
        "target": goal.target,
        "wording": goal.wording,
        "by": goal.by.value,
        "set_at": goal.set_at,
        "fingerprint": goal.fingerprint,
    }


def _goal(made: str, item: Item) -> Goal:
    return Goal(
        id=made,
        target=item["target"],
        wording=item["wording"],
        by=Voice(item["by"]),
        set_at=item["set_at"],
        fingerprint=item["fingerprint"],
    )


def put_new(table: str, item: Item) -> Action:
    """Put an item whose key must be free."""
    return {"Put": {"TableName": table, "Item": to_item(item), "ConditionExpression": "attribute_not_exists(pk)"}}


def put_membership(table: str, journey: Journey, person: str) -> Action:
    """Put a person's part in a journey."""
    return put_new(table, {**membership_key(journey.practice, person, journey.id)})


def put_next_version(table: str, journey: Journey, events: Sequence[Event]) -> list[Action]:
    """Put a journey upon the version that it was made from, and each of its events as an item of its own.

    Events of a journey do not supersede each other (a consent says nothing of a goal). So each has its own item, where
    a republication finds it; a journey changes rarely enough to pay for that.

    Parameters
    ----------
    table : str
        The table.
    journey : Journey
        After the change.
    events : sequence of Event
        One for each version since.

    Returns
    -------
    list of mapping
        Actions for one transaction.
    """
    first = journey.version - len(events) + 1
    put = {
        "TableName": table,
        "Item": to_item(item_of(journey)),
        "ConditionExpression": "#version = :before",
        "ExpressionAttributeNames": {"#version": "version"},
        "ExpressionAttributeValues": to_item({":before": first - 1}),
    }
    return [{"Put": put}, *put_events(table, journey, events, first)]


def put_events(table: str, journey: Journey, events: Sequence[Event], first: int) -> list[Action]:
    """Put events, the first of them telling of version ``first``."""
    return [
        put_new(table, with_event({**event_key(journey.practice, journey.id, version)}, event))
        for version, event in enumerate(events, first)
    ]
