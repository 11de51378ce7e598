"""The relay: the table's stream wakes it, and it publishes the events that it finds in the new images."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from kernel.envelope import Event
from kernel.log import Code, Log
from kernel.outbox import TOLD, event_of
from kernel.topic import Publisher

if TYPE_CHECKING:
    from kernel.start import Handler


class Aside(Protocol):
    """Somewhere to put events that could not be published."""

    def put_aside(self, events: Sequence[Event]) -> None:
        """Keep the events for the sweeper, or raise."""
        ...


def events_in(records: Sequence[Mapping[str, Any]]) -> list[Event]:
    """Find the events in stream records.

    Parameters
    ----------
    records : sequence of mapping
        DynamoDB stream records with new images.

    Returns
    -------
    list of Event
        In the order of the stream, each once: an item that changed twice with the same event in it tells it once. What
        was but sealed anew tells nothing.
    """
    found: dict[str, Event] = {}
    for record in records:
        image = record["dynamodb"].get("NewImage", {})
        event = event_of(image)
        if event is not None and image.get(TOLD) != {"S": event.id}:
            found.setdefault(event.id, event)
    return list(found.values())


def relay(topic: Publisher, aside: Aside, log: Log) -> "Handler":
    """Make the relay's handler.

    What the topic does not take goes to the failure queue; where that fails too the handler raises, and the stream
    brings the whole batch again: to publish twice is safe, to lose is not.

    Parameters
    ----------
    topic : Publisher
        The service's topic.
    aside : Aside
        The failure queue.
    log : Log
        Takes one line a batch.

    Returns
    -------
    callable
        Takes a DynamoDB stream event.
    """

    def handler(event: Mapping[str, Any], context: object) -> None:
        del context
        events = events_in(event["Records"])
        unpublished = topic.publish(events)
        if unpublished:
            aside.put_aside(unpublished)
            log.line(Code.PUT_ASIDE, events=len(unpublished))
        log.line(Code.PUBLISHED, events=len(events) - len(unpublished))

    return handler
