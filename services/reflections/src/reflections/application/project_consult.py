"""That a consult was asked and answered, noted beside its journey: what comes after is told by its milestones."""

from collections.abc import Callable
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from kernel.envelope import Event
from kernel.instants import to_text
from reflections.domain.consult_outcome import Consulted
from reflections.domain.consulted_store import ConsultedStore

REQUESTED, ANSWERED = "consult.requested.v1", "consult.answered.v1"
TYPES = (REQUESTED, ANSWERED)


class Told(BaseModel):
    """What is read of either, tolerantly."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    consult: str
    occurred_at: AwareDatetime
    number: Annotated[int, Field(ge=1)] = 1
    """Of an answer: the first is what everything is counted from."""


def project_consult(store: ConsultedStore) -> Callable[[Event], None]:
    """Make the use case: one DynamoDB call an event, none for a later answer.

    Parameters
    ----------
    store : ConsultedStore

    Returns
    -------
    callable
        Takes one event in, in any order and as often as it comes.
    """

    def project(event: Event) -> None:
        told = Told.model_validate(event.data)
        if told.number > 1:
            return
        at = {"asked_at" if event.type == REQUESTED else "answered_at": to_text(told.occurred_at)}
        store.note(Consulted(event.practice, event.subject, told.consult, **at))

    return project
