"""Pages: how many, from where on."""

import re
from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, Field

from kernel.cursors import IDENTIFIER, INSTANT, MOST_SIGNS, no_cursor, parts_in

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
    cursor: str | None = Field(default=None, min_length=1, max_length=MOST_SIGNS)


def identifier_in(cursor: str | None) -> str | None:
    """Read a cursor that names an identifier.

    Parameters
    ----------
    cursor : str or None
        As `kernel.cursors.written` gave it.

    Returns
    -------
    str or None
        None for the first page.

    Raises
    ------
    Problem
        422 where it is no such cursor.
    """
    return place_in(cursor, IDENTIFIER)


def number_in(cursor: str | None) -> int | None:
    """Read a cursor that names a number.

    Parameters
    ----------
    cursor : str or None
        As `kernel.cursors.written` gave it.

    Returns
    -------
    int or None
        None for the first page.

    Raises
    ------
    Problem
        422 where it is no such cursor.
    """
    number = place_in(cursor, _NUMBER)
    return None if number is None else int(number)


def part_and_place_in(cursor: str | None, places: Mapping[str, re.Pattern[str]]) -> tuple[str, str | None]:
    """Read a cursor that names a part of something, and perhaps a place within it.

    Parameters
    ----------
    cursor : str or None
        As `kernel.cursors.written` gave it.
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
    match parts_in(cursor):
        case [str(part)] if part in places:
            return part, None
        case [str(part), str(place)] if part in places and places[part].fullmatch(place):
            return part, place
        case _:
            raise no_cursor()


def journey_and_place_in(cursor: str | None, field: str) -> tuple[str, tuple[str, str] | None] | None:
    """Read a cursor that names a journey, and perhaps a place on it.

    Parameters
    ----------
    cursor : str or None
        As `kernel.cursors.written` gave it.
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
    match parts_in(cursor, field):
        case [str(journey)] if IDENTIFIER.fullmatch(journey):
            return journey, None
        case [str(journey), str(instant), str(made)] if (
            IDENTIFIER.fullmatch(journey) and INSTANT.fullmatch(instant) and IDENTIFIER.fullmatch(made)
        ):
            return journey, (instant, made)
        case _:
            raise no_cursor(field)


def place_in(cursor: str | None, shape: re.Pattern[str]) -> str | None:
    """Read a cursor that names a place of a shape of its own.

    Parameters
    ----------
    cursor : str or None
        As `written` gave it.
    shape : re.Pattern
        What such a place looks like.

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
    place = parts_in(cursor)
    if len(place) != 1 or not shape.fullmatch(place[0]):
        raise no_cursor()
    return place[0]
