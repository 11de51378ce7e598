"""When nothing more can come of what was decided on before."""

from datetime import datetime, timedelta

SETTLED = timedelta(seconds=90)
"""How long something may still be written that was decided on before: a function remembers for a minute, and a call of
it lasts half a minute at most."""


class UnsettledError(Exception):
    """It is too early to say that nothing more comes: done so far, and to be done again a little later."""


def settled(since: datetime, now: datetime) -> None:
    """Make sure that whoever decided before has written by now.

    Parameters
    ----------
    since : datetime
        When it was made impossible to decide so.
    now : datetime
        The present.

    Raises
    ------
    UnsettledError
        Where that is less than `SETTLED` ago.
    """
    if now - since < SETTLED:
        raise UnsettledError
