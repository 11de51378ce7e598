"""Sessions: planned, then numbered, dated, held or missed; each a capture, the last one held known to its journey.

A planned session has a time and no number; it gets one when it is noted as held or missed. Until then it stands in no
timeline, since nothing has happened yet: both of the two find it in the list of planned sessions.
"""

from dataclasses import dataclass

from reflections.domain.capture import Capture
from reflections.domain.events import SessionCancelled, SessionHeld, SessionMissed, SessionPlanned
from reflections.domain.refusals import RefusedStepError

MOST_NUMBERS = 9999
"""The highest number that a session can have."""

PLANNED = "planned"
"""The fact that a session lies ahead, or that nobody has yet noted what became of it."""


@dataclass(frozen=True, slots=True)
class LastSession:
    """The last session that was held, by its time.

    Parameters
    ----------
    id : str
        The session's identifier.
    number : int
        Its number.
    occurred_at : str
        When it began: RFC 3339, UTC, milliseconds.
    """

    id: str
    number: int
    occurred_at: str


def is_held(session: Capture) -> bool:
    """Say whether a session took place."""
    return session.facts.get("held") is True


def is_planned(capture: Capture) -> bool:
    """Say whether a capture is a session of which only the plan is known."""
    return capture.facts.get(PLANNED) is True


def still_planned(session: Capture) -> None:
    """Refuse to move or cancel what has taken place, or was missed.

    Raises
    ------
    RefusedStepError
        Where it was noted.
    """
    if not is_planned(session):
        raise RefusedStepError(
            "session-noted",
            "The session was noted",
            "It was held or missed, and so is no plan any more; put the session itself right.",
        )


def news_of_session(session: Capture) -> SessionHeld | SessionPlanned:
    """Say what the others are told of a session's present version.

    Parameters
    ----------
    session : Capture

    Returns
    -------
    SessionHeld or SessionPlanned
        Or `SessionMissed`, or `SessionCancelled`; all facts anew.
    """
    if is_planned(session):
        plan = SessionCancelled if session.retracted else SessionPlanned
        return plan(session=session.id, version=session.version, planned_at=session.occurred_at)
    told = SessionHeld if is_held(session) else SessionMissed
    facts = {"number": session.facts["number"], "occurred_at": session.occurred_at}
    return told.model_validate({"session": session.id, "version": session.version, **facts})


def latest(*sessions: LastSession | None) -> LastSession | None:
    """Give the one that was held last; None where there is none."""
    return max((one for one in sessions if one is not None), key=lambda one: (one.occurred_at, one.id), default=None)


def as_last(session: Capture) -> LastSession | None:
    """Give what its journey would know of a session; None where it was not held."""
    if not is_held(session):
        return None
    return LastSession(session.id, int(str(session.facts["number"])), session.occurred_at)
