"""One of the two rates how far a goal is reached."""

from dataclasses import dataclass

from kernel.clock import Clock
from kernel.routes import Reply, Request
from reflections.application.capturing import Said, kept
from reflections.application.fields import Body, Instant, Rating
from reflections.application.reaching import reach
from reflections.application.views import RatingView, shown
from reflections.domain.capture import Capture, Kind
from reflections.domain.events import GoalRated
from reflections.domain.ports import CaptureOnce, JourneyAccess


class GoalRating(Body):
    """How far the goal is reached, and when that held."""

    value: Rating
    occurred_at: Instant = None


@dataclass(frozen=True, slots=True)
class RateGoal:
    """Rate a goal: one DynamoDB call; one more and one KMS call where the journey is not remembered."""

    journeys: JourneyAccess
    captures: CaptureOnce
    clock: Clock

    def __call__(self, request: Request) -> Reply:
        """Keep the rating.

        Parameters
        ----------
        request : Request
            Its path names journey and goal; its body is a `GoalRating`.

        Returns
        -------
        Reply
            A `RatingView`.
        """
        goal, value = request.path["goal"], request.body.value
        reached = reach(self.journeys, request.caller, request.path["journey"], goal)

        def tells(capture: Capture) -> GoalRated:
            return GoalRated(
                rating=capture.id, goal=goal, value=value, by=reached.voice.value, occurred_at=capture.occurred_at
            )

        said = Said(Kind.RATING, {"goal": goal, "value": value}, {}, tells=tells)
        capture = kept(said, request, reached, self.captures, self.clock)
        return Reply(RatingView.model_validate(shown(capture)))
