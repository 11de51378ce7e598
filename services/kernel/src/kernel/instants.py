"""Instants as text: RFC 3339, UTC, milliseconds, fixed width, so that text order is time order."""

from datetime import UTC, datetime


def to_text(instant: datetime) -> str:
    """Write an instant as fixed-width RFC 3339 text.

    Parameters
    ----------
    instant : datetime
        Aware, in any zone.

    Returns
    -------
    str
        For example ``2026-11-01T05:30:00.000Z``: 24 characters, UTC.

    Raises
    ------
    ValueError
        Where the instant is naive: a time without its offset names no instant.
    """
    if instant.tzinfo is None:
        message = "an instant needs an offset"
        raise ValueError(message)
    return instant.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def from_text(text: str) -> datetime:
    """Read RFC 3339 text back.

    Parameters
    ----------
    text : str
        As `to_text` writes it, or any RFC 3339 text with an offset.

    Returns
    -------
    datetime
        Aware, in UTC.

    Raises
    ------
    ValueError
        Where the text is no instant, or has no offset.
    """
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        message = "an instant needs an offset"
        raise ValueError(message)
    return instant.astimezone(UTC)
