"""One of the two reads the journey."""

from dataclasses import dataclass

from kernel.routes import Reply, Request
from reflections.application.reaching import present
from reflections.application.views import JourneyView
from reflections.domain.ports import Journeys


@dataclass(frozen=True, slots=True)
class ReadJourney:
    """Read a journey, as it is this instant: one DynamoDB call."""

    journeys: Journeys

    def __call__(self, request: Request) -> Reply:
        """Read the journey.

        Parameters
        ----------
        request : Request
            Its path names the journey.

        Returns
        -------
        Reply
            A `JourneyView`, with the version that a change needs.
        """
        journey = present(self.journeys, request)
        return Reply(JourneyView.of(journey), version=journey.version)
