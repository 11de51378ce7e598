"""Sessions, planned and noted, served by the journeys function."""

from kernel.routes import Route
from reflections.application.cancel_session import CancelSession
from reflections.application.change_session import ChangeSession, SessionChange
from reflections.application.keep_session import KeepSession, SessionKept
from reflections.application.list_planned_sessions import ListPlannedSessions
from reflections.application.move_session import MoveSession
from reflections.application.paging import Page
from reflections.application.plan_session import PlanSession, SessionPlan
from reflections.application.planned_session import PlannedSessions
from reflections.application.planned_session_views import PlannedSessionList, PlannedSessionView
from reflections.application.views import SessionView
from reflections.handlers.composing import Stores
from reflections.handlers.routing import changed, made, read

_SESSIONS = "/journeys/<journey>/sessions"
_SESSION = f"{_SESSIONS}/<session>"
_PLANNED = f"{_SESSIONS}/planned"
_PLAN = f"{_PLANNED}/<plan>"


def routes(at: Stores) -> list[Route]:
    """Name the routes of sessions.

    Parameters
    ----------
    at : Stores
        What their use cases work on.

    Returns
    -------
    list of Route
        All of them.
    """
    keep = KeepSession(at.journeys, at.captures, at.clock, at.log)
    change = ChangeSession(at.journeys, at.captures, at.clock, at.log)
    plan, listing = PlanSession(at.journeys, at.captures, at.clock), ListPlannedSessions(at.journeys, at.captures)
    planned = PlannedSessions(at.journeys, at.captures, at.clock, at.log)
    move, cancel = MoveSession(planned), CancelSession(planned)
    return [
        made(_SESSIONS, keep, "Note a session", SessionKept, SessionView),
        changed("PATCH", _SESSION, change, "Put a session right, or note one", SessionChange, SessionView),
        made(_PLANNED, plan, "Plan a session", SessionPlan, PlannedSessionView),
        read(_PLANNED, listing, "List planned sessions, the earliest first", PlannedSessionList, Page),
        changed("PATCH", _PLAN, move, "Move a planned session", SessionPlan, PlannedSessionView),
        changed("DELETE", _PLAN, cancel, "Cancel a planned session"),
    ]
