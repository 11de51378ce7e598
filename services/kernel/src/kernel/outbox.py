"""The transactional outbox: an event rides as an attribute in the very item whose change it tells of.

One write makes state and event durable together. The table's stream wakes the relay, which publishes what it finds.
An item holds one event at a time; where a later change replaces it, the stream has carried the earlier image already,
and the later event must supersede the earlier one for anybody who asks for a republication.
"""

from collections.abc import Mapping
from typing import Any

from kernel.envelope import Event
from kernel.items import Item

EVENT_ATTRIBUTE = "event"
"""The attribute's name, which the stream's filter pattern names too."""

TOLD = "told"
"""The attribute that names the event which an item carried when it was sealed anew: a stream record of the item with
that very event in it tells nothing new."""


def with_event(item: Mapping[str, object], event: Event) -> Item:
    """Put an event into the item that it tells of.

    Parameters
    ----------
    item : mapping
        The item about to be written, as plain Python.
    event : Event
        The event.

    Returns
    -------
    dict
        A new item with the event in it.
    """
    return {**item, EVENT_ATTRIBUTE: event.model_dump_json()}


def event_of(image: Mapping[str, Any]) -> Event | None:
    """Take the event out of a stored item or of a stream image.

    Parameters
    ----------
    image : mapping
        Attribute name to DynamoDB attribute value.

    Returns
    -------
    Event or None
        None where the item carries none.
    """
    attribute = image.get(EVENT_ATTRIBUTE)
    return None if attribute is None else Event.model_validate_json(attribute["S"])
