"""Milestones and setbacks, as the milestones service tells of them, become highlights of the timeline."""

from collections.abc import Callable
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from kernel.envelope import Event
from kernel.instants import from_text, to_text
from reflections.domain.highlight import Highlight
from reflections.domain.ports import Highlights

MILESTONES = ("milestone.detected.v1", "milestone.changed.v1")
SETBACKS = ("setback.detected.v1", "setback.changed.v1")
TYPES = (*MILESTONES, *SETBACKS)


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
