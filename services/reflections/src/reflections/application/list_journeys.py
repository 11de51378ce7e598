"""A person lists the journeys that they take part in."""

from dataclasses import dataclass

from kernel.cursors import written
from kernel.routes import Reply, Request
from reflections.application.paging import identifier_in
from reflections.application.reaching import voice_in
from reflections.application.views import JourneyList, JourneyView
from reflections.domain.ports import Journeys


@dataclass(frozen=True, slots=True)
class ListJourneys:
    """List a person's journeys: two DynamoDB calls (a query of memberships, a BatchGetItem of journeys)."""

    journeys: Journeys

    def __call__(self, request: Request) -> Reply:
        """List the caller's journeys.

        Parameters
        ----------
        request : Request
            Its query is a `Page`.

        Returns
        -------
        Reply
            A `JourneyList`.
        """
        caller, page = request.caller, request.query
        found, after = self.journeys.of_person(caller.practice, caller.sub, page.limit, identifier_in(page.cursor))
        items = [JourneyView.of(journey) for journey in found if voice_in(journey, caller)]
        return Reply(JourneyList(items=items, next=None if after is None else written(after)))
