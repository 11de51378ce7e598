"""When something happened, kept apart from when it was recorded."""

from datetime import UTC, datetime, timedelta

from kernel.instants import to_text
from reflections.domain.refusals import WrongFieldError

CLOCK_SKEW = timedelta(minutes=5)
"""How far a caller's clock may run ahead of ours."""

EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
"""Nothing on a journey happened before; an earlier time is a slip of the keyboard."""


def happened(occurred_at: datetime | None, now: datetime) -> str:
    """Settle when something happened.

    Parameters
    ----------
    occurred_at : datetime or None
        As the caller states it, aware; None for the present instant.
    now : datetime
        The present instant, aware.

    Returns
    -------
    str
        RFC 3339, UTC, milliseconds, of fixed width, so that text order is time order.

    Raises
    ------
    WrongFieldError
        Where it lies in the future, beyond what clocks differ, or before 1900.
    """
    if occurred_at is None:
        return to_text(now)
    if occurred_at > now + CLOCK_SKEW:
        raise WrongFieldError(("/occurred_at", "not in the future"))
    if occurred_at < EARLIEST:
        raise WrongFieldError(("/occurred_at", "not before 1900"))
    return to_text(occurred_at)
