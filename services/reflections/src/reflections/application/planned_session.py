"""What moving and cancelling a planned session have in common: read, decide, and one write with what tells of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from kernel.clock import Clock
from kernel.instants import to_text
from kernel.log import Log
from kernel.problem import not_found, stale
from kernel.routes import Request
from reflections.application.announcing import announced
from reflections.application.reaching import Reached, reach
from reflections.domain.capture import Capture, Kind
from reflections.domain.ports import Captures, Journeys
from reflections.domain.session import news_of_session, still_planned

Change = Callable[[Capture, Reached, datetime], Capture]
"""Makes the next version of a planned session; raises what the domain refuses."""


@dataclass(frozen=True, slots=True)
class PlannedSessions:
    """Changes planned sessions upon the version that ``If-Match`` names: two DynamoDB calls (a read, a put).

    One more and one KMS call where the journey is not remembered; the read alone where this change was made before.

    Parameters
    ----------
    journeys, captures : port
        Where they lie.
    clock : Clock
        Tells the time.
    log : Log
        Is told of a race that was lost.
    """

    journeys: Journeys
    captures: Captures
    clock: Clock
    log: Log

    def changed(self, request: Request, change: Change) -> Capture:
        """Change one.

        Parameters
        ----------
        request : Request
            Its path names journey and session.
        change : callable
            Makes its next version.

        Returns
        -------
        Capture
            The next version; the stored one where it is what this very change has made before.

        Raises
        ------
        Problem
            404 where there is none or it was cancelled otherwise; 412 where it has another version.
        RefusedStepError
            Where it was noted as held or missed.
        OutdatedError
            Where somebody else was faster.
        """
        reached = reach(self.journeys, request.caller, request.path["journey"])
        before = self.captures.read(request.caller.practice, reached.journey.id, request.path["plan"])
        if before is None or before.kind is not Kind.SESSION:
            raise not_found()
        still_planned(before)
        now = self.clock.now()
        if before.version == request.version + 1:
            return before
        if before.retracted:
            raise not_found()
        if before.version != request.version:
            raise stale()
        after = change(before, reached, now)
        event = announced(
            news_of_session(after),
            of=after.id,
            version=after.version,
            journey=after.journey,
            request=request,
            cause=request.correlation,
            at=to_text(now),
        )
        self.captures.replace(after, event)
        return after
