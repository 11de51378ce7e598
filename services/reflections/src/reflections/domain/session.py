"""Sessions: numbered, dated, held or missed; each a capture that both see, the last one held known to its journey."""

from dataclasses import dataclass

from reflections.domain.capture import Capture
from reflections.domain.events import SessionHeld, SessionMissed


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
    return session.facts["held"] is True


def news_of_session(session: Capture) -> SessionHeld:
    """Say what the others are told of a session's present version.

    Parameters
    ----------
    session : Capture

    Returns
    -------
    SessionHeld
        Or a `SessionMissed`; all facts anew.
    """
    told = SessionHeld if is_held(session) else SessionMissed
    facts = {"number": session.facts["number"], "occurred_at": session.occurred_at}
    return told.model_validate({"session": session.id, "version": session.version, **facts})


def latest(*sessions: LastSession | None) -> LastSession | None:
    """Give the one that was held last; None where there is none."""
    return max((one for one in sessions if one is not None), key=lambda one: (one.occurred_at, one.id), default=None)


def as_last(session: Capture) -> LastSession | None:
    """Give what its journey would know of a session; None where it was missed."""
    if not is_held(session):
        return None
    return LastSession(session.id, int(str(session.facts["number"])), session.occurred_at)
