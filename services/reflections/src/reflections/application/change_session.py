"""The therapist puts a session right, or notes what became of a planned one: when it was, and whether it took place."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from pydantic import model_validator

from kernel.clock import Clock
from kernel.instants import from_text, to_text
from kernel.log import Log
from kernel.problem import not_found, stale
from kernel.routes import Reply, Request
from reflections.application.announcing import announced
from reflections.application.changing import until_settled
from reflections.application.fields import Body, Instant, KeptNumber
from reflections.application.reaching import present
from reflections.application.views import SessionView, shown
from reflections.domain.capture import Audience, Capture, Facts, Kind
from reflections.domain.journey import Journey
from reflections.domain.ports import Captures, Journeys
from reflections.domain.refusals import WrongFieldError
from reflections.domain.session import LastSession, as_last, is_planned, latest, news_of_session
from reflections.domain.step import Step
from reflections.domain.timeline import Selection
from reflections.domain.times import CLOCK_SKEW, happened

_LOOKED_AT = 100
"""So many sessions are looked at for the last one held; whoever missed a hundred in a row has none."""


class SessionChange(Body):
    """What was otherwise: the time, or whether it took place, or both.

    With ``held`` a planned session becomes a session: it was when it was planned for unless another time is told, and
    has the number after the highest unless another one is told.
    """

    held: bool | None = None
    number: KeptNumber | None = None
    occurred_at: Instant = None

    @model_validator(mode="after")
    def _changes_something(self) -> Self:
        if self.held is None and self.occurred_at is None:
            raise ValueError("held or occurred_at, or both")
        return self


@dataclass(frozen=True, slots=True)
class ChangeSession:
    """Change a session upon the version that ``If-Match`` names: three DynamoDB calls (two reads and a transaction).

    One more, a query of sessions, where it was the last one held and may be so no more; the reads alone where this
    change was made before.
    """

    journeys: Journeys
    captures: Captures
    clock: Clock
    log: Log

    def __call__(self, request: Request) -> Reply:
        """Change the session.

        Parameters
        ----------
        request : Request
            Its path names journey and session; its body is a `SessionChange`.

        Returns
        -------
        Reply
            A `SessionView`; the same where this very change was made before and its answer got lost.

        Raises
        ------
        RefusedStepError
            Where the journey is closed, or another session has the number.
        WrongFieldError
            Where it lies in the future; where it is told of a plan alone, or of a session another number.
        """
        return until_settled(lambda: self._attempt(request), self.log, request.path["journey"])

    def _attempt(self, request: Request) -> Reply:
        journey, now = present(self.journeys, request), self.clock.now()
        before = self.captures.read(journey.practice, journey.id, request.path["session"])
        if before is None or before.kind is not Kind.SESSION or before.retracted:
            raise not_found()
        again = before.version == request.version + 1 and not is_planned(before)
        if not again and before.version != request.version:
            raise stale()
        facts = (
            _noted(before, request.body, journey, now) if is_planned(before) else _put_right(before, request.body, now)
        )
        if again:
            if facts != before.facts:
                raise stale()
            return Reply(SessionView.model_validate(shown(before)), version=before.version)
        session = before.corrected(facts)
        event = announced(
            news_of_session(session),
            of=session.id,
            version=session.version,
            journey=journey.id,
            request=request,
            cause=request.correlation,
            at=to_text(now),
        )
        after = journey.with_session(self._last(journey, session), int(str(session.facts["number"])))
        numbered = [session] if is_planned(before) else []
        self.journeys.save(Step(journey, after, captures=[(session, event)], numbered=numbered))
        return Reply(SessionView.model_validate(shown(session)), version=session.version)

    def _last(self, journey: Journey, changed: Capture) -> LastSession | None:
        """Find the last session held, the changed one as it is from now on."""
        known, now = journey.last_session, as_last(changed)
        if known is None or known.id != changed.id or (now is not None and now.occurred_at >= known.occurred_at):
            return latest(known if known is None or known.id != changed.id else None, now)
        part = Selection(kind=Kind.SESSION)
        rows = self.captures.before(journey.practice, journey.id, Audience.BOTH, part, None, _LOOKED_AT).rows
        others = (as_last(row) for row in rows if isinstance(row, Capture) and row.id != changed.id)
        return latest(now, *others)


def _put_right(session: Capture, change: SessionChange, now: datetime) -> Facts:
    if change.number not in {None, session.facts["number"]}:
        raise WrongFieldError(("/number", "its own: a session keeps the number that it was noted with"))
    told: dict[str, object] = {} if change.held is None else {"held": change.held}
    when = {} if change.occurred_at is None else {"occurred_at": happened(change.occurred_at, now)}
    return {**session.facts, **told, **when}


def _noted(plan: Capture, change: SessionChange, journey: Journey, now: datetime) -> Facts:
    if change.held is None:
        raise WrongFieldError(("/held", "whether it took place; move a session that is still ahead as a planned one"))
    if change.occurred_at is None and from_text(plan.occurred_at) > now + CLOCK_SKEW:
        raise WrongFieldError(("/occurred_at", "when it was: the time that it is planned for is still ahead"))
    occurred_at = happened(change.occurred_at or from_text(plan.occurred_at), now)
    return {"number": journey.number_for_session(change.number), "held": change.held, "occurred_at": occurred_at}
