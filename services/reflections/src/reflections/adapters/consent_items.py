"""Consents as parts of their journey's item, and as items of their own that are never altered: their history."""

from dataclasses import asdict

from kernel.items import Item
from reflections.adapters.keys import consent_key
from reflections.domain.consent import Consent
from reflections.domain.journey import Journey


def consent_item(consent: Consent) -> Item:
    """Write a consent; what nobody told is left out."""
    return {name: value for name, value in asdict(consent).items() if value is not None}


def consent_of(item: Item) -> Consent:
    """Read a consent."""
    return Consent(**item)


def said_item(journey: Journey, purpose: str) -> Item:
    """Write the client's latest word on a purpose as an item of its own."""
    consent = journey.consents[purpose]
    return {
        **consent_key(journey.practice, journey.id, purpose, consent.version),
        "said": consent_item(consent),
    }
