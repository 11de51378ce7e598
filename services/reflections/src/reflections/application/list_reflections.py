"""The therapist lists the reflections on a journey."""

from dataclasses import dataclass

from kernel.log import Log
from kernel.routes import Reply, Request
from reflections.application.own_captures import own_page
from reflections.application.texts import opened
from reflections.application.timeline_views import ReflectionItem
from reflections.application.views import View, shown
from reflections.domain.capture import REFLECTIONS
from reflections.domain.ports import Captures, Journeys
from reflections.domain.timeline import Selection


class ReflectionList(View):
    """A page of reflections, newest first; it may be short, or empty, and have a next."""

    items: list[ReflectionItem]
    next: str | None


@dataclass(frozen=True, slots=True)
class ListReflections:
    """List a page of reflections: one DynamoDB call; one more and one KMS call where the journey is not remembered.

    They stand in one order, together with the therapist's private entries, which are passed over: so that a reflection
    costs no third write unit.
    """

    journeys: Journeys
    captures: Captures
    log: Log

    def __call__(self, request: Request) -> Reply:
        """List the reflections, newest first.

        Parameters
        ----------
        request : Request
            Its path names the journey; its query is a `Page`.

        Returns
        -------
        Reply
            A `ReflectionList`.
        """
        reached, page, following = own_page(self.journeys, self.captures, request, Selection(reflections=True))
        items = [
            ReflectionItem.model_validate({**shown(row), **opened(reached, row, self.log)})
            for row in page
            if row.kind in REFLECTIONS
        ]
        return Reply(ReflectionList(items=items, next=following))
