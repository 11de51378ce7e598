"""The therapist puts a session right: when it was, and whether it took place."""

from dataclasses import dataclass
from typing import Self

from pydantic import model_validator

from kernel.clock import Clock
from kernel.instants import to_text
from kernel.log import Log
from kernel.problem import not_found, stale
from kernel.routes import Reply, Request
from reflections.application.announcing import announced
from reflections.application.changing import until_settled
from reflections.application.fields import Body, Instant
from reflections.application.reaching import present
from reflections.application.views import SessionView, shown
from reflections.domain.capture import Audience, Capture, Kind
from reflections.domain.journey import Journey
from reflections.domain.ports import Captures, Journeys
from reflections.domain.session import LastSession, as_last, latest, news_of_session
from reflections.domain.step import Step
from reflections.domain.timeline import Selection
from reflections.domain.times import happened

_LOOKED_AT = 100
"""So many sessions are looked at for the last one held; whoever missed a hundred in a row has none."""


class SessionChange(Body):
    """What was otherwise: the time, or whether it took place, or both."""

    held: bool | None = None
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
            Where the journey is closed.
        WrongFieldError
            Where it lies in the future.
        """
        return until_settled(lambda: self._attempt(request), self.log, request.path["journey"])

    def _attempt(self, request: Request) -> Reply:
        journey, now = present(self.journeys, request), self.clock.now()
        before = self.captures.read(journey.practice, journey.id, request.path["session"])
        if before is None or before.kind is not Kind.SESSION:
            raise not_found()
        facts = {**before.facts, **_asked(request.body, happened(request.body.occurred_at, now))}
        if before.version == request.version + 1 and facts == before.facts:
            return Reply(SessionView.model_validate(shown(before)), version=before.version)
        if before.version != request.version:
            raise stale()
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
        after = journey.with_session(self._last(journey, session), journey.highest_session)
        self.journeys.save(Step(journey, after, captures=[(session, event)]))
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


def _asked(change: SessionChange, occurred_at: str) -> dict[str, object]:
    told: dict[str, object] = {} if change.held is None else {"held": change.held}
    return told if change.occurred_at is None else {**told, "occurred_at": occurred_at}
