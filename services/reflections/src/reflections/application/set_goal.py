"""One of the two writes down a goal, in the client's own words."""

from dataclasses import dataclass

from kernel.clock import Clock
from kernel.ids import command_id, derived
from kernel.instants import to_text
from kernel.log import Log
from kernel.problem import key_reused
from kernel.routes import Reply, Request
from reflections.application.changing import told, until_settled
from reflections.application.fields import Body, GoalWording, Rating, canonical
from reflections.application.reaching import Reached, reach
from reflections.application.texts import sealed
from reflections.application.views import GoalSetView
from reflections.domain.journey import Goal
from reflections.domain.ports import Journeys


class GoalSetting(Body):
    """A goal: its words, and the rating at which it counts as attained."""

    text: GoalWording
    target: Rating


@dataclass(frozen=True, slots=True)
class SetGoal:
    """Set a goal: two DynamoDB calls (a BatchGetItem and a transaction), one where it is repeated.

    And one KMS call where no key is remembered.
    """

    journeys: Journeys
    clock: Clock
    log: Log

    def __call__(self, request: Request) -> Reply:
        """Set a goal.

        Parameters
        ----------
        request : Request
            Its path names the journey; its body is a `GoalSetting`.

        Returns
        -------
        Reply
            A `GoalSetView`, without the words.
        """
        return until_settled(lambda: self._attempt(request), self.log, request.path["journey"])

    def _attempt(self, request: Request) -> Reply:
        caller = request.caller
        reached = reach(self.journeys, caller, request.path["journey"], fresh=True)
        made = derived("goal", reached.journey.id, command_id(caller.practice, caller.sub, request.key))
        fingerprint = reached.key.fingerprint(request.route.encode(), canonical(request.body))
        goal = reached.journey.goals.get(made)
        if goal is None:
            goal = self._set(request, reached, made, fingerprint)
        elif goal.fingerprint != fingerprint:
            raise key_reused()
        return Reply(GoalSetView.of(goal))

    def _set(self, request: Request, reached: Reached, made: str, fingerprint: bytes) -> Goal:
        at = to_text(self.clock.now())
        wording = sealed(reached, made, {"text": request.body.text})["text"]
        goal = Goal(made, request.body.target, wording, reached.voice, at, fingerprint)
        after, payload = reached.journey.with_goal(goal)
        self.journeys.save(after, told([payload], after, request, at))
        return goal
