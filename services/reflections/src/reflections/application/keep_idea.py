"""The therapist keeps an idea."""

from dataclasses import dataclass
from typing import Literal

from kernel.clock import Clock
from kernel.routes import Reply, Request
from reflections.application.capturing import Said, kept
from reflections.application.fields import Body, Instant, Reference, Text
from reflections.application.idea_views import IdeaView, of_idea
from reflections.application.reaching import reach
from reflections.domain.capture import Kind
from reflections.domain.idea import IdeaState, begun
from reflections.domain.ports import CaptureOnce, JourneyAccess


class Idea(Body):
    """An idea, by itself or born from a reflection; one that is to be brought may begin so.

    ``reflection`` is not looked up, as a struggle is not: a name that leads nowhere harms nobody.
    """

    text: Text
    state: Literal["idea", "bring"] = "idea"
    reflection: Reference | None = None
    occurred_at: Instant = None


@dataclass(frozen=True, slots=True)
class KeepIdea:
    """Keep an idea: one DynamoDB call; one more and one KMS call where the journey is not remembered.

    Nobody is told: an idea makes no event, as a reflection makes none.
    """

    journeys: JourneyAccess
    captures: CaptureOnce
    clock: Clock

    def __call__(self, request: Request) -> Reply:
        """Keep the idea.

        Parameters
        ----------
        request : Request
            Its path names the journey; its body is an `Idea`.

        Returns
        -------
        Reply
            An `IdeaView`, without the words.
        """
        idea: Idea = request.body
        reached = reach(self.journeys, request.caller, request.path["journey"])
        said = Said(Kind.IDEA, begun(IdeaState(idea.state), idea.reflection), {"text": idea.text})
        return Reply(IdeaView.model_validate(of_idea(kept(said, request, reached, self.captures, self.clock))))
