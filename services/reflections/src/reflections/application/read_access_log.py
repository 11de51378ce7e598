"""The client reads who looked, and who changed what."""

from dataclasses import dataclass

from kernel.access_log import People, page_of_log
from kernel.routes import Reply, Request
from kernel.traces import Traces
from reflections.application.access_words import WORDS
from reflections.application.reaching import present
from reflections.domain.capture import Audience
from reflections.domain.journey import Journey
from reflections.domain.ports import Journeys


@dataclass(frozen=True, slots=True)
class ReadAccessLog:
    """Read a page of the log: two DynamoDB calls (the journey, and a query that reads this audience's alone)."""

    journeys: Journeys
    traces: Traces

    def __call__(self, request: Request) -> Reply:
        """Read a page, newest first.

        Parameters
        ----------
        request : Request
            Its path names the journey; its query is an `AccessLogPage`.

        Returns
        -------
        Reply
            An `AccessLogView`: people as the client knows them, no subject of the user pool.
        """
        journey = present(self.journeys, request)
        return page_of_log(self.traces, request, journey.id, Audience.BOTH, people_of(journey), WORDS)


def people_of(journey: Journey) -> People:
    """Say whom the client knows by what they are."""
    return People(journey.client, journey.therapist)
