"""List the caseload of a therapist: whom to think of first."""

from dataclasses import dataclass

from kernel.routes import Reply, Request
from milestones.application.caseload_answers import CaseloadAnswer, JourneyLineAnswer
from milestones.domain.caseload_ports import Caseloads


@dataclass(frozen=True, slots=True)
class ListCaseload:
    """List the caller's active journeys, those that ask for attention first.

    DynamoDB: 1 query of an index that holds nothing else; a page reads what it shows.

    Parameters
    ----------
    caseloads : Caseloads
    """

    caseloads: Caseloads

    def __call__(self, request: Request) -> Reply:
        """Answer ``GET /caseload``.

        Parameters
        ----------
        request : Request
            Its query is a `CaseloadQuery`.

        Returns
        -------
        Reply
            An empty list where the caller leads no journey.
        """
        caller, asked = request.caller, request.query
        page = self.caseloads.page(caller.practice, caller.sub, asked.cursor, asked.limit)
        items = [JourneyLineAnswer.model_validate(line) for line in page.items]
        return Reply(CaseloadAnswer(items=items, next=page.next), about=tuple(line.journey for line in items))
