"""One of the two says that they are stuck, or unsure: one tap, with or without words."""

from dataclasses import dataclass
from functools import partial

from kernel.clock import Clock
from kernel.routes import Reply, Request
from reflections.application.capturing import Said, kept
from reflections.application.fields import Body, Instant, Reference, Text
from reflections.application.reaching import reach_naming
from reflections.application.stuckness_view import StucknessView
from reflections.application.supporting import noticed_in, support_for
from reflections.application.views import shown
from reflections.domain.capture import Audience, Capture, Kind
from reflections.domain.ports import CaptureOnce, JourneyAccess
from reflections.domain.stuckness_event import StucknessDeclared


class Stuckness(Body):
    """That somebody is stuck or unsure; an empty object says all that is needed."""

    text: Text | None = None
    goal: Reference | None = None
    occurred_at: Instant = None


@dataclass(frozen=True, slots=True)
class DeclareStuckness:
    """Declare stuckness: one DynamoDB call; one more and one KMS call where the journey is not remembered.

    A client's is for both; a therapist's, who may be unsure, for the therapist alone. The words stay here; others hear
    that somebody said so, and of whom.
    """

    journeys: JourneyAccess
    captures: CaptureOnce
    clock: Clock

    def __call__(self, request: Request) -> Reply:
        """Keep it.

        Parameters
        ----------
        request : Request
            Its path names the journey; its body is a `Stuckness`.

        Returns
        -------
        Reply
            A `StucknessView`, without the words.
        """
        stuck: Stuckness = request.body
        reached = reach_naming(self.journeys, request.caller, request.path["journey"], stuck.goal)
        noticed = noticed_in(stuck.text, reached)
        tells = partial(_news_of, noticed=sorted(noticed))
        said = Said(Kind.STUCKNESS, {"goal": stuck.goal}, {"text": stuck.text}, tells=tells)
        capture = kept(said, request, reached, self.captures, self.clock)
        shared = capture.audience is Audience.BOTH
        support = support_for(noticed, reached, request, shared=shared)
        return Reply(StucknessView.model_validate({**shown(capture), "support": support}))


def _news_of(capture: Capture, noticed: list[str]) -> StucknessDeclared:
    return StucknessDeclared.model_validate(
        {
            "stuckness": capture.id,
            "by": capture.by.value,
            "goal": capture.facts.get("goal"),
            "occurred_at": capture.occurred_at,
            "crisis_language": noticed or None,
        }
    )
