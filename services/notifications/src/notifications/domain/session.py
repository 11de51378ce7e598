"""Sessions that are known, and the hours around them in which nothing is sent.

A cheer is no part of a session, and must not lie between the two people when they meet, nor follow on their heels.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

BEFORE = AFTER = timedelta(hours=1)
LASTS = timedelta(hours=1)
"""How long a session is taken to last: events tell when it begins, and no more."""


@dataclass(frozen=True, slots=True)
class Session:
    """One session, as far as its time goes.

    Parameters
    ----------
    id : str
        UUID; a session keeps it from plan to end.
    version : int
        The session's; of planned, cancelled, held and missed the highest counts.
    begins : datetime
        Aware.
    meets : bool
        Whether the two meet then; false once it is cancelled or missed.
    """

    id: str
    version: int
    begins: datetime
    meets: bool = True

    def covers(self, instant: datetime) -> bool:
        """Tell whether an instant lies in the session, within the hour before it, or within the hour after it."""
        return self.meets and self.begins - BEFORE < instant < self.begins + LASTS + AFTER

    @property
    def over(self) -> datetime:
        """The first instant after it at which something may be sent."""
        return self.begins + LASTS + AFTER


def clear_of(sessions: Iterable[Session], instant: datetime) -> datetime:
    """Find the earliest instant, not before this one, that no session stands in the way of.

    Parameters
    ----------
    sessions : iterable of Session
        In any order.
    instant : datetime
        Aware.

    Returns
    -------
    datetime
        ``instant`` itself where no session is near.
    """
    for session in sorted(sessions, key=lambda known: known.begins):
        if session.covers(instant):
            instant = session.over
    return instant
