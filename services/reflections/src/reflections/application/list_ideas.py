"""The therapist lists the ideas of a journey."""

from dataclasses import dataclass

from kernel.log import Log
from kernel.routes import Reply, Request
from reflections.application.idea_views import IdeaItem, IdeaList, of_idea
from reflections.application.own_captures import own_page
from reflections.application.texts import opened
from reflections.domain.capture import Kind
from reflections.domain.ports import Captures, Journeys
from reflections.domain.timeline import Selection


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
        reached, page, following = own_page(self.journeys, self.captures, request, Selection(kind=Kind.IDEA))
        items = [IdeaItem.model_validate({**of_idea(idea), **opened(reached, idea, self.log)}) for idea in page]
        return Reply(IdeaList(items=items, next=following))
