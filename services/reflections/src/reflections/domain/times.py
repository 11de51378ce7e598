"""When something happened, kept apart from when it was recorded, and put right where a clock was wrong."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from kernel.instants import to_text
from reflections.domain.refusals import WrongFieldError

CLOCK_SKEW = timedelta(minutes=5)
"""How far a caller's clock may run ahead of ours."""

FURTHEST = timedelta(days=731)
"""Nobody plans a session for more than two years ahead; a later time is a slip of the keyboard."""

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


def ahead(planned_at: datetime, now: datetime) -> str:
    """Settle for when something is planned.

    Parameters
    ----------
    planned_at : datetime
        As the caller states it, aware.
    now : datetime
        The present instant, aware.

    Returns
    -------
    str
        RFC 3339, UTC, milliseconds, of fixed width, so that text order is time order.

    Raises
    ------
    WrongFieldError
        Where it lies in the past, beyond what clocks differ, or more than two years ahead.
    """
    if planned_at < now - CLOCK_SKEW:
        raise WrongFieldError(("/planned_at", "not in the past; note a session that took place as held"))
    if planned_at > now + FURTHEST:
        raise WrongFieldError(("/planned_at", "at most two years ahead"))
    return to_text(planned_at)


def offset_of(sent_at: datetime, now: datetime) -> int:
    """Say how far a caller's clock is ahead.

    Parameters
    ----------
    sent_at : datetime
        What it showed when the request was sent, aware.
    now : datetime
        The present instant, aware.

    Returns
    -------
    int
        Seconds, negative for a clock that is behind; 0 where it differs by no more than `CLOCK_SKEW`, and is trusted.
    """
    ahead = sent_at - now
    return round(ahead.total_seconds()) if abs(ahead) > CLOCK_SKEW else 0


def told(occurred_at: datetime | None, now: datetime, clock_offset: int) -> Mapping[str, object]:
    """Settle when something happened, as told by a clock that may be wrong.

    Corrected by the offset, unless that leads where nothing can have happened while the time as told does not: then
    the clock was set between capture and sending, and had told the truth before.

    Parameters
    ----------
    occurred_at : datetime or None
        As the caller states it, aware; None for the present instant.
    now : datetime
        The present instant, aware.
    clock_offset : int
        Seconds that the caller's clock is ahead; 0 where it is trusted.

    Returns
    -------
    mapping
        ``occurred_at``; and where the clock is not trusted ``clock_offset``, with what was told as ``told_at``.

    Raises
    ------
    WrongFieldError
        Where it lies in the future, beyond what clocks differ, or before 1900.
    """
    if occurred_at is None or not clock_offset:
        return {"occurred_at": happened(occurred_at, now)}
    try:
        settled = happened(occurred_at - timedelta(seconds=clock_offset), now)
    except (WrongFieldError, OverflowError):
        settled = happened(occurred_at, now)
    return {"occurred_at": settled, "told_at": to_text(occurred_at), "clock_offset": clock_offset}
