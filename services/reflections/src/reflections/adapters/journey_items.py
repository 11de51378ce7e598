"""The journey as an item, and back."""

from types import MappingProxyType

from kernel.items import Item
from reflections.adapters.consent_items import consent_item, consent_of
from reflections.adapters.goal_items import goal_item, goal_of
from reflections.adapters.keys import journey_key
from reflections.domain.handover import Handover
from reflections.domain.journey import Journey, State
from reflections.domain.session import LastSession


def item_of(journey: Journey) -> Item:
    """Write a journey as an item."""
    last = journey.last_session
    return {
        **journey_key(journey.practice, journey.id),
        "therapist": journey.therapist,
        "client": journey.client,
        "code": journey.code,
        "state": journey.state.value,
        "version": journey.version,
        "opened_at": journey.opened_at,
        "fingerprint": journey.fingerprint,
        "goals": {goal.id: goal_item(goal) for goal in journey.goals.values()},
        "consents": {name: consent_item(word) for name, word in journey.consents.items()},
        "first_code": journey.first_code,
        "generation": journey.generation or None,
        "handovers": [_handover_item(one) for one in journey.handovers] or None,
        "last_session": None if last is None else [last.id, last.number, last.occurred_at],
        "highest_session": journey.highest_session or None,
        "country": journey.country,
    }


def was_erased(item: Item) -> bool:
    """Tell what is left of an erased journey, which lies where the journey lay."""
    return "erased_at" in item


def journey_of(item: Item) -> Journey:
    """Read a journey from its item."""
    practice, _, made = item["pk"].rpartition("#")
    return Journey(
        practice=practice,
        id=made,
        therapist=item["therapist"],
        opened_at=item["opened_at"],
        fingerprint=item["fingerprint"],
        code=item.get("code"),
        client=item.get("client"),
        state=State(item["state"]),
        version=item["version"],
        goals=MappingProxyType({made: goal_of(made, goal) for made, goal in item["goals"].items()}),
        consents=MappingProxyType({name: consent_of(word) for name, word in item["consents"].items()}),
        first_code=item.get("first_code"),
        generation=item.get("generation", 0),
        handovers=tuple(_handover_of(one) for one in item.get("handovers", ())),
        last_session=LastSession(*item["last_session"]) if "last_session" in item else None,
        highest_session=item.get("highest_session", 0),
        country=item.get("country"),
    )


def _handover_item(done: Handover) -> Item:
    return {
        "therapist": done.therapist,
        "to": done.to,
        "kept": done.kept,
        "version": done.version,
        "at": done.at,
        "command": done.command,
        "fingerprint": done.fingerprint,
    }


def _handover_of(item: Item) -> Handover:
    return Handover(**{"kept": None, **item})
