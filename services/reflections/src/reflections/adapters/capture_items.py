"""A capture as an item, and back."""

from kernel.envelope import Event
from kernel.items import Item
from kernel.outbox import with_event
from reflections.adapters.capture_orders import places_of
from reflections.adapters.keys import capture_key
from reflections.domain.capture import Capture, Kind, Voice


def item_of(capture: Capture, event: Event | None) -> Item:
    """Write a capture as an item, with the event that tells of it."""
    item: Item = {
        **capture_key(capture.practice, capture.journey, capture.id),
        **places_of(capture),
        "kind": capture.kind.value,
        "author": capture.author,
        "by": capture.by.value,
        "recorded_at": capture.recorded_at,
        "version": capture.version,
        "fingerprint": capture.fingerprint,
        "facts": capture.facts,
        "texts": capture.texts or None,
        "first": capture.first,
        "retracted": capture.retracted or None,
        "generation": capture.generation or None,
        "last_shared": capture.last_shared,
    }
    return item if event is None else with_event(item, event)


def capture_of(item: Item) -> Capture:
    """Read a capture from its item."""
    practice, _, journey = item["pk"].rpartition("#")
    return Capture(
        practice=practice,
        journey=journey,
        id=item["sk"].removeprefix("C#"),
        kind=Kind(item["kind"]),
        author=item["author"],
        by=Voice(item["by"]),
        recorded_at=item["recorded_at"],
        facts=item["facts"],
        fingerprint=item["fingerprint"],
        texts=item.get("texts", {}),
        version=item["version"],
        first=item.get("first"),
        retracted=item.get("retracted", False),
        generation=item.get("generation", 0),
        last_shared=item.get("last_shared"),
    )
