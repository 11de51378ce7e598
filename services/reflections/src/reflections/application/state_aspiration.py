"""What the two are on the way to: stated and read."""

from dataclasses import dataclass

from kernel.clock import Clock
from kernel.instants import to_text
from kernel.log import Log
from kernel.routes import Reply, Request
from reflections.application.fields import Body, Text
from reflections.application.goal_views import AspirationView
from reflections.application.reaching import Reached, reach
from reflections.application.texts import sealed, unsealed
from reflections.domain.goal import Aspiration
from reflections.domain.ports import Journeys, Wordings

_THING = "aspiration"


class Stating(Body):
    """The aspiration, in one's own words."""

    text: Text


@dataclass(frozen=True, slots=True)
class StateAspiration:
    """State the aspiration: two DynamoDB calls (a BatchGetItem and a put), and one KMS call for a key not remembered.

    No version is asked for: it is one sentence that both know, and the latest word counts. Nobody else is told.
    """

    journeys: Journeys
    wordings: Wordings
    clock: Clock

    def __call__(self, request: Request) -> Reply:
        """Keep the aspiration in the place of the one before.

        Parameters
        ----------
        request : Request
            Its path names the journey; its body is a `Stating`.

        Returns
        -------
        Reply
            An `AspirationView`.

        Raises
        ------
        RefusedStepError
            Where the journey is closed.
        """
        text = request.body.text
        reached = reach(self.journeys, request.caller, request.path["journey"], fresh=True)
        reached.journey.still_open()
        at = to_text(self.clock.now())
        wording = sealed(reached, _THING, {"text": text})["text"]
        self.wordings.aspire(reached.journey, Aspiration(wording, reached.voice, at))
        return Reply(AspirationView(text=text, by=reached.voice.value, at=at))


@dataclass(frozen=True, slots=True)
class ReadAspiration:
    """Read the aspiration: one DynamoDB call; one more and one KMS call where the journey is not remembered."""

    journeys: Journeys
    wordings: Wordings
    log: Log

    def __call__(self, request: Request) -> Reply:
        """Read the aspiration.

        Parameters
        ----------
        request : Request
            Its path names the journey.

        Returns
        -------
        Reply
            An `AspirationView`.
        """
        reached = reach(self.journeys, request.caller, request.path["journey"])
        stored = self.wordings.aspiration(reached.journey.practice, reached.journey.id)
        if stored is None:
            return Reply(AspirationView(text=None, by=None, at=None))
        return Reply(aspiration_view(reached, stored, self.log))


def aspiration_view(reached: Reached, stored: Aspiration, log: Log) -> AspirationView:
    """Show the aspiration in its words."""
    text = unsealed(reached, _THING, "text", stored.wording, log)
    return AspirationView(text=text, by=stored.by.value, at=stored.at)
