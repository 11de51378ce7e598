"""Milestones, setbacks and alerts, as the milestones service tells of them, become highlights of the timeline."""

from collections.abc import Callable
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from kernel.envelope import Event
from kernel.instants import from_text, to_text
from reflections.domain.highlight import ACKNOWLEDGED, CLEARED, OPEN, Highlight
from reflections.domain.ports import Highlights

MILESTONES = ("milestone.detected.v1", "milestone.changed.v1")
SETBACKS = ("setback.detected.v1", "setback.changed.v1")
RAISED, CLEARED_TYPE = "alert.raised.v1", "alert.cleared.v1"
ALERTS = (RAISED, CLEARED_TYPE)
TYPES = (*MILESTONES, *SETBACKS, *ALERTS)


class Found(BaseModel):
    """What was found, at one of its versions; read tolerantly: kinds and states may grow."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    version: Annotated[int, Field(ge=1)]
    kind: str
    state: str
    instrument: str | None = None
    goal: str | None = None
    occurred_at: AwareDatetime


class FoundMilestone(Found):
    """A milestone: ``milestone.detected.v1`` and ``milestone.changed.v1``."""

    milestone: str


class FoundSetback(Found):
    """A setback: ``setback.detected.v1`` and ``setback.changed.v1``."""

    setback: str


class FoundAlert(BaseModel):
    """An alert: ``alert.raised.v1`` and ``alert.cleared.v1``, read as tolerantly.

    One that was cleared has no ``occurred_at``, and no place in a timeline that would need it.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    alert: str
    version: Annotated[int, Field(ge=1)]
    level: str
    kind: str
    instrument: str | None = None
    goal: str | None = None
    at: AwareDatetime
    occurred_at: AwareDatetime | None = None
    acknowledged: bool = False


def project_highlight(highlights: Highlights) -> Callable[[Event], None]:
    """Make the use case: one DynamoDB call an event.

    Of each milestone the highest version counts, so that order and repetition change nothing.

    Parameters
    ----------
    highlights : Highlights

    Returns
    -------
    callable
        Takes one event in.
    """

    def project(event: Event) -> None:
        if event.type in ALERTS:
            highlights.keep(_alert(event))
            return
        found: FoundMilestone | FoundSetback
        if event.type in SETBACKS:
            found = FoundSetback.model_validate(event.data)
            identifier = found.setback
        else:
            found = FoundMilestone.model_validate(event.data)
            identifier = found.milestone
        highlights.keep(
            Highlight(
                practice=event.practice,
                journey=event.subject,
                milestone=identifier,
                kind=found.kind,
                state=found.state,
                setback=event.type in SETBACKS,
                instrument=found.instrument,
                goal=found.goal,
                occurred_at=to_text(found.occurred_at),
                recorded_at=to_text(from_text(event.time)),
                version=found.version,
            )
        )

    return project


def _alert(event: Event) -> Highlight:
    found = FoundAlert.model_validate(event.data)
    still = ACKNOWLEDGED if found.acknowledged else OPEN
    return Highlight(
        practice=event.practice,
        journey=event.subject,
        milestone=found.alert,
        kind=found.kind,
        state=CLEARED if event.type == CLEARED_TYPE else still,
        setback=False,
        instrument=found.instrument,
        goal=found.goal,
        occurred_at=to_text(found.occurred_at or found.at),
        recorded_at=to_text(from_text(event.time)),
        version=found.version,
        level=found.level,
    )
