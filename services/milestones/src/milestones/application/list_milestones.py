"""List the milestones of a journey."""

from dataclasses import dataclass

from kernel.problem import not_found
from kernel.routes import Reply, Request
from milestones.application.answers import MilestonesAnswer, answer_of
from milestones.application.reading_language import language_of
from milestones.domain.ports import Journeys, Milestones


@dataclass(frozen=True, slots=True)
class ListMilestones:
    """List a journey's milestones as the caller may see them: a therapist all, and of what was taken back, why.

    DynamoDB: 1 read of the journey and 1 query; more queries only for a client from whom most of a page is hidden.

    Parameters
    ----------
    journeys : Journeys
    milestones : Milestones
    """

    journeys: Journeys
    milestones: Milestones

    def __call__(self, request: Request) -> Reply:
        """Answer ``GET /journeys/{journey}/milestones``.

        Parameters
        ----------
        request : Request

        Returns
        -------
        Reply

        Raises
        ------
        Problem
            404 where there is no such journey, or it is not the caller's.
        """
        caller, journey_id = request.caller, request.path["journey"]
        journey = self.journeys.get(caller.practice, journey_id)
        view = journey and journey.view_of(caller)
        if not view:
            raise not_found()
        page = self.milestones.page(caller.practice, journey_id, view, request.query.cursor, request.query.limit)
        language = language_of(request)
        return Reply(MilestonesAnswer(items=[answer_of(found, view, language) for found in page.items], next=page.next))
