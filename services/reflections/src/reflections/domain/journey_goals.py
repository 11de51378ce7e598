"""The goals of a journey: set, put anew, said to be reached, ended; each gives the next version of the journey."""

from dataclasses import replace
from types import MappingProxyType

from reflections.domain.capture import Voice
from reflections.domain.goal import MOST_EVER, MOST_GOALS, Ending, Goal
from reflections.domain.journey import Journey
from reflections.domain.journey_events import GoalEnded, GoalReached, GoalSet
from reflections.domain.refusals import RefusedStepError


def with_goal(journey: Journey, goal: Goal) -> tuple[Journey, GoalSet]:
    """Set a goal.

    Parameters
    ----------
    goal : Goal
        A new one.

    Returns
    -------
    Journey
        The next version.
    GoalSet
        What tells of it.

    Raises
    ------
    RefusedStepError
        Where it is closed, has three active goals, or has had fifty.
    """
    journey.still_open()
    if len(journey.goals_in_order()) >= MOST_GOALS:
        raise RefusedStepError(
            "too-many-goals",
            "There are three goals",
            f"A journey has at most {MOST_GOALS} active goals; end one of them to make room.",
        )
    if len(journey.goals) >= MOST_EVER:
        raise RefusedStepError(
            "no-more-goals", "The journey has had very many goals", f"A journey has at most {MOST_EVER} in all."
        )
    after = _with(journey, goal)
    return after, GoalSet(version=after.version, goal=goal.id, target=goal.target, weight=goal.weight)


def with_changed_goal(journey: Journey, goal: Goal) -> tuple[Journey, GoalSet | None]:
    """Put a goal anew; the others are told where target or weight changed.

    Parameters
    ----------
    goal : Goal
        Its next revision.

    Returns
    -------
    Journey
        The next version.
    GoalSet or None
        What tells of it; None for a change of words.
    """
    journey.still_open()
    before, after = journey.goals[goal.id], _with(journey, goal)
    if (before.target, before.weight) == (goal.target, goal.weight):
        return after, None
    return after, GoalSet(version=after.version, goal=goal.id, target=goal.target, weight=goal.weight)


def with_goal_reached(journey: Journey, goal: str, by: Voice, at: str) -> tuple[Journey, GoalReached]:
    """Note that one of the two says that a goal is reached."""
    journey.still_open()
    after = _with(journey, journey.goals[goal].said_reached(by, at))
    return after, GoalReached(version=after.version, goal=goal, by=by.value)


def with_goal_ended(journey: Journey, goal: str, ending: Ending, changed_by: bytes) -> tuple[Journey, GoalEnded]:
    """End a goal, by the request that has this fingerprint."""
    journey.still_open()
    after = _with(journey, journey.goals[goal].over(ending, changed_by))
    return after, GoalEnded(version=after.version, goal=goal, outcome=ending.outcome.value)


def _with(journey: Journey, goal: Goal) -> Journey:
    return replace(journey, goals=MappingProxyType({**journey.goals, goal.id: goal}), version=journey.version + 1)
