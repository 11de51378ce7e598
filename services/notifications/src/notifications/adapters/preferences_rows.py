"""How preferences lie in the table."""

from collections.abc import Mapping
from datetime import time
from typing import Any

from kernel.instants import from_text, to_text
from kernel.items import Item
from notifications.adapters.absent import instant_or_none
from notifications.adapters.table_keys import DUE
from notifications.domain.channel import Channel
from notifications.domain.device import Device
from notifications.domain.pace import A_MONTH
from notifications.domain.preferences import CardNotices, EmailStopped, Intensity, Language, Preferences, Tone, Weekday


def preferences_values(preferences: Preferences) -> Item:
    """Write preferences as attributes; key, version and devices aside; None where an attribute is to be absent."""
    return {
        "time_zone": preferences.time_zone,
        "quiet_from": preferences.quiet_from.isoformat(timespec="minutes"),
        "quiet_to": preferences.quiet_to.isoformat(timespec="minutes"),
        "language": preferences.language.value,
        "email_notices": preferences.email_notices,
        "celebrations": preferences.celebrations,
        "cheers_a_month": preferences.cheers_a_month,
        "email": preferences.email,
        "tone": preferences.tone.value,
        "intensity": preferences.intensity.value,
        "push_notices": preferences.push_notices,
        "channel_order": [channel.value for channel in preferences.channel_order],
        "card_notices": preferences.card_notices.value,
        "digest_at": None if preferences.digest_at is None else preferences.digest_at.isoformat(timespec="minutes"),
        "mirror_day": None if preferences.mirror_day is None else preferences.mirror_day.value,
        "mirror_at": None if preferences.mirror_at is None else preferences.mirror_at.isoformat(timespec="minutes"),
        "due": None if preferences.mirror_due is None else DUE,
        "send_at": None if preferences.mirror_due is None else to_text(preferences.mirror_due),
        "email_stopped": None if preferences.email_stopped is None else preferences.email_stopped.value,
    }


def devices_value(devices: tuple[Device, ...]) -> list[Item]:
    """Write devices as one attribute."""
    return [
        {
            "endpoint": device.endpoint,
            "p256dh": device.p256dh,
            "auth": device.auth,
            "seen_at": to_text(device.seen_at),
        }
        for device in devices
    ]


def preferences_of(item: Mapping[str, Any]) -> Preferences:
    """Read preferences from their item."""
    return Preferences(
        time_zone=item["time_zone"],
        quiet_from=time.fromisoformat(item["quiet_from"]),
        quiet_to=time.fromisoformat(item["quiet_to"]),
        language=Language(item["language"]),
        email_notices=item["email_notices"],
        celebrations=item["celebrations"],
        cheers_a_month=item.get("cheers_a_month", A_MONTH),
        email=item.get("email"),
        tone=Tone(item.get("tone", Tone.PLAIN)),
        intensity=Intensity(item.get("intensity", Intensity.FULL)),
        push_notices=item.get("push_notices", True),
        channel_order=tuple(map(Channel, item.get("channel_order", Channel))),
        email_stopped=EmailStopped(item["email_stopped"]) if item.get("email_stopped") else None,
        card_notices=CardNotices(item.get("card_notices", CardNotices.NONE)),
        digest_at=time.fromisoformat(item["digest_at"]) if item.get("digest_at") else None,
        mirror_day=Weekday(item["mirror_day"]) if item.get("mirror_day") else None,
        mirror_at=time.fromisoformat(item["mirror_at"]) if item.get("mirror_at") else None,
        mirror_due=instant_or_none(item.get("send_at")),
        devices=tuple(map(_device_of, item.get("devices", ()))),
        version=item["version"],
    )


def _device_of(value: Mapping[str, Any]) -> Device:
    return Device(value["endpoint"], value["p256dh"], value["auth"], from_text(value["seen_at"]))
