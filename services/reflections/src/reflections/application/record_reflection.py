"""The therapist keeps a reflection: after a session, when the client came to mind, or on the journey as a whole."""

from dataclasses import dataclass
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from kernel.clock import Clock
from kernel.routes import Reply, Request
from reflections.application.capturing import Said, kept
from reflections.application.fields import Body, Instant, Line, SessionNumber, Text
from reflections.application.reaching import reach
from reflections.application.tags import Tags, written
from reflections.application.views import ReflectionView, shown
from reflections.domain.capture import Kind
from reflections.domain.ports import CaptureOnce, JourneyAccess
from reflections.domain.refusals import WrongFieldError


class AfterSession(Body):
    """What worked, what did not, and what might work next: at least one of them."""

    kind: Literal["after_session"]
    worked: Text | None = None
    did_not_work: Text | None = None
    might_work_next: Text | None = None
    session: SessionNumber | None = None
    tags: Tags = Field(default_factory=list)
    occurred_at: Instant = None


class CameToMind(Body):
    """One line, kept in ten seconds."""

    kind: Literal["came_to_mind"]
    text: Line
    tags: Tags = Field(default_factory=list)
    occurred_at: Instant = None


class OnJourney(Body):
    """A thought on the journey as a whole."""

    kind: Literal["on_journey"]
    text: Text
    tags: Tags = Field(default_factory=list)
    occurred_at: Instant = None


AnyReflection: TypeAlias = AfterSession | CameToMind | OnJourney
Reflection = Annotated[AnyReflection, Field(discriminator="kind")]


@dataclass(frozen=True, slots=True)
class RecordReflection:
    """Record a reflection: one DynamoDB call; one more and one KMS call where the journey is not remembered.

    Nobody is told: a reflection makes no event, so that nothing outside this table knows that there is one.
    """

    journeys: JourneyAccess
    captures: CaptureOnce
    clock: Clock

    def __call__(self, request: Request) -> Reply:
        """Keep the reflection.

        Parameters
        ----------
        request : Request
            Its path names the journey; its body is a `Reflection`.

        Returns
        -------
        Reply
            A `ReflectionView`, without the words.
        """
        body = request.body
        reached = reach(self.journeys, request.caller, request.path["journey"])
        said = Said(Kind(body.kind), _facts(body), {**_words(body), "tags": written(body.tags)})
        return Reply(ReflectionView.model_validate(shown(kept(said, request, reached, self.captures, self.clock))))


def _facts(body: AnyReflection) -> dict[str, object]:
    return {"session": body.session} if isinstance(body, AfterSession) else {}


def _words(body: AnyReflection) -> dict[str, str | None]:
    if not isinstance(body, AfterSession):
        return {"text": body.text}
    words = {"worked": body.worked, "did_not_work": body.did_not_work, "might_work_next": body.might_work_next}
    if not any(words.values()):
        raise WrongFieldError(("/worked", "some words here, in did_not_work or in might_work_next"))
    return words
