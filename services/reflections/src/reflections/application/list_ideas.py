"""The therapist lists the ideas of a journey."""

from dataclasses import dataclass

from kernel.log import Log
from kernel.routes import Reply, Request
from reflections.application.idea_views import IdeaItem, IdeaList, of_idea
from reflections.application.own_captures import own_part
from reflections.application.paging import Page, instant_and_identifier_in, written
from reflections.application.reaching import reach_as_therapist
from reflections.application.texts import opened
from reflections.domain.capture import Capture, Kind, Position
from reflections.domain.ports import Captures, Journeys
from reflections.domain.timeline import Selection, merged


@dataclass(frozen=True, slots=True)
class ListIdeas:
    """List a page of ideas: one DynamoDB call; one more and one KMS call where the journey is not remembered."""

    journeys: Journeys
    captures: Captures
    log: Log

    def __call__(self, request: Request) -> Reply:
        """List the ideas, newest first.

        Parameters
        ----------
        request : Request
            Its path names the journey; its query is a `Page`.

        Returns
        -------
        Reply
            An `IdeaList`.
        """
        asked: Page = request.query
        place = instant_and_identifier_in(asked.cursor)
        reached = reach_as_therapist(self.journeys, request.caller, request.path["journey"])
        position = None if place is None else Position(*place)
        part = own_part(self.captures, reached, Selection(kind=Kind.IDEA), position, asked.limit)
        page, after = merged([part], asked.limit)
        items = [
            IdeaItem.model_validate({**of_idea(idea), **opened(reached, idea, self.log)})
            for idea in page
            if isinstance(idea, Capture)
        ]
        return Reply(IdeaList(items=items, next=None if after is None else written(after.occurred_at, after.id)))
