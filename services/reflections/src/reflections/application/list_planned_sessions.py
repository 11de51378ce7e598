"""One of the two lists the sessions that are planned."""

from dataclasses import dataclass

from kernel.cursors import instant_and_identifier_in, written
from kernel.routes import Reply, Request
from reflections.application.paging import Page
from reflections.application.planned_session_views import PlannedSessionList, PlannedSessionView
from reflections.application.reaching import reach
from reflections.domain.capture import Capture, Position
from reflections.domain.ports import Captures, Journeys


@dataclass(frozen=True, slots=True)
class ListPlannedSessions:
    """List planned sessions: one DynamoDB call; one more and one KMS call where the journey is not remembered.

    The earliest first: those that are past and of which nobody has noted what became of them, then those ahead.
    """

    journeys: Journeys
    captures: Captures

    def __call__(self, request: Request) -> Reply:
        """List the sessions.

        Parameters
        ----------
        request : Request
            Its path names the journey; its query is a `Page`.

        Returns
        -------
        Reply
            A `PlannedSessionList`.
        """
        asked: Page = request.query
        place = instant_and_identifier_in(asked.cursor)
        journey = reach(self.journeys, request.caller, request.path["journey"]).journey
        position = None if place is None else Position(*place)
        found = self.captures.planned(journey.practice, journey.id, position, asked.limit)
        sessions = [row for row in found.rows if isinstance(row, Capture)][: asked.limit]
        last = sessions[-1] if found.more or len(found.rows) > len(sessions) else None
        return Reply(
            PlannedSessionList(
                items=[PlannedSessionView.of(session) for session in sessions],
                next=None if last is None else written(last.occurred_at, last.id),
            )
        )
