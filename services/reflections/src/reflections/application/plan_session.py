"""The therapist plans a session ahead."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from kernel.clock import Clock
from kernel.routes import Reply, Request
from reflections.application.capturing import Said, kept
from reflections.application.fields import Body, StatedInstant
from reflections.application.planned_session_views import PlannedSessionView
from reflections.application.reaching import reach
from reflections.domain.capture import Kind
from reflections.domain.ports import CaptureOnce, JourneyAccess
from reflections.domain.session import PLANNED, news_of_session
from reflections.domain.times import ahead


class SessionPlan(Body):
    """When it is to begin."""

    planned_at: StatedInstant


@dataclass(frozen=True, slots=True)
class PlanSession:
    """Plan a session: one DynamoDB call; one more and one KMS call where the journey is not remembered.

    Both of the two see it, in the list of planned sessions; the others are told, so that nothing disturbs it.
    """

    journeys: JourneyAccess
    captures: CaptureOnce
    clock: Clock

    def __call__(self, request: Request) -> Reply:
        """Plan the session.

        Parameters
        ----------
        request : Request
            Its path names the journey; its body is a `SessionPlan`.

        Returns
        -------
        Reply
            A `PlannedSessionView`.

        Raises
        ------
        RefusedStepError
            Where the journey is closed.
        WrongFieldError
            Where it lies in the past, or more than two years ahead.
        """
        reached = reach(self.journeys, request.caller, request.path["journey"])
        said = Said(Kind.SESSION, {PLANNED: True}, {}, news_of_session, _as_planned)
        session = kept(said, request, reached, self.captures, self.clock)
        return Reply(PlannedSessionView.of(session), version=1)


def _as_planned(request: Request, now: datetime) -> Mapping[str, object]:
    return {"occurred_at": ahead(request.body.planned_at, now)}
