"""One of the two reads the timeline: both voices, so far as this reader may hear them."""

from dataclasses import dataclass

from kernel.log import Log
from kernel.routes import Reply, Request
from reflections.application.paging import instant_and_identifier_in, written
from reflections.application.reaching import reach
from reflections.application.texts import opened
from reflections.application.timeline_views import Timeline, item_of
from reflections.domain.capture import Position, audiences_for
from reflections.domain.ports import Captures, Journeys
from reflections.domain.timeline import merged


@dataclass(frozen=True, slots=True)
class ReadTimeline:
    """Read a page of the timeline: two DynamoDB calls; one more and one KMS call where the journey is not remembered.

    What a reader may not see is not filtered out but never read: neither page, nor cursor, nor time taken tells of it.
    """

    journeys: Journeys
    captures: Captures
    log: Log

    def __call__(self, request: Request) -> Reply:
        """Read a page, newest first.

        Parameters
        ----------
        request : Request
            Its path names the journey; its query is a `Page`.

        Returns
        -------
        Reply
            A `Timeline`.
        """
        place = instant_and_identifier_in(request.query.cursor)
        position, limit = None if place is None else Position(*place), request.query.limit
        reached = reach(self.journeys, request.caller, request.path["journey"])
        journey = reached.journey
        slices = [
            self.captures.before(journey.practice, journey.id, audience, position, limit)
            for audience in audiences_for(reached.voice)
        ]
        page, after = merged(slices, limit)
        return Reply(
            Timeline(
                items=[item_of(capture, opened(reached, capture, self.log)) for capture in page],
                next=None if after is None else written(after.occurred_at, after.id),
            )
        )
