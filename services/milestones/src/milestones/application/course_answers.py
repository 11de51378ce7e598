"""What the API answers of a course: all that a plot needs."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from kernel.instants import to_text
from milestones.domain.claim import MilestoneKind, MilestoneState
from milestones.domain.course import Point
from milestones.domain.instrument import Instrument, Threshold
from milestones.domain.score import Score, plain

_ANSWER = ConfigDict(frozen=True, extra="forbid")
_CURSOR = r"^[0-9]{8}T[0-9]{12}Z\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"


class PointAnswer(BaseModel):
    """One score, or one rating."""

    model_config = _ANSWER

    id: str
    occurred_at: str
    value: int | float
    session: int | None


class MarkAnswer(BaseModel):
    """A milestone or a setback, and the point that it hangs on."""

    model_config = _ANSWER

    point: str
    milestone: str
    kind: MilestoneKind
    setback: bool
    state: MilestoneState


class BandAnswer(BaseModel):
    """A severity band, both ends inclusive."""

    model_config = _ANSWER

    name: str
    lowest: int
    highest: int


class LineAnswer(BaseModel):
    """A threshold, in points."""

    model_config = _ANSWER

    value: int | float
    source: str


class CourseAnswer(BaseModel):
    """A page of a course, oldest first within it; the first page is the newest."""

    model_config = _ANSWER

    journey: str
    instrument: str | None
    goal: str | None
    direction: str = Field(description="lower_is_better or higher_is_better")
    lowest: int
    highest: int
    points: list[PointAnswer]
    marks: list[MarkAnswer] = Field(description="Of these points")
    bands: list[BandAnswer]
    caseness: LineAnswer | None = Field(description="The first score on the clinical side")
    reliable_change: LineAnswer | None = Field(description="A distance, from the first score")
    sudden_gain: LineAnswer | None = Field(description="A distance, between two scores running")
    target: int | float | None
    first: PointAnswer | None = Field(description="The first point of all, which change is measured from")
    total: int = Field(description="How many points there are")
    next: str | None


class CourseQuery(BaseModel):
    """Which page of a course."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    limit: Annotated[int, Field(ge=1, le=500)] = 200
    cursor: Annotated[str, Field(pattern=_CURSOR)] | None = None


def cursor_of(point: Point) -> str:
    """Name a point so that it has a place in the order of the course."""
    return f"{point.occurred_at:%Y%m%dT%H%M%S%fZ}.{point.id}"


def point_answer(point: Point) -> PointAnswer:
    """Write a point."""
    return PointAnswer(
        id=point.id, occurred_at=to_text(point.occurred_at), value=plain(point.total), session=point.session
    )


def line_of(threshold: Threshold | None) -> LineAnswer | None:
    """Write a threshold."""
    return None if threshold is None else LineAnswer(value=plain(threshold.value), source=threshold.source)


def scale_of(instrument: Instrument | None, scores: list[Score]) -> dict[str, object]:
    """Write range, direction, bands and thresholds.

    Parameters
    ----------
    instrument : Instrument or None
        None: one that nothing is known of; its range is what was scored.
    scores : list of Score

    Returns
    -------
    dict
        Fields of a `CourseAnswer`.
    """
    if instrument is None:
        lowest, highest = int(min(scores, default=0)), int(max(scores, default=0))
        bare: dict[str, object] = {"bands": [], "caseness": None, "reliable_change": None, "sudden_gain": None}
        return {"direction": "lower_is_better", "lowest": lowest, "highest": highest, **bare}
    return {
        "direction": instrument.direction.name.lower(),
        "lowest": instrument.lowest,
        "highest": instrument.highest,
        "bands": [BandAnswer(name=one.name, lowest=one.lowest, highest=one.highest) for one in instrument.bands],
        "caseness": line_of(instrument.caseness),
        "reliable_change": line_of(instrument.reliable_change),
        "sudden_gain": line_of(instrument.sudden_gain_cutoff),
    }
