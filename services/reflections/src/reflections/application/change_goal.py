"""One of the two puts a goal anew, or ends it."""

from dataclasses import dataclass
from typing import Literal, Self

from pydantic import model_validator

from kernel.clock import Clock
from kernel.instants import to_text
from kernel.log import Log
from kernel.problem import stale
from kernel.routes import Reply, Request
from reflections.application.changing import told, until_settled
from reflections.application.fields import Body, GoalWording, LevelWordings, Rating, Weight, canonical
from reflections.application.goal_views import GoalStandView
from reflections.application.reaching import Reached, reach
from reflections.application.set_goal import sealed_levels, words_of
from reflections.application.texts import sealed
from reflections.domain.goal import Ending, Goal, Outcome
from reflections.domain.journey_goals import with_changed_goal, with_goal_ended
from reflections.domain.ports import Journeys, Wordings
from reflections.domain.step import Step


class GoalChange(Body):
    """What is put anew; or how the goal ended, and nothing else. ``levels`` replaces all of them."""

    text: GoalWording | None = None
    target: Rating | None = None
    weight: Weight | None = None
    levels: LevelWordings | None = None
    outcome: Literal["reached", "changed", "let_go"] | None = None

    @model_validator(mode="after")
    def _changes_one_thing(self) -> Self:
        anew = any(part is not None for part in (self.text, self.target, self.weight, self.levels))
        if anew == (self.outcome is not None):
            raise ValueError("text, target, weight or levels; or outcome alone")
        return self


@dataclass(frozen=True, slots=True)
class ChangeGoal:
    """Change a goal upon the version that ``If-Match`` names: two DynamoDB calls (a BatchGetItem and a transaction).

    One more, a read of its words, where it is put anew without its levels; one KMS call where no key is remembered.
    """

    journeys: Journeys
    wordings: Wordings
    clock: Clock
    log: Log

    def __call__(self, request: Request) -> Reply:
        """Change the goal.

        Parameters
        ----------
        request : Request
            Its path names journey and goal; its body is a `GoalChange`.

        Returns
        -------
        Reply
            A `GoalStandView`; the same where this very change was made before and its answer got lost.

        Raises
        ------
        RefusedStepError
            Where the journey is closed, or the goal has ended.
        """
        return until_settled(lambda: self._attempt(request), self.log, request.path["journey"])

    def _attempt(self, request: Request) -> Reply:
        reached = reach(self.journeys, request.caller, request.path["journey"], request.path["goal"], fresh=True)
        goal = reached.journey.goals[request.path["goal"]]
        mark = reached.key.fingerprint(request.route.encode(), canonical(request.body))
        if goal.revision != request.version + 1 or goal.changed_by != mark:
            if goal.revision != request.version:
                raise stale()
            goal = self._ended(request, reached, goal, mark) or self._anew(request, reached, goal, mark)
        return Reply(GoalStandView.of(goal), version=goal.revision)

    def _ended(self, request: Request, reached: Reached, goal: Goal, mark: bytes) -> Goal | None:
        if request.body.outcome is None:
            return None
        at = to_text(self.clock.now())
        ending = Ending(Outcome(request.body.outcome), reached.voice, at)
        after, payload = with_goal_ended(reached.journey, goal.id, ending, mark)
        self.journeys.save(Step(reached.journey, after, told([payload], after, request, at)))
        return after.goals[goal.id]

    def _anew(self, request: Request, reached: Reached, goal: Goal, mark: bytes) -> Goal:
        body: GoalChange = request.body
        at = to_text(self.clock.now())
        wording = goal.wording if body.text is None else sealed(reached, goal.id, {"text": body.text})["text"]
        target = goal.target if body.target is None else body.target
        weight = goal.weight if body.weight is None else body.weight
        after, payload = with_changed_goal(reached.journey, goal.changed(target, weight, wording, mark))
        levels = sealed_levels(reached, goal.id, body.levels)
        if body.levels is None:
            before = self.wordings.present(reached.journey).get(goal.id)
            levels = {} if before is None else before.levels
        changed = after.goals[goal.id]
        events = told([] if payload is None else [payload], after, request, at)
        words = words_of(changed, levels, reached.voice, at)
        self.journeys.save(Step(reached.journey, after, events, [words]))
        return changed
