"""What is shown of consults, to the two who hold them."""

from datetime import datetime
from typing import Literal

from kernel.instants import from_text
from reflections.application.packet_views import PacketView
from reflections.application.views import View
from reflections.domain.consult import Consult
from reflections.domain.deidentifying import Identifier

_HOUR = 3600


class ReplacementView(View):
    """A proposed replacement; ``start`` and ``end`` are places in the text as it was typed."""

    index: int
    start: int
    end: int
    original: str
    replacement: str
    identifier: Identifier


class TextPreview(View):
    """A text as it was typed, what is to be replaced in it, and how it would read."""

    text: str
    original: str
    replacements: list[ReplacementView]
    reads: str


class ConsultPreview(View):
    """A packet before it goes: each replacement is to be confirmed or undone.

    ``missing`` names what a packet with anything undone would still need to go to this supervisor: a consent, or
    ``deidentification`` where the practice lets nothing else go; null where nothing.
    """

    digest: str
    texts: list[TextPreview]
    packet: PacketView
    missing: str | None


class ConsultView(View):
    """A consult, without its words."""

    id: str
    journey: str
    state: Literal["asked", "answered", "closed"]
    therapist: str
    supervisor: str | None
    where: Literal["inside", "outside"]
    door: Literal["declared", "detected"]
    urgency: Literal["urgent", "soon", "routine"]
    topics: list[str]
    session: int | None
    asked_at: str
    fully_deidentified: bool
    version: int

    @classmethod
    def of(cls, consult: Consult) -> "ConsultView":
        """Show a consult."""
        return cls.model_validate(shown(consult))


class ConsultLine(ConsultView):
    """A consult in a list: its question first, null where it cannot be read; and how long ago it was asked."""

    question: str | None
    age_hours: int


class ConsultList(View):
    """A page of consults."""

    items: list[ConsultLine]
    next: str | None


class SuggestedIdea(View):
    """An idea that an answer suggests; the therapist may take it up."""

    number: int
    text: str | None
    accepted: bool


class AnswerView(View):
    """An answer with its words."""

    number: int
    at: str
    minutes: int
    text: str | None
    ideas: list[SuggestedIdea]


class ConsultDetail(ConsultLine):
    """A consult with its packet, null where it cannot be read, and its thread."""

    packet: PacketView | None
    answers: list[AnswerView]
    closed_at: str | None


class AnsweredView(View):
    """An answer that was given."""

    consult: str
    number: int
    at: str
    minutes: int
    ideas: int


class ClosedView(View):
    """A consult that was closed, and the ideas that were taken up from it, which are on the journey now."""

    consult: str
    closed_at: str
    ideas: list[str]


def shown(consult: Consult) -> dict[str, object]:
    """Give what any view of a consult is made from, without its words."""
    return {
        "id": consult.id,
        "journey": consult.journey,
        "state": consult.state.value,
        "therapist": consult.therapist,
        "supervisor": consult.supervisor,
        "where": consult.where.value,
        "door": consult.door.value,
        "urgency": consult.urgency.value,
        "topics": [topic.value for topic in consult.topics],
        "session": consult.session,
        "asked_at": consult.asked_at,
        "fully_deidentified": not consult.undone,
        "version": consult.version,
    }


def lined(consult: Consult, question: str | None, now: datetime) -> dict[str, object]:
    """Give what a line of a list is made from."""
    age = max(0, int((now - from_text(consult.asked_at)).total_seconds() // _HOUR))
    return {**shown(consult), "question": question, "age_hours": age}
