"""What the API answers of a caseload."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from milestones.domain.caseload import Reliably
from milestones.domain.claim import MilestoneKind, MilestoneState

_ANSWER = ConfigDict(frozen=True, extra="forbid")


class WinAnswer(BaseModel):
    """A confirmed milestone."""

    model_config = _ANSWER

    id: str
    kind: MilestoneKind
    state: MilestoneState
    at: str = Field(description="When the score, rating or entry was given that it hangs on")


class ScoreAnswer(BaseModel):
    """A score or rating."""

    model_config = _ANSWER

    value: int | float
    occurred_at: str


class CourseLineAnswer(BaseModel):
    """How one course stands."""

    model_config = _ANSWER

    instrument: str | None = None
    goal: str | None = None
    first: ScoreAnswer
    latest: ScoreAnswer
    reliably: Reliably = Field(description="Whether a confirmed milestone or setback says so, against the first score")
    red: int = Field(description="Alerts that are not cleared")
    amber: int = Field(description="Alerts that are not cleared")


class JourneyLineAnswer(BaseModel):
    """One journey on the caseload."""

    model_config = _ANSWER

    journey: str
    wins: int = Field(default=0, description="Confirmed milestones, without setbacks")
    latest_wins: list[WinAnswer] = []
    setbacks: int = Field(default=0, description="Confirmed ones")
    red: int = Field(default=0, description="Alerts that are not cleared, those of no course among them")
    amber: int = Field(default=0, description="Alerts that are not cleared, those of no course among them")
    courses: list[CourseLineAnswer] = []
    last_heard: str | None = Field(default=None, description="When the latest score, rating or entry was given")


class CaseloadAnswer(BaseModel):
    """One page of a caseload."""

    model_config = _ANSWER

    items: list[JourneyLineAnswer]
    next: str | None


class CaseloadQuery(BaseModel):
    """Which page of the caseload."""

    model_config = _ANSWER

    limit: Annotated[int, Field(ge=1, le=100)] = 50
    cursor: Annotated[str, Field(pattern=r"^[0-3][0-9]{17}\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")] | None = None
