"""The border of a therapist's cards: what steps say, and what is shown of a celebration."""

from typing import Annotated

from pydantic import AfterValidator, Field

from notifications.application.answer_models import StepTaken
from notifications.application.cheer_models import FindingOf
from notifications.application.models import Body, Border, Instant, Text
from notifications.domain.answer import Answer
from notifications.domain.cheer_finding import Mark
from notifications.domain.lifecycle import MilestoneState, State, Step
from notifications.domain.reason import Reason


def _mark(text: str) -> str:
    try:
        return str(Mark.parse(text))
    except ValueError:
        raise ValueError("must be the id of a finding, for example person_praise:8:15") from None


MarkName = Annotated[str, AfterValidator(_mark)]


class Overruling(Body):
    """What a step says of the cheer check's findings."""

    overrule: list[MarkName] = Field(
        default=[], max_length=100, description="Ids of the findings that you stand by; recorded on the celebration"
    )


class Edit(Overruling):
    """New words for a draft; a held one, which is approved in advance, must have none that nobody stands by."""

    text: Text


class Approval(Overruling):
    """An approval, now or in advance: refused while the words have findings that are not overruled."""


class MilestoneOf(Border):
    """The milestone that a celebration is about."""

    id: str
    kind: str
    state: MilestoneState
    numbers: dict[str, float]


class Card(Border):
    """A celebration without its words."""

    id: str
    journey: str
    milestone: MilestoneOf
    state: State
    version: int
    possible: list[Step] = Field(description="What you can do with it now")
    shown_at: Instant
    send_at: Instant | None = Field(description="When it will go out, once that is planned")
    sent_at: Instant | None
    reason: Reason | None = Field(description="Why it was not sent")
    seen_at: Instant | None = Field(description="When your client first read it")
    answer: Answer | None = Field(description="What your client said to it")
    answered_at: Instant | None
    overruled: list[str] = Field(description="Ids of the findings that you stood by")


class CardWithText(Card):
    """A celebration."""

    text: str | None = Field(description="Null where the journey was erased, or the words cannot be opened")
    findings: list[FindingOf] = Field(description="What the cheer check found in these words")
    joy: str | None = Field(description="How it moved you; shown to nobody else")


class CardWithHistory(CardWithText):
    """A celebration, and all that became of it."""

    history: list[StepTaken] = Field(description="Every step, the first one first")


class Cards(Border):
    """A page of celebrations, newest first."""

    items: list[CardWithText]
    next: str | None
