"""A measure is corrected."""

from dataclasses import dataclass

from kernel.clock import Clock
from kernel.instants import to_text
from kernel.log import Log
from kernel.problem import stale
from kernel.routes import Reply, Request
from reflections.application.announcing import announced
from reflections.application.changing import until_settled
from reflections.application.measuring import reached_to_score, scored, scored_event
from reflections.application.stored_measures import changeable
from reflections.application.views import MeasureView, shown
from reflections.domain.capture import Capture, Facts
from reflections.domain.ports import Captures, Journeys
from reflections.domain.refusals import WrongFieldError
from reflections.domain.times import happened


@dataclass(frozen=True, slots=True)
class CorrectMeasure:
    """Correct a measure upon the version that ``If-Match`` names: two DynamoDB calls (a read and a conditional put).

    One more and one KMS call where the journey is not remembered; the read alone where this change was made before.

    The correction's event takes the place of the earlier one in the item. The stream has carried that one by then, and
    for a republication the later one is enough: it states all facts anew, with a higher version.
    """

    journeys: Journeys
    captures: Captures
    clock: Clock
    log: Log

    def __call__(self, request: Request) -> Reply:
        """Correct the measure.

        Parameters
        ----------
        request : Request
            Its path names journey and measure; its body is a `Correction`. Where that says not when, what was said
            before stays.

        Returns
        -------
        Reply
            A `MeasureView`; the same where this very change was made before and its answer got lost.
        """
        return until_settled(lambda: self._attempt(request), self.log, request.path["journey"])

    def _attempt(self, request: Request) -> Reply:
        now = self.clock.now()
        reached = reached_to_score(self.journeys, request)
        before = changeable(self.captures, request, reached)
        filled_in, journey = scored(request.body, reached.instruments), reached.journey
        said = request.body.occurred_at
        facts = {**(_times(before) if said is None else {"occurred_at": happened(said, now)}), **filled_in}
        if request.body.reason is not None:
            facts["reason"] = request.body.reason
        if facts["instrument"] != before.facts["instrument"]:
            raise WrongFieldError(("/instrument", "the same as before; take this measure back and enter another"))
        if before.version == request.version + 1 and _same(before, facts):
            return _replied(before)
        journey.still_open()
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
        self.captures.replace(after, event)
        return _replied(after)


def _times(before: Capture) -> Facts:
    """Keep when it happened, with what a clock had said of it."""
    return {name: before.facts[name] for name in ("occurred_at", "told_at", "clock_offset") if name in before.facts}


def _same(before: Capture, facts: Facts) -> bool:
    return not before.retracted and dict(before.facts) == dict(facts)


def _replied(measure: Capture) -> Reply:
    return Reply(MeasureView.model_validate(shown(measure)), version=measure.version)
