"""The next moment at which a message may reach a client: everything that has to do with when."""

from collections.abc import Iterable
from datetime import UTC, datetime

from notifications.domain.pace import NO_PACE, Pace
from notifications.domain.preferences import Preferences
from notifications.domain.session import Session, clear_of


def next_moment(
    earliest: datetime, preferences: Preferences, sessions: Iterable[Session], pace: Pace = NO_PACE
) -> datetime:
    """Find the earliest instant outside quiet hours, clear of sessions, and within the pace.

    Parameters
    ----------
    earliest : datetime
        Aware; nothing before it is looked at.
    preferences : Preferences
        The client's: zone, quiet hours, cheers a month.
    sessions : iterable of Session
        That are known.
    pace : Pace
        When the client was cheered; nothing where the pace does not matter, as for a notice of what was sent already.

    Returns
    -------
    datetime
        In UTC; ``earliest`` itself where nothing speaks against it.
    """
    known, quiet, instant = tuple(sessions), preferences.quiet_hours, earliest.astimezone(UTC)
    while True:
        # Each of the three only ever moves forward, so what none of them moves is the earliest that all of them allow.
        moved = clear_of(known, quiet.next_decent(instant))
        moved = pace.allows_from(moved, quiet.zone, preferences.cheers_a_month)
        if moved == instant:
            return instant
        instant = moved
