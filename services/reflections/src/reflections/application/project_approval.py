"""That a therapist approved a message about a milestone: all that the mirror needs of what notifications tells."""

from collections.abc import Callable

from pydantic import BaseModel, ConfigDict

from kernel.envelope import Event
from reflections.domain.ports import Highlights

TYPES = ("celebration.sent.v1", "celebration.not_done.v1")

_NOT_APPROVED = "not_approved"


class Celebrated(BaseModel):
    """What became of a celebration that was approved; read tolerantly: reasons may grow."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    milestone: str
    reason: str | None = None


def project_approval(highlights: Highlights) -> Callable[[Event], None]:
    """Make the use case: one DynamoDB call an event, none where nobody had approved.

    A message that was approved and not sent, for whatever reason, is not one that the therapist forgot.

    Parameters
    ----------
    highlights : Highlights

    Returns
    -------
    callable
        Takes one event in, in any order with those of milestones, and as often as it comes.
    """

    def project(event: Event) -> None:
        told = Celebrated.model_validate(event.data)
        if told.reason != _NOT_APPROVED:
            highlights.approve(event.practice, event.subject, told.milestone)

    return project
