"""One of the two writes down a goal, in the client's own words."""

from collections.abc import Mapping
from dataclasses import dataclass

from kernel.clock import Clock
from kernel.ids import command_id, derived
from kernel.instants import to_text
from kernel.log import Log
from kernel.problem import key_reused
from kernel.routes import Reply, Request
from reflections.application.changing import told, until_settled
from reflections.application.fields import Body, GoalWording, LevelName, LevelWordings, Rating, Weight, canonical
from reflections.application.goal_views import GoalSetView
from reflections.application.reaching import Reached, reach
from reflections.application.texts import sealed
from reflections.domain.capture import Voice
from reflections.domain.goal import Goal, GoalWords
from reflections.domain.journey_goals import with_goal
from reflections.domain.ports import Journeys
from reflections.domain.step import Step


class GoalSetting(Body):
    """A goal: its words, the rating at which it counts as attained, and how much it counts among the goals.

    ``levels`` says what each level of attainment would look like, from much less than expected (-2) to much more (2).
    """

    text: GoalWording
    target: Rating
    weight: Weight = 1
    levels: LevelWordings | None = None


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
        return Reply(GoalSetView.of(goal.as_set()))

    def _set(self, request: Request, reached: Reached, made: str, fingerprint: bytes) -> Goal:
        body: GoalSetting = request.body
        at = to_text(self.clock.now())
        texts = sealed(reached, made, {"text": body.text})
        goal = Goal(made, body.target, texts["text"], reached.voice, at, fingerprint, body.weight)
        after, payload = with_goal(reached.journey, goal)
        words = words_of(goal, sealed_levels(reached, made, body.levels), reached.voice, at)
        self.journeys.save(Step(reached.journey, after, told([payload], after, request, at), [words]))
        return goal


def words_of(goal: Goal, levels: Mapping[str, bytes], by: Voice, at: str) -> GoalWords:
    """Give what a goal says from now on, for its history."""
    return GoalWords(goal.id, goal.revision, goal.wording, levels, goal.target, goal.weight, by, at)


def sealed_levels(reached: Reached, goal: str, levels: Mapping[LevelName, str] | None) -> Mapping[str, bytes]:
    """Seal what each level of attainment would look like; by level."""
    fields: dict[str, str | None] = {level_field(level): words for level, words in (levels or {}).items()}
    return {name.removeprefix("level"): words for name, words in sealed(reached, goal, fields).items()}


def level_field(level: str) -> str:
    """Name the field that the words of a level are sealed for."""
    return f"level{level}"
