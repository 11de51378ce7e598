"""The border of what comes back from a cheer: the client's answer, the therapist's joy, the history."""

from pydantic import Field

from notifications.application.models import Body, Border, Instant, Text
from notifications.domain.answer import Answer
from notifications.domain.trace import By, Happening


class AnswerBody(Border):
    """What a client says to a cheer."""

    answer: Answer = Field(description="please_stop switches all celebrations off, until you switch them on again")


class AnswerGiven(Border):
    """The answer that stands."""

    celebration: str
    answer: Answer
    answered_at: Instant


class JoyBody(Body):
    """How it moved you; null forgets it."""

    text: Text | None


class Joy(Border):
    """How it moved you: nobody else is shown this, and nothing tells that it is there."""

    celebration: str
    text: str | None


class StepTaken(Border):
    """One step in the life of a celebration."""

    event: Happening
    at: Instant
    by: By
    detail: str | None = Field(
        description="The milestone's new state, the planned hour, the reason, the answer, or how much was overruled"
    )
