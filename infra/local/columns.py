"""Which columns of a file hold what, as named by the options or told by their names."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from local.stopping import CannotGoOnError

_NUMBERED = re.compile(r"^(?P<stem>.*?)(?P<number>\d+)$")
_FEWEST_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class Columns:
    """How the columns are named.

    Parameters
    ----------
    id : str
        Names the course.
    time : str
        Session number or ISO date (long form).
    instrument : str
        A column, or one instrument for the whole file.
    score : str
        The total (long form).
    scores : str
        The totals (wide form): ``first..last``, a prefix, or names joined by commas. Empty: long form, or found.
    """

    id: str = "id"
    time: str = "time"
    instrument: str = "instrument"
    score: str = "score"
    scores: str = ""


def wide_columns(header: Sequence[str], columns: Columns) -> list[tuple[int, str]]:
    """Find the score columns of the wide form.

    Parameters
    ----------
    header : Sequence[str]
        Column names.
    columns : Columns
        Options.

    Returns
    -------
    list[tuple[int, str]]
        Session number (the trailing digits) and column; empty when the file is in long form.

    Raises
    ------
    CannotGoOnError
        When the form cannot be told.
    """
    if columns.scores:
        return _numbered(_chosen(header, columns.scores), header)
    if columns.score in header:
        return []
    families: dict[str, list[str]] = {}
    for name in header:
        if match := _NUMBERED.match(name):
            families.setdefault(match["stem"], []).append(name)
    families = {stem: names for stem, names in families.items() if len(names) >= _FEWEST_COLUMNS}
    if len(families) == 1 and columns.time not in header:
        return _numbered(next(iter(families.values())), header)
    found = ", ".join(header)
    hint = " or ".join(f"SCORES={names[0]}..{names[-1]}" for names in families.values()) or "SCORE=<column>"
    raise CannotGoOnError(
        f"Cannot tell which columns hold the scores: name them, for example with {hint}. Columns found: {found}."
    )


def _chosen(header: Sequence[str], scores: str) -> list[str]:
    if ".." in scores:
        first, last = (part.strip() for part in scores.split("..", 1))
        require(header, [first, last])
        start, end = header.index(first), header.index(last)
        return list(header[min(start, end) : max(start, end) + 1])
    if "," in scores or scores in header:
        names = [name.strip() for name in scores.split(",")]
        require(header, names)
        return names
    matching = [name for name in header if name.startswith(scores) and name.removeprefix(scores).isdigit()]
    if not matching:
        require(header, [scores])
    return matching


def _numbered(names: Sequence[str], header: Sequence[str]) -> list[tuple[int, str]]:
    numbered = [(int(match["number"]), name) for name in names if (match := _NUMBERED.match(name))]
    if len(numbered) != len(names) or len({number for number, _ in numbered}) != len(names):
        found = ", ".join(header)
        raise CannotGoOnError(
            f"Score columns must end in different session numbers: {', '.join(names)}. Columns found: {found}."
        )
    return sorted(numbered)


def require(header: Sequence[str], names: Sequence[str]) -> None:
    """See that columns are there.

    Parameters
    ----------
    header : Sequence[str]
        Column names of the file.
    names : Sequence[str]
        Those needed.

    Raises
    ------
    CannotGoOnError
        When one is missing; the line lists the columns found.
    """
    missing = [name for name in names if name not in header]
    if missing:
        raise CannotGoOnError(f"No column named {', '.join(missing)}. Columns found: {', '.join(header)}.")


def require_known(instrument: str, known: Collection[str], header: Sequence[str]) -> None:
    """See that an instrument named for the whole file is one that the services know.

    Parameters
    ----------
    instrument : str
        The option, which is no column of the file.
    known : Collection[str]
        Instrument ids.
    header : Sequence[str]
        Column names of the file.

    Raises
    ------
    CannotGoOnError
        When nobody knows it.
    """
    if instrument not in known:
        raise CannotGoOnError(
            f"INSTRUMENT={instrument} is neither a column nor a known instrument ({', '.join(sorted(known))}). "
            f"Columns found: {', '.join(header)}."
        )
