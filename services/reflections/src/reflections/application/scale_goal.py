"""One of the two places a goal on its scale of attainment."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from kernel.clock import Clock
from kernel.routes import Reply, Request
from reflections.application.capturing import Said, kept
from reflections.application.fields import Body, Instant
from reflections.application.reaching import reach
from reflections.application.views import LevelView, shown
from reflections.domain.capture import Capture, Kind
from reflections.domain.events import GoalScaled
from reflections.domain.ports import CaptureOnce, JourneyAccess


class GoalLevel(Body):
    """How far the goal is attained, -2 (much less than expected) to 2 (much more), and when that held."""

    level: Annotated[int, Field(ge=-2, le=2)]
    occurred_at: Instant = None


@dataclass(frozen=True, slots=True)
class ScaleGoal:
    """Place a goal on its scale: one DynamoDB call; one more and one KMS call where the journey is not remembered.

    A goal that ended takes levels and ratings still: what was captured offline comes late.
    """

    journeys: JourneyAccess
    captures: CaptureOnce
    clock: Clock

    def __call__(self, request: Request) -> Reply:
        """Keep the level.

        Parameters
        ----------
        request : Request
            Its path names journey and goal; its body is a `GoalLevel`.

        Returns
        -------
        Reply
            A `LevelView`.
        """
        goal, level = request.path["goal"], request.body.level
        reached = reach(self.journeys, request.caller, request.path["journey"], goal)

        def tells(capture: Capture) -> GoalScaled:
            return GoalScaled(
                rating=capture.id, goal=goal, level=level, by=reached.voice.value, occurred_at=capture.occurred_at
            )

        said = Said(Kind.LEVEL, {"goal": goal, "level": level}, {}, tells=tells)
        return Reply(LevelView.model_validate(shown(kept(said, request, reached, self.captures, self.clock))))
