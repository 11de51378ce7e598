"""A measure is corrected."""

from dataclasses import dataclass

from kernel.clock import Clock
from kernel.instants import to_text
from kernel.problem import stale
from kernel.routes import Reply, Request
from reflections.application.announcing import announced
from reflections.application.measuring import scored, scored_event
from reflections.application.stored_measures import changeable
from reflections.application.views import MeasureView, shown
from reflections.domain.capture import Capture, Facts
from reflections.domain.ports import Captures, Journeys, OutdatedError
from reflections.domain.refusals import WrongFieldError
from reflections.domain.times import happened


@dataclass(frozen=True, slots=True)
class CorrectMeasure:
    """Correct a measure upon the version that ``If-Match`` names: two DynamoDB calls (a read and a conditional put).

    The correction's event takes the place of the earlier one in the item. The stream has carried that one by then, and
    for a republication the later one is enough: it states all facts anew, with a higher version.
    """

    journeys: Journeys
    captures: Captures
    clock: Clock

    def __call__(self, request: Request) -> Reply:
        """Correct the measure.

        Parameters
        ----------
        request : Request
            Its path names journey and measure; its body is a `Measurement`. Where that says not when, what was said
            before stays.

        Returns
        -------
        Reply
            A `MeasureView`; the same where this very change was made before and its answer got lost.
        """
        facts = scored(request.body)
        now = self.clock.now()
        before = changeable(self.journeys, self.captures, request)
        said = request.body.occurred_at
        facts = {"occurred_at": before.occurred_at if said is None else happened(said, now), **facts}
        if facts["instrument"] != before.facts["instrument"]:
            raise WrongFieldError(("/instrument", "the same as before; take this measure back and enter another"))
        if before.version == request.version + 1 and _same(before, facts):
            return _replied(before)
        after = before.corrected(facts)
        if before.version != request.version:
            raise stale()
        event = announced(
            scored_event(after.id, after.version, facts),
            of=after.id,
            version=after.version,
            journey=after.journey,
            request=request,
            cause=request.correlation,
            at=to_text(now),
        )
        try:
            self.captures.replace(after, event)
        except OutdatedError:
            raise stale() from None
        return _replied(after)


def _same(before: Capture, facts: Facts) -> bool:
    return not before.retracted and dict(before.facts) == dict(facts)


def _replied(measure: Capture) -> Reply:
    return Reply(MeasureView.model_validate(shown(measure)), version=measure.version)
