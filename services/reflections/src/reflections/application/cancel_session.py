"""The therapist cancels a planned session."""

from dataclasses import dataclass

from kernel.problem import stale
from kernel.routes import Reply, Request
from reflections.application.changing import until_settled
from reflections.application.planned_session import PlannedSessions


@dataclass(frozen=True, slots=True)
class CancelSession:
    """Cancel a planned session, also on a journey that was closed: two DynamoDB calls, as `PlannedSessions` says."""

    sessions: PlannedSessions

    def __call__(self, request: Request) -> Reply:
        """Cancel the session.

        Parameters
        ----------
        request : Request
            Its path names journey and session.

        Returns
        -------
        Reply
            No content; the same where this very change was made before and its answer got lost.

        Raises
        ------
        RefusedStepError
            Where the session was held or missed.
        """
        return until_settled(lambda: self._attempt(request), self.sessions.log, request.path["journey"])

    def _attempt(self, request: Request) -> Reply:
        session = self.sessions.changed(request, lambda before, _reached, _now: before.taken_back())
        if not session.retracted:
            raise stale()
        return Reply()
