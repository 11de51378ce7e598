"""What is written along with a consult, in its transaction: what tells of it, who holds it, what must still hold."""

from collections.abc import Sequence

from kernel.envelope import Event
from kernel.items import Item, to_item
from kernel.outbox import with_event
from reflections.adapters.consult_items import held_item
from reflections.adapters.journey_writes import Action, put_new
from reflections.adapters.keys import consult_event_key, journey_key, journey_partition
from reflections.domain.consult import Consult
from reflections.domain.journey import Journey


def told(table: str, consult: Consult, event: Event) -> Sequence[Action]:
    """Put what tells of a version beside its journey, where a republication and an erasure find it."""
    place = consult_event_key(consult.practice, consult.journey, consult.id, consult.version)
    item: Item = {**place, "people": list(consult.people)}
    return [put_new(table, with_event(item, event))]


def kept_by_two(table: str, consult: Consult) -> Sequence[Action]:
    """Put the consult where it stands in the list of each who holds it."""
    return [{"Put": {"TableName": table, "Item": to_item(held_item(consult, one))}} for one in consult.people]


def not_erased(keys_table: str, consult: Consult) -> Action:
    """Make sure that the journey's data key is there still: without it nothing of the journey is written any more."""
    key = {"pk": journey_partition(consult.practice, consult.journey)}
    there = {"TableName": keys_table, "Key": to_item(key), "ConditionExpression": "attribute_exists(pk)"}
    return {"ConditionCheck": there}


def unchanged(table: str, journey: Journey) -> Action:
    """Make sure that the journey is as it was read, its consents with it."""
    as_read = {
        "TableName": table,
        "Key": to_item(journey_key(journey.practice, journey.id)),
        "ConditionExpression": "#version = :version",
        "ExpressionAttributeNames": {"#version": "version"},
        "ExpressionAttributeValues": to_item({":version": journey.version}),
    }
    return {"ConditionCheck": as_read}
