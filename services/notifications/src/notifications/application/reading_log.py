"""The client reads who looked at messages."""

from dataclasses import dataclass

from kernel.access_log import People, page_of_log
from kernel.problem import not_found
from kernel.routes import Reply, Request
from kernel.traces import Traces
from notifications.application.tracing import WORDS
from notifications.domain.audience import Audience
from notifications.domain.identity import JourneyId
from notifications.domain.ports import Journeys
from notifications.domain.relation import Relation


@dataclass(frozen=True, slots=True)
class ReadAccessLog:
    """Read a page of the client's log.

    DynamoDB: 1 read of the projection, and 1 query that reads this log alone.

    Parameters
    ----------
    journeys, traces
        Ports.
    """

    journeys: Journeys
    traces: Traces

    def __call__(self, request: Request) -> Reply:
        """Answer ``GET /journeys/{journey}/access-log``, newest first.

        Raises
        ------
        Problem
            404 where there is no such journey, or it is not the caller's own as its client; 422 for a cursor that no
            page gave.
        """
        caller, id_ = request.caller, request.path["journey"]
        journey = self.journeys.get(JourneyId(caller.practice, id_))
        if journey.client != caller.sub or journey.erased or Relation.CLIENT not in caller.reaches:
            raise not_found()
        return page_of_log(self.traces, request, id_, Audience.BOTH, People(journey.client, journey.therapist), WORDS)
