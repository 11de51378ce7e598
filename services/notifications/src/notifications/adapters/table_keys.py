"""Where everything lies in the table: each partition begins with the practice."""

from collections.abc import Mapping
from typing import Any

from kernel.instants import from_text, to_text
from kernel.items import Item
from notifications.domain.card_notice import TherapistId
from notifications.domain.identity import CelebrationId, JourneyId
from notifications.domain.message import MessageId
from notifications.domain.practice_template import TemplateName

DUE, URGENT = "DUE", "URGENT"
"""What is due, and what is due at once: partitions of one index."""
JOURNEY = "JOURNEY"
CARDS = "CARDS"
CELEBRATION = "CELEBRATION#"
INBOX = "INBOX#"
PACE = "PACE"
PREFERENCES = "PREFERENCES"
SAFETY = "SAFETY"
SECOND = "SECOND_FOR#"
STANDING = "STANDING"
_USER = "#USER#"


def journey_key(journey: JourneyId) -> Item:
    """Key of a journey's projection."""
    return {"pk": f"{journey.practice}#{journey.journey}", "sk": JOURNEY}


def celebration_key(celebration: CelebrationId) -> Item:
    """Key of a celebration."""
    return {"pk": f"{celebration.practice}#{celebration.journey}", "sk": f"{CELEBRATION}{celebration.hash}"}


def standing_key(journey: JourneyId) -> Item:
    """Key of a journey's standing cheer."""
    return {**journey_key(journey), "sk": STANDING}


def person_key(practice: str, person: str) -> str:
    """Partition of a person."""
    return f"{practice}{_USER}{person}"


def preferences_key(practice: str, person: str) -> Item:
    """Key of a person's preferences."""
    return {"pk": person_key(practice, person), "sk": PREFERENCES}


def pace_key(practice: str, person: str) -> Item:
    """Key of when a person was cheered lately."""
    return {"pk": person_key(practice, person), "sk": PACE}


def card_notice_key(therapist: TherapistId) -> Item:
    """Key of what a therapist is to be told of her cards."""
    return {"pk": person_key(therapist.practice, therapist.therapist), "sk": CARDS}


def safety_key(practice: str, therapist: str) -> Item:
    """Key of a therapist's safety contact."""
    return {"pk": person_key(practice, therapist), "sk": SAFETY}


def naming_key(practice: str, person: str, naming: str) -> Item:
    """Key of what a person knows of having been named as somebody's second."""
    return {"pk": person_key(practice, person), "sk": f"{SECOND}{naming}"}


def template_key(practice: str, name: TemplateName | None = None) -> Item:
    """Key of a practice's own template; without a name that of all of them."""
    if name is None:
        return {"pk": f"{practice}#TEMPLATES"}
    return {"pk": f"{practice}#TEMPLATES", "sk": f"{name.kind}#{name.language}#{name.tone}"}


def message_key(message: MessageId) -> Item:
    """Key of a message in an inbox."""
    return {
        "pk": person_key(message.practice, message.client),
        "sk": f"{INBOX}{to_text(message.sent_at)}#{message.hash}",
    }


def celebration_at(key: Mapping[str, Any]) -> CelebrationId:
    """Tell which celebration lies at a key."""
    practice, _, journey = key["pk"].rpartition("#")
    return CelebrationId(practice, journey, key["sk"].removeprefix(CELEBRATION))


def practice_of(key: Mapping[str, Any]) -> str:
    """Tell the practice of a person's partition."""
    return str(key["pk"].rpartition(_USER)[0])


def person_at(key: Mapping[str, Any]) -> str:
    """Tell the person of a person's partition."""
    return str(key["pk"].rpartition(_USER)[2])


def is_preferences(key: Mapping[str, Any]) -> bool:
    """Tell a person's preferences from what else the stream shows."""
    return bool(key["sk"] == PREFERENCES)


def is_card_notice(key: Mapping[str, Any]) -> bool:
    """Tell a therapist's notice from messages and celebrations; all can be due."""
    return bool(key["sk"] == CARDS)


def therapist_at(key: Mapping[str, Any]) -> TherapistId:
    """Tell whose notice lies at a key."""
    return TherapistId(practice_of(key), person_at(key))


def message_at(key: Mapping[str, Any]) -> MessageId:
    """Tell which message lies at a key."""
    practice, _, client = key["pk"].rpartition(_USER)
    sent_at, _, digits = key["sk"].removeprefix(INBOX).rpartition("#")
    return MessageId(practice, client, from_text(sent_at), digits)


def journey_at(key: Mapping[str, Any]) -> JourneyId:
    """Tell whose partition a key is of, where it is a journey's."""
    practice, _, journey = key["pk"].rpartition("#")
    return JourneyId(practice, journey)


def standing_of(practice: str, therapist: str) -> str:
    """Partition of a therapist's standing cheers in the index of their cards."""
    return f"{cards_of(practice, therapist)}#{STANDING}"


def cards_of(practice: str, therapist: str) -> str:
    """Partition of a therapist's cards in their index."""
    return f"{practice}#{therapist}"


def is_journey(item: Mapping[str, Any]) -> bool:
    """Tell a projection from a celebration; both lie in the journey's partition."""
    return bool(item["sk"] == JOURNEY)


def is_standing(item: Mapping[str, Any]) -> bool:
    """Tell a standing cheer from what else lies in the journey's partition."""
    return bool(item["sk"] == STANDING)


def is_celebration(item: Mapping[str, Any]) -> bool:
    """Tell a celebration from a message; both can be due."""
    return str(item["sk"]).startswith(CELEBRATION)
