"""Pages: how many, from where on; a cursor names a place in the caller's own view, and nothing else."""

import base64
import binascii
import json
import re
from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, Field

from kernel.problem import FieldError, Problem, invalid

_MOST_SIGNS = 200
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z", re.ASCII)
_NUMBER = re.compile(r"[1-9][0-9]{0,8}", re.ASCII)


class Page(BaseModel):
    """Which page of a list.

    Parameters
    ----------
    limit : int
        At most so many items, 1 to 100.
    cursor : str or None
        ``next`` of the page before.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    limit: int = Field(default=50, ge=1, le=100)
    cursor: str | None = Field(default=None, min_length=1, max_length=_MOST_SIGNS)


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


def _no_cursor(field: str = "cursor") -> Problem:
    return invalid(FieldError(field, "next of the page before, unchanged; leave it out for the first page"))


def _parts(cursor: str, field: str = "cursor") -> list[str]:
    try:
        place = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
    except (ValueError, binascii.Error, RecursionError):
        raise _no_cursor(field) from None
    if not isinstance(place, list) or not all(isinstance(part, str) for part in place) or written(*place) != cursor:
        raise _no_cursor(field)
    return place


def identifier_in(cursor: str | None) -> str | None:
    """Read a cursor that names an identifier.

    Parameters
    ----------
    cursor : str or None
        As `written` gave it.

    Returns
    -------
    str or None
        None for the first page.

    Raises
    ------
    Problem
        422 where it is no such cursor.
    """
    if cursor is None:
        return None
    place = _parts(cursor)
    if len(place) != 1 or not _ID.fullmatch(place[0]):
        raise _no_cursor()
    return place[0]


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
    match _parts(cursor):
        case [str(instant), str(made)] if _INSTANT.fullmatch(instant) and _ID.fullmatch(made):
            return instant, made
        case _:
            raise _no_cursor()


def number_in(cursor: str | None) -> int | None:
    """Read a cursor that names a number.

    Parameters
    ----------
    cursor : str or None
        As `written` gave it.

    Returns
    -------
    int or None
        None for the first page.

    Raises
    ------
    Problem
        422 where it is no such cursor.
    """
    if cursor is None:
        return None
    match _parts(cursor):
        case [str(number)] if _NUMBER.fullmatch(number):
            return int(number)
        case _:
            raise _no_cursor()


def part_and_place_in(cursor: str | None, places: Mapping[str, re.Pattern[str]]) -> tuple[str, str | None]:
    """Read a cursor that names a part of something, and perhaps a place within it.

    Parameters
    ----------
    cursor : str or None
        As `written` gave it.
    places : mapping of str to pattern
        The parts in their order, each with what a place within it looks like.

    Returns
    -------
    tuple of str and (str or None)
        The part and the place; the beginning of the first part for the first page.

    Raises
    ------
    Problem
        422 where it is no such cursor.
    """
    if cursor is None:
        return next(iter(places)), None
    match _parts(cursor):
        case [str(part)] if part in places:
            return part, None
        case [str(part), str(place)] if part in places and places[part].fullmatch(place):
            return part, place
        case _:
            raise _no_cursor()


def journey_and_place_in(cursor: str | None, field: str) -> tuple[str, tuple[str, str] | None] | None:
    """Read a cursor that names a journey, and perhaps a place on it.

    Parameters
    ----------
    cursor : str or None
        As `written` gave it.
    field : str
        Where it stood, for the problem.

    Returns
    -------
    tuple, or None
        The journey, and instant and identifier where the place is on it; None for the first page.

    Raises
    ------
    Problem
        422 where it is no such cursor.
    """
    if cursor is None:
        return None
    match _parts(cursor, field):
        case [str(journey)] if _ID.fullmatch(journey):
            return journey, None
        case [str(journey), str(instant), str(made)] if (
            _ID.fullmatch(journey) and _INSTANT.fullmatch(instant) and _ID.fullmatch(made)
        ):
            return journey, (instant, made)
        case _:
            raise _no_cursor(field)
