"""How preferences lie in the table."""

from collections.abc import Mapping
from datetime import time
from typing import Any

from kernel.items import Item
from notifications.domain.preferences import Language, Preferences


def preferences_values(preferences: Preferences) -> Item:
    """Write preferences as attributes, key and version aside; None where an attribute is to be absent."""
    return {
        "time_zone": preferences.time_zone,
        "quiet_from": preferences.quiet_from.isoformat(timespec="minutes"),
        "quiet_to": preferences.quiet_to.isoformat(timespec="minutes"),
        "language": preferences.language.value,
        "email_notices": preferences.email_notices,
        "celebrations": preferences.celebrations,
        "email": preferences.email,
    }


def preferences_of(item: Mapping[str, Any]) -> Preferences:
    """Read preferences from their item."""
    return Preferences(
        time_zone=item["time_zone"],
        quiet_from=time.fromisoformat(item["quiet_from"]),
        quiet_to=time.fromisoformat(item["quiet_to"]),
        language=Language(item["language"]),
        email_notices=item["email_notices"],
        celebrations=item["celebrations"],
        email=item.get("email"),
        version=item["version"],
    )
