"""The client gives or withdraws the consent to celebrations."""

from dataclasses import dataclass

from kernel.clock import Clock
from kernel.instants import to_text
from kernel.log import Log
from kernel.routes import Reply, Request
from reflections.application.changing import told, until_settled
from reflections.application.fields import Body
from reflections.application.reaching import present
from reflections.application.views import ConsentView
from reflections.domain.journey import CELEBRATIONS
from reflections.domain.ports import Journeys
from reflections.domain.step import Step


class Consenting(Body):
    """The client's word."""

    granted: bool


@dataclass(frozen=True, slots=True)
class SetConsent:
    """Set the consent: two DynamoDB calls (a read and a transaction), one where nothing changes.

    No version is asked for: the client's latest word counts, whatever was said before.
    """

    journeys: Journeys
    clock: Clock
    log: Log

    def __call__(self, request: Request) -> Reply:
        """Note the client's word.

        Parameters
        ----------
        request : Request
            Its path names the journey; its body is a `Consenting`.

        Returns
        -------
        Reply
            A `ConsentView`.
        """
        granted = request.body.granted

        def attempt() -> Reply:
            journey = present(self.journeys, request)
            before = journey.consents.get(CELEBRATIONS)
            if before is None or before.granted != granted:
                at = to_text(self.clock.now())
                after, payload = journey.with_consent(granted=granted, client=request.caller.sub, at=at)
                self.journeys.save(Step(journey, after, told([payload], after, request, at)))
                journey = after
            return Reply(ConsentView(granted=granted, version=journey.version), version=journey.version)

        return until_settled(attempt, self.log, request.path["journey"])
