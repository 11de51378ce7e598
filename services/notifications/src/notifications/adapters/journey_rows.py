"""How the projection of a journey lies in the table."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from kernel.instants import from_text, to_text
from kernel.items import Item
from notifications.adapters.absent import present
from notifications.adapters.table_keys import journey_key
from notifications.domain.channel import Channel
from notifications.domain.concern import Concern
from notifications.domain.identity import JourneyId
from notifications.domain.journey import Consent, Journey
from notifications.domain.reason import Reason
from notifications.domain.risk import Administration, Risk
from notifications.domain.session import Session


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
        "consent": None if journey.consent is None else _consent_written(journey.consent),
        "channel_consents": {channel: _consent_written(one) for channel, one in journey.channel_consents.items()}
        or None,
        "administrations": {point.measure: _written(point) for point in journey.administrations.values()},
        "sessions": {session.id: _session_written(session) for session in journey.sessions.values()} or None,
        "concerns": [_concern_written(concern) for concern in journey.concerns.values()] or None,
        "dropped": {instrument: to_text(instant) for instrument, instant in journey.dropped.items()},
    }
    return present(item)


def _written(point: Administration) -> list[object]:
    """Write an administration as a list: a map would repeat its names up to fifty times an instrument."""
    return [point.version, point.instrument, to_text(point.occurred_at), point.risk.value, point.retracted]


def _session_written(session: Session) -> list[object]:
    return [session.version, to_text(session.begins), session.meets]


def _concern_written(concern: Concern) -> list[object]:
    """Write a concern as a list within a list, which keeps the order in which they were seen."""
    return [concern.id, concern.version, concern.reason.value, concern.lasts]


def _consent_written(consent: Consent) -> list[object]:
    written: list[object] = [consent.version, consent.granted]
    return written if consent.until is None else [*written, to_text(consent.until)]


def _consent_of(written: Sequence[Any]) -> Consent:
    version, granted, *until = written
    return Consent(version, granted, from_text(until[0]) if until else None)


def _sessions_of(item: Mapping[str, Any]) -> dict[str, Session]:
    return {
        name: Session(name, version, from_text(begins), meets)
        for name, (version, begins, meets) in item.get("sessions", {}).items()
    }


def _concerns_of(item: Mapping[str, Any]) -> dict[str, Concern]:
    return {
        name: Concern(name, version, Reason(reason), lasts) for name, version, reason, lasts in item.get("concerns", [])
    }


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
        erasure_confirmed="confirmed_at" in item,
        consent=_consent_of(item["consent"]) if "consent" in item else None,
        channel_consents=MappingProxyType(
            {Channel(channel): _consent_of(one) for channel, one in item.get("channel_consents", {}).items()}
        ),
        administrations=MappingProxyType(points),
        sessions=MappingProxyType(_sessions_of(item)),
        concerns=MappingProxyType(_concerns_of(item)),
        dropped=MappingProxyType({name: from_text(text) for name, text in item["dropped"].items()}),
    )
