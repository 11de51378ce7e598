"""Aspiration and goals, served by the journeys function."""

from kernel.routes import Route
from reflections.application.change_goal import ChangeGoal, GoalChange
from reflections.application.goal_views import AspirationView, GoalHistory, GoalList, GoalSetView, GoalStandView
from reflections.application.list_goals import ListGoalHistory, ListGoals
from reflections.application.say_goal_reached import SayGoalReached
from reflections.application.set_goal import GoalSetting, SetGoal
from reflections.application.state_aspiration import ReadAspiration, StateAspiration, Stating
from reflections.handlers.composing import Stores
from reflections.handlers.routing import changed, made, read

_JOURNEY = "/journeys/<journey>"
_ASPIRATION = f"{_JOURNEY}/aspiration"
_GOALS = f"{_JOURNEY}/goals"
_GOAL = f"{_GOALS}/<goal>"
_REACHED = f"{_GOAL}/reached"


def routes(at: Stores) -> list[Route]:
    """Name the routes of aspiration and goals.

    Parameters
    ----------
    at : Stores
        What their use cases work on.

    Returns
    -------
    list of Route
        All of them.
    """
    stating = StateAspiration(at.journeys, at.wordings, at.clock)
    aspiration = ReadAspiration(at.journeys, at.wordings, at.log)
    goal = SetGoal(at.journeys, at.clock, at.log)
    change = ChangeGoal(at.journeys, at.wordings, at.clock, at.log)
    reached = SayGoalReached(at.journeys, at.clock, at.log)
    history = ListGoalHistory(at.journeys, at.wordings, at.log)
    return [
        changed("PUT", _ASPIRATION, stating, "State the aspiration", Stating, AspirationView, versioned=False),
        read(_ASPIRATION, aspiration, "Read the aspiration", AspirationView),
        made(_GOALS, goal, "Set a goal", GoalSetting, GoalSetView),
        read(_GOALS, ListGoals(at.journeys, at.wordings, at.log), "List the goals", GoalList),
        changed("PATCH", _GOAL, change, "Put a goal anew, or end it", GoalChange, GoalStandView),
        changed("PUT", f"{_GOAL}/reached", reached, "Say that a goal is reached", None, GoalStandView, versioned=False),
        read(f"{_GOAL}/history", history, "List all that a goal said", GoalHistory),
    ]
