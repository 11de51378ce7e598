"""The client reads who looked at milestones and courses."""

from dataclasses import dataclass

from kernel.access_log import People, page_of_log
from kernel.problem import not_found
from kernel.routes import Reply, Request
from kernel.traces import Traces
from milestones.application.tracing import WORDS
from milestones.domain.audience import Audience
from milestones.domain.journey import View
from milestones.domain.ports import Journeys


@dataclass(frozen=True, slots=True)
class ReadAccessLog:
    """Read a page of the client's log.

    DynamoDB: 1 read of the journey, and 1 query that reads this log alone.

    Parameters
    ----------
    journeys : Journeys
    traces : Traces
    """

    journeys: Journeys
    traces: Traces

    def __call__(self, request: Request) -> Reply:
        """Answer ``GET /journeys/{journey}/access-log``.

        Parameters
        ----------
        request : Request
            Its query is an `AccessLogPage`.

        Returns
        -------
        Reply
            An `AccessLogView`, newest first.

        Raises
        ------
        Problem
            404 where there is no such journey, or it is not the caller's own as its client; 422 for a cursor that no
            page gave.
        """
        id_ = request.path["journey"]
        journey = self.journeys.get(request.caller.practice, id_)
        if journey is None or journey.view_of(request.caller) is not View.CONFIRMED:
            raise not_found()
        people = People(journey.client, journey.therapist)
        return page_of_log(self.traces, request, id_, Audience.BOTH, people, WORDS)
