"""A consult as items, and back; and its places in the lists of those who hold it."""

from kernel.items import Item
from reflections.adapters.capture_orders import ATTRIBUTES, Order
from reflections.adapters.keys import consult_key, held_key
from reflections.domain.consult import (
    Accepted,
    Consult,
    ConsultState,
    Door,
    Ending,
    SupervisionAnswer,
    Topic,
    Urgency,
)

HELD = "consult"
"""With what the place of a consult begins, in any order."""

_RANK = {urgency: rank for rank, urgency in enumerate(Urgency)}


def item_of(consult: Consult) -> Item:
    """Write a consult as an item."""
    return {
        **consult_key(consult.practice, consult.id),
        "journey": consult.journey,
        "therapist": consult.therapist,
        "supervisor": consult.supervisor,
        "door": consult.door.value,
        "origin": consult.origin,
        "urgency": consult.urgency.value,
        "topics": [topic.value for topic in consult.topics],
        "asked_at": consult.asked_at,
        "session": consult.session,
        "undone": consult.undone,
        "fingerprint": consult.fingerprint,
        "question": consult.question,
        "version": consult.version,
        "answers": [_answer_item(one) for one in consult.answers],
        "ending": None if consult.ending is None else _ending_item(consult.ending),
    }


def consult_of(item: Item) -> Consult:
    """Read a consult from its item."""
    practice, _, made = item["pk"].split("#")
    return Consult(
        practice=practice,
        journey=item["journey"],
        id=made,
        therapist=item["therapist"],
        supervisor=item.get("supervisor"),
        door=Door(item["door"]),
        origin=item.get("origin"),
        urgency=Urgency(item["urgency"]),
        topics=tuple(map(Topic, item["topics"])),
        asked_at=item["asked_at"],
        session=item.get("session"),
        undone=item["undone"],
        fingerprint=item["fingerprint"],
        question=item["question"],
        version=item["version"],
        answers=tuple(SupervisionAnswer(**one) for one in item["answers"]),
        ending=_ending_of(item["ending"]) if "ending" in item else None,
    )


def held_item(consult: Consult, person: str) -> Item:
    """Write that a person holds a consult: open ones in the order in which they wait, all in the order of time."""
    waits = 0 if consult.waits_for(person) else 1
    place = f"{consult.asked_at}#{consult.id}"
    is_open = consult.state is not ConsultState.CLOSED
    return {
        **held_key(consult.practice, person, consult.id),
        ATTRIBUTES[Order.AGENDA]: f"{HELD}#{waits}#{_RANK[consult.urgency]}#{place}" if is_open else None,
        ATTRIBUTES[Order.TIMELINE]: f"{HELD}#{place}",
    }


def _answer_item(answer: SupervisionAnswer) -> Item:
    return {
        "number": answer.number,
        "command": answer.command,
        "at": answer.at,
        "minutes": answer.minutes,
        "ideas": answer.ideas,
        "fingerprint": answer.fingerprint,
    }


def _ending_item(ending: Ending) -> Item:
    return {
        "at": ending.at,
        "accepted": [[one.answer, one.idea] for one in ending.accepted],
        "command": ending.command,
        "fingerprint": ending.fingerprint,
    }


def _ending_of(item: Item) -> Ending:
    accepted = tuple(Accepted(answer, idea) for answer, idea in item["accepted"])
    return Ending(item["at"], accepted, item["command"], item["fingerprint"])
