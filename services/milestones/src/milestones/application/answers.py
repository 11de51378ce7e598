"""What the API answers: milestones as JSON, each with its explanation."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from kernel.instants import to_text
from milestones.application.reading_language import LanguageQuery
from milestones.domain.claim import MilestoneKind, MilestoneState
from milestones.domain.explanation import Language, explain
from milestones.domain.found_in import found_in
from milestones.domain.journey import View
from milestones.domain.milestone import Milestone, Reason
from milestones.domain.rulebook import RULES

_ANSWER = ConfigDict(frozen=True, extra="forbid")


class HistoryAnswer(BaseModel):
    """One line of a milestone's history."""

    model_config = _ANSWER

    version: int
    state: MilestoneState
    at: str
    reason: Reason


class RoadAnswer(BaseModel):
    """The long road to a milestone, as far as it was known when it was told."""

    model_config = _ANSWER

    days: int = Field(description="Since the struggle was first named")
    efforts: int = Field(description="Shared efforts from then on")


class MilestoneAnswer(BaseModel):
    """A milestone with everything needed to check it, and a plain explanation."""

    model_config = _ANSWER

    id: str
    journey: str
    kind: MilestoneKind
    state: MilestoneState
    version: int
    rule: str
    rule_version: int
    instrument: str | None
    instruments: list[str] | None
    goal: str | None
    struggle: str | None
    numbers: dict[str, int | float]
    thresholds: dict[str, int | float]
    citation: str
    explanation: str
    occurred_at: str
    road: RoadAnswer | None
    history: list[HistoryAnswer]


class MilestonesAnswer(BaseModel):
    """One page of milestones."""

    model_config = _ANSWER

    items: list[MilestoneAnswer]
    next: str | None


class PageQuery(LanguageQuery):
    """Which page of a list, in which language."""

    limit: Annotated[int, Field(ge=1, le=100)] = 50
    cursor: Annotated[str, Field(pattern="^[0-9a-f]{16}$")] | None = None


def answer_of(milestone: Milestone, view: View, language: Language) -> MilestoneAnswer:
    """Write a milestone as somebody with this view sees it.

    Parameters
    ----------
    milestone : Milestone
    view : View
        Who sees only what is confirmed sees only the confirmed lines of its history too.
    language : Language
        Of the explanation.

    Returns
    -------
    MilestoneAnswer
    """
    place: dict[str, Any] = dict.fromkeys(("instrument", "instruments", "goal", "struggle"))
    return MilestoneAnswer(
        id=milestone.id,
        journey=milestone.journey,
        kind=milestone.kind,
        state=milestone.state,
        version=milestone.version,
        rule=milestone.kind.value,
        rule_version=milestone.rule_version,
        **place | dict(found_in(milestone.kind, milestone.subject)),
        numbers=dict(milestone.numbers),
        thresholds=dict(milestone.thresholds),
        citation=RULES[milestone.kind].citation,
        explanation=explain(
            milestone.kind,
            milestone.state,
            milestone.subject,
            milestone.numbers,
            milestone.thresholds,
            language=language,
        ),
        occurred_at=to_text(milestone.occurred_at),
        road=RoadAnswer(**milestone.road._asdict()) if milestone.road else None,
        history=[
            HistoryAnswer(version=line.version, state=line.state, at=to_text(line.at), reason=line.reason)
            for line in milestone.history
            if view is View.ALL or line.state is MilestoneState.CONFIRMED
        ],
    )
