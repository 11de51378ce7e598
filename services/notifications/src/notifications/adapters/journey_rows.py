"""How the projection of a journey lies in the table."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from kernel.instants import from_text, to_text
from kernel.items import Item
from notifications.adapters.absent import instant_or_none, present, text_or_none
from notifications.adapters.table_keys import URGENT, journey_key
from notifications.domain.channel import Channel
from notifications.domain.concern import Concern
from notifications.domain.identity import JourneyId
from notifications.domain.journey import Consent, Journey
from notifications.domain.reason import Reason
from notifications.domain.risk import Administration, Risk
from notifications.domain.session import Session
from notifications.domain.urgency import NOTHING, Telling, Urgency


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
        **_urgency_written(journey.urgency),
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
    return [
        concern.id,
        concern.version,
        concern.reason.value,
        concern.lasts,
        concern.raising,
        concern.acknowledged,
    ]


def _urgency_written(urgency: Urgency) -> Item:
    """Write what is to be told of red alerts; while anything is, it stands in the index of what is due."""
    if urgency == NOTHING:
        return {}
    tellings = {
        alert: [one.raising, to_text(one.at), text_or_none(one.escalate_at)] for alert, one in urgency.tellings.items()
    }
    return {
        "urgency": present(
            {
                "therapist": urgency.therapist,
                "tellings": tellings,
                "owner": urgency.owner,
                "attempts": urgency.attempts,
            }
        ),
        "due": None if urgency.at is None else URGENT,
        "send_at": text_or_none(urgency.at),
    }


def _urgency_of(item: Mapping[str, Any]) -> Urgency:
    stored = item.get("urgency")
    if stored is None:
        return NOTHING
    tellings = {
        alert: Telling(raising, from_text(at), instant_or_none(escalate_at))
        for alert, (raising, at, escalate_at) in stored["tellings"].items()
    }
    return Urgency(
        stored.get("therapist"),
        instant_or_none(item.get("send_at")),
        MappingProxyType(tellings),
        stored.get("owner"),
        stored["attempts"],
    )


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
        # A row from before alerts were told of has no raising: nothing of it is told late.
        name: Concern(name, version, Reason(reason), lasts, *told)
        for name, version, reason, lasts, *told in item.get("concerns", [])
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
        urgency=_urgency_of(item),
        dropped=MappingProxyType({name: from_text(text) for name, text in item["dropped"].items()}),
    )
