"""How the projection of a journey lies in the table."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from kernel.instants import from_text, to_text
from kernel.items import Item
from notifications.adapters.absent import present
from notifications.adapters.table_keys import journey_key
from notifications.domain.identity import JourneyId
from notifications.domain.journey import Consent, Journey
from notifications.domain.risk import Administration, Risk


def journey_item(journey: Journey) -> Item:
    """Write a projection as an item."""
    item: Item = {
        **journey_key(journey.id),
        "version": journey.row,
        "therapist": journey.therapist,
        "client": journey.client,
        "therapist_version": journey.therapist_version,
        "paused": journey.paused or None,
        "pause_version": journey.pause_version or None,
        "closed": journey.closed or None,
        "erased": journey.erased or None,
        "consent": None if journey.consent is None else [journey.consent.version, journey.consent.granted],
        "administrations": {point.measure: _written(point) for point in journey.administrations.values()},
        "dropped": {instrument: to_text(instant) for instrument, instant in journey.dropped.items()},
    }
    return present(item)


def _written(point: Administration) -> list[object]:
    """Write an administration as a list: a map would repeat its names up to fifty times an instrument."""
    return [point.version, point.instrument, to_text(point.occurred_at), point.risk.value, point.retracted]


def journey_of(item: Mapping[str, Any]) -> Journey:
    """Read a projection from its item."""
    practice, _, journey = item["pk"].rpartition("#")
    points = {
        measure: Administration(measure, version, instrument, from_text(occurred_at), Risk(risk), retracted)
        for measure, (version, instrument, occurred_at, risk, retracted) in item["administrations"].items()
    }
    return Journey(
        id=JourneyId(practice, journey),
        row=item["version"],
        therapist=item.get("therapist"),
        client=item.get("client"),
        # A row from before hand-overs were known has the therapist who opened the journey, in its version 1.
        therapist_version=item.get("therapist_version", int("therapist" in item)),
        paused=item.get("paused", False),
        pause_version=item.get("pause_version", 0),
        closed=item.get("closed", False),
        erased=item.get("erased", False),
        consent=Consent(*item["consent"]) if "consent" in item else None,
        administrations=MappingProxyType(points),
        dropped=MappingProxyType({name: from_text(text) for name, text in item["dropped"].items()}),
    )
