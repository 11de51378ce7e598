"""Cursors: each names a place in the caller's own view, and nothing else."""

import base64
import binascii
import json
import re

from kernel.problem import FieldError, Problem, invalid

MOST_SIGNS = 200
"""Longest cursor that is looked at."""
IDENTIFIER = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z", re.ASCII)


def written(*place: str) -> str:
    """Write a cursor: the same place gives the same cursor, whoever reads and whatever else is stored.

    Parameters
    ----------
    *place : str
        Instants and identifiers that name the place.

    Returns
    -------
    str
        Opaque, fit for a query.
    """
    return base64.urlsafe_b64encode(json.dumps(place, separators=(",", ":")).encode()).decode().rstrip("=")


def no_cursor(field: str = "cursor") -> Problem:
    """Refuse what no page gave.

    Parameters
    ----------
    field : str
        Where it stood.

    Returns
    -------
    Problem
        422.
    """
    return invalid(FieldError(field, "next of the page before, unchanged; leave it out for the first page"))


def parts_in(cursor: str, field: str = "cursor") -> list[str]:
    """Read the parts of a place, whatever they are.

    Parameters
    ----------
    cursor : str
        As `written` gave it.
    field : str
        Where it stood, for the problem.

    Returns
    -------
    list of str
        The parts.

    Raises
    ------
    Problem
        422 where `written` gives no such cursor.
    """
    try:
        place = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
    except (ValueError, binascii.Error, RecursionError):
        raise no_cursor(field) from None
    if not isinstance(place, list) or not all(isinstance(part, str) for part in place) or written(*place) != cursor:
        raise no_cursor(field)
    return place


def instant_and_identifier_in(cursor: str | None) -> tuple[str, str] | None:
    """Read a cursor that names an instant and an identifier.

    Parameters
    ----------
    cursor : str or None
        As `written` gave it.

    Returns
    -------
    tuple of str and str, or None
        None for the first page.

    Raises
    ------
    Problem
        422 where it is no such cursor.
    """
    if cursor is None:
        return None
    match parts_in(cursor):
        case [str(instant), str(made)] if INSTANT.fullmatch(instant) and IDENTIFIER.fullmatch(made):
            return instant, made
        case _:
            raise no_cursor()
