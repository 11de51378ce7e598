"""A measure is taken back."""

from dataclasses import dataclass, replace

from pydantic import BaseModel, ConfigDict

from kernel.clock import Clock
from kernel.instants import to_text
from kernel.log import Log
from kernel.problem import stale
from kernel.routes import Reply, Request
from reflections.application.announcing import announced
from reflections.application.changing import until_settled
from reflections.application.fields import ChangeReason
from reflections.application.reaching import reach
from reflections.application.stored_measures import changeable
from reflections.domain.capture import Facts
from reflections.domain.events import MeasureRetracted
from reflections.domain.ports import Captures, Journeys


class Retraction(BaseModel):
    """Why a measure is taken back."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    reason: ChangeReason | None = None


@dataclass(frozen=True, slots=True)
class RetractMeasure:
    """Take a measure back upon the version that ``If-Match`` names: two DynamoDB calls (a read, a conditional put).

    One more and one KMS call where the journey is not remembered; the read alone where this change was made before.
    """

    journeys: Journeys
    captures: Captures
    clock: Clock
    log: Log

    def __call__(self, request: Request) -> Reply:
        """Take the measure back.

        Parameters
        ----------
        request : Request
            Its path names journey and measure; its query is a `Retraction`.

        Returns
        -------
        Reply
            No content; the same where this very change was made before and its answer got lost.
        """
        return until_settled(lambda: self._attempt(request), self.log, request.path["journey"])

    def _attempt(self, request: Request) -> Reply:
        reached = reach(self.journeys, request.caller, request.path["journey"])
        before, journey = changeable(self.captures, request, reached), reached.journey
        reason = request.query.reason
        if before.retracted and before.version == request.version + 1 and before.facts.get("reason") == reason:
            return Reply()
        journey.still_open()
        after = replace(before.taken_back(), facts=_with_reason(before.facts, reason))
        if before.version != request.version:
            raise stale()
        payload = MeasureRetracted(
            measure=after.id,
            version=after.version,
            instrument=str(after.facts["instrument"]),
            occurred_at=after.occurred_at,
        )
        event = announced(
            payload,
            of=after.id,
            version=after.version,
            journey=after.journey,
            request=request,
            cause=request.correlation,
            at=to_text(self.clock.now()),
        )
        self.captures.replace(after, event)
        return Reply()


def _with_reason(facts: Facts, reason: str | None) -> Facts:
    """Note why it was taken back, in place of why it was corrected."""
    rest = {name: fact for name, fact in facts.items() if name != "reason"}
    return rest if reason is None else {**rest, "reason": reason}
