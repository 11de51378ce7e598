"""The therapist closes the journey."""

from dataclasses import dataclass
from typing import Literal

from kernel.clock import Clock
from kernel.instants import to_text
from kernel.log import Log
from kernel.problem import stale
from kernel.routes import Reply, Request
from reflections.application.changing import told, until_settled
from reflections.application.fields import Body
from reflections.application.reaching import present
from reflections.application.views import JourneyView
from reflections.domain.capture import Voice
from reflections.domain.journey import State
from reflections.domain.ports import Journeys


class Closing(Body):
    """What a therapist may change of a journey: its state."""

    state: Literal["closed"]


@dataclass(frozen=True, slots=True)
class CloseJourney:
    """Close a journey upon the version that ``If-Match`` names: two DynamoDB calls (a read and a transaction)."""

    journeys: Journeys
    clock: Clock
    log: Log

    def __call__(self, request: Request) -> Reply:
        """Close the journey.

        Parameters
        ----------
        request : Request
            Its path names the journey; its body is a `Closing`.

        Returns
        -------
        Reply
            A `JourneyView`; the same where this very change was made before and its answer got lost.
        """
        return until_settled(lambda: self._attempt(request), self.log, request.path["journey"])

    def _attempt(self, request: Request) -> Reply:
        journey = present(self.journeys, request, Voice.THERAPIST)
        if journey.state is State.CLOSED and journey.version == request.version + 1:
            return Reply(JourneyView.of(journey), version=journey.version)
        if journey.version != request.version:
            raise stale()
        after, payload = journey.closed()
        self.journeys.save(after, told([payload], after, request, to_text(self.clock.now())))
        return Reply(JourneyView.of(after), version=after.version)
