"""How a celebration lies in the table."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from kernel.instants import from_text, to_text
from kernel.items import Item
from notifications.adapters.absent import instant_or_none, present, text_or_none
from notifications.adapters.table_keys import DUE, cards_of, celebration_at, celebration_key
from notifications.domain.celebration import Celebration, Milestone
from notifications.domain.lifecycle import MilestoneState, State
from notifications.domain.reason import Reason


def celebration_item(celebration: Celebration) -> Item:
    """Write a celebration as an item, its event aside; absent attributes are left out."""
    milestone = celebration.milestone
    item: Item = {
        **celebration_key(celebration.id),
        "therapist": celebration.therapist,
        "therapist_cards": cards_of(celebration.id.practice, celebration.therapist),
        "shown_at": to_text(celebration.shown_at),
        "state": celebration.state.value,
        "version": celebration.version,
        "milestone_kind": milestone.kind,
        "milestone_state": milestone.state.value,
        "milestone_version": milestone.version,
        "numbers": dict(milestone.numbers),
        "instruments": list(milestone.instruments) or None,
        "occurred_at": text_or_none(milestone.occurred_at),
        "text": celebration.text,
        "due": DUE if celebration.send_at is not None else None,
        "send_at": text_or_none(celebration.send_at),
        "planned": celebration.planned or None,
        "approved_at": text_or_none(celebration.approved_at),
        "waiting_since": text_or_none(celebration.waiting_since),
        "by_standing": text_or_none(celebration.by_standing),
        "sent_at": text_or_none(celebration.sent_at),
        "reason": None if celebration.reason is None else celebration.reason.value,
        "command": celebration.command,
        "correlation": celebration.correlation,
    }
    return present(item)


def celebration_of(item: Mapping[str, Any]) -> Celebration:
    """Read a celebration from its item."""
    return Celebration(
        id=celebration_at(item),
        therapist=item["therapist"],
        milestone=Milestone(
            kind=item["milestone_kind"],
            state=MilestoneState(item["milestone_state"]),
            version=item["milestone_version"],
            numbers=MappingProxyType(item["numbers"]),
            instruments=tuple(item.get("instruments", ())),
            occurred_at=instant_or_none(item.get("occurred_at")),
        ),
        text=item["text"],
        shown_at=from_text(item["shown_at"]),
        state=State(item["state"]),
        version=item["version"],
        send_at=instant_or_none(item.get("send_at")),
        planned=item.get("planned", False),
        approved_at=instant_or_none(item.get("approved_at")),
        waiting_since=instant_or_none(item.get("waiting_since")),
        by_standing=instant_or_none(item.get("by_standing")),
        sent_at=instant_or_none(item.get("sent_at")),
        reason=Reason(item["reason"]) if "reason" in item else None,
        command=item.get("command"),
        correlation=item.get("correlation"),
    )
