"""The packet that a supervisor reads: numbers by session, never a date, and texts in which nobody is known."""

from collections.abc import Mapping
from typing import Literal

from reflections.application.views import View, Voice


class RatingPoint(View):
    """How far a goal was reached; ``session`` is the number of the session it was rated at, or after; 0 before any."""

    session: int
    value: int
    by: Voice


class PacketGoal(View):
    """A goal in the client's words; null where they cannot be read."""

    text: str | None
    target: int
    ratings: list[RatingPoint]


class CoursePoint(View):
    """A score, placed as a rating is."""

    session: int
    total: int
    risk: Literal["positive", "negative", "missing", "not_applicable"]


class PacketCourse(View):
    """The scores of one instrument, with what a plot needs; null where the instrument is not known any more."""

    instrument: str
    minimum: int | None
    maximum: int | None
    higher_is_better: bool | None
    points: list[CoursePoint]


class PacketFinding(View):
    """A milestone, a setback, or an alert that is open (it has a ``level``); ``goal`` is a place among the goals."""

    found: str
    state: str
    setback: bool
    level: str | None
    instrument: str | None
    goal: int | None
    session: int


class PacketIdea(View):
    """What was tried, or thought of, and how far it came."""

    text: str | None
    state: Literal["idea", "bring", "shared", "tried", "worked", "did_not_work", "let_go"]
    session: int


class PacketReflection(View):
    """A reflection that the therapist chose to send along."""

    kind: Literal["after_session", "came_to_mind", "on_journey"]
    session: int
    text: str | None = None
    worked: str | None = None
    did_not_work: str | None = None
    might_work_next: str | None = None


class PacketView(View):
    """A packet: the question first."""

    question: str
    last_session: int
    goals: list[PacketGoal]
    course: list[PacketCourse]
    findings: list[PacketFinding]
    tried: list[PacketIdea]
    reflections: list[PacketReflection]


PARTS = ("text", "worked", "did_not_work", "might_work_next")
"""The texts of a reflection."""


def texts_of(packet: PacketView) -> dict[str, str]:
    """Give each text of a packet by its name, for example ``goals/0``; what cannot be read is left out."""
    named: list[tuple[str, str | None]] = [
        ("question", packet.question),
        *((f"goals/{place}", goal.text) for place, goal in enumerate(packet.goals)),
        *((f"tried/{place}", idea.text) for place, idea in enumerate(packet.tried)),
        *(
            (f"reflections/{place}/{part}", getattr(one, part))
            for place, one in enumerate(packet.reflections)
            for part in PARTS
        ),
    ]
    return {name: text for name, text in named if text is not None}


def worded(packet: PacketView, texts: Mapping[str, str]) -> PacketView:
    """Give a packet in other words.

    Parameters
    ----------
    packet : PacketView
    texts : mapping of str to str
        By name, as `texts_of` gives them; all of them.

    Returns
    -------
    PacketView
    """
    return packet.model_copy(
        update={
            "question": texts["question"],
            "goals": [
                goal.model_copy(update={"text": texts.get(f"goals/{place}")}) for place, goal in enumerate(packet.goals)
            ],
            "tried": [
                idea.model_copy(update={"text": texts.get(f"tried/{place}")}) for place, idea in enumerate(packet.tried)
            ],
            "reflections": [
                one.model_copy(update={part: texts.get(f"reflections/{place}/{part}") for part in PARTS})
                for place, one in enumerate(packet.reflections)
            ],
        }
    )
