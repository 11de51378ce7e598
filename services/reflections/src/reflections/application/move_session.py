"""The therapist moves a planned session to another time."""

from dataclasses import dataclass
from datetime import datetime

from kernel.instants import to_text
from kernel.problem import not_found, stale
from kernel.routes import Reply, Request
from reflections.application.changing import until_settled
from reflections.application.plan_session import SessionPlan
from reflections.application.planned_session import PlannedSessions
from reflections.application.planned_session_views import PlannedSessionView
from reflections.application.reaching import Reached
from reflections.domain.capture import Capture
from reflections.domain.times import ahead


@dataclass(frozen=True, slots=True)
class MoveSession:
    """Move a planned session: two DynamoDB calls, as `PlannedSessions` says."""

    sessions: PlannedSessions

    def __call__(self, request: Request) -> Reply:
        """Move the session.

        Parameters
        ----------
        request : Request
            Its path names journey and session; its body is a `SessionPlan`.

        Returns
        -------
        Reply
            A `PlannedSessionView`; the same where this very change was made before and its answer got lost.

        Raises
        ------
        RefusedStepError
            Where the journey is closed, or the session was held or missed.
        WrongFieldError
            Where it lies in the past, or more than two years ahead.
        """
        return until_settled(lambda: self._attempt(request), self.sessions.log, request.path["journey"])

    def _attempt(self, request: Request) -> Reply:
        plan: SessionPlan = request.body

        def moved(before: Capture, reached: Reached, now: datetime) -> Capture:
            reached.journey.still_open()
            return before.corrected({**before.facts, "occurred_at": ahead(plan.planned_at, now)})

        session = self.sessions.changed(request, moved)
        if session.retracted:
            raise not_found()
        if session.occurred_at != to_text(plan.planned_at):
            raise stale()
        return Reply(PlannedSessionView.of(session), version=session.version)
