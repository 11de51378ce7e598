"""Read a file of courses of scores: long (a row per score) or wide (a row per course)."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path

from local.columns import Columns, require, require_known, wide_columns
from local.stopping import CannotGoOnError

_When = tuple[int | None, datetime | None]
"""Session number, or a day."""

MISSED = frozenset({"", "NA", "NaN", "."})
"""How statistics programs write an administration that did not take place."""


@dataclass(frozen=True, slots=True)
class Point:
    """One score.

    Parameters
    ----------
    line : int
        Where it stands in the file, the header being line 1.
    column : str
        The column it was read from.
    instrument : str
        Instrument id.
    total : int
        The score.
    session : int, optional
        Session number.
    day : datetime.datetime, optional
        When, if the file gives a date.
    """

    line: int
    column: str
    instrument: str
    total: int
    session: int | None
    day: datetime | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that cannot be sent.

    Parameters
    ----------
    course : str
        Whose course is left out because of it.
    line : int
        Line in the file.
    column : str
        Column name.
    what : str
        What is wrong with it.
    """

    course: str
    line: int
    column: str
    what: str

    def __str__(self) -> str:
        """Name the place first, then the fault."""
        return f"line {self.line}, column {self.column}: {self.what}"


@dataclass(slots=True)
class Courses:
    """What a file holds.

    Parameters
    ----------
    points : dict[str, list[Point]]
        Scores by course id, in file order; only courses without a fault.
    faults : list[Fault]
        Every faulty cell.
    shape : str
        ``long`` or ``wide``.
    """

    points: dict[str, list[Point]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    shape: str = "long"


def read(path: Path, columns: Columns, ranges: Mapping[str, tuple[int, int]]) -> Courses:
    """Read and check a whole file; nothing is sent before this is done.

    Parameters
    ----------
    path : pathlib.Path
        CSV with a header.
    columns : Columns
        Names.
    ranges : Mapping[str, tuple[int, int]]
        Lowest and highest total by instrument.

    Returns
    -------
    Courses
        Sound courses and faults.

    Raises
    ------
    CannotGoOnError
        When the file cannot be read, or its columns do not tell what is what.
    """
    try:
        with path.open(newline="", encoding="utf-8-sig") as text:
            rows = list(csv.reader(text))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CannotGoOnError(f"Cannot read {path}: {getattr(error, 'strerror', None) or error}.") from error
    if not rows or not any(rows[0]):
        raise CannotGoOnError(f"{path} is empty: a header and at least one row are needed.")
    header = [name.strip() for name in rows[0]]
    reader = _Reader(header, columns, ranges)
    for line, row in enumerate(rows[1:], start=2):
        if any(cell.strip() for cell in row):
            reader.take(line, row)
    return reader.done()


class _Reader:
    """One pass over the rows."""

    def __init__(self, header: Sequence[str], columns: Columns, ranges: Mapping[str, tuple[int, int]]) -> None:
        self._header, self._columns, self._ranges = header, columns, ranges
        self._wide = wide_columns(header, columns)
        self._found = Courses(shape="wide" if self._wide else "long")
        self._seen: set[tuple[str, str, str]] = set()
        require(header, [columns.id] if self._wide else [columns.id, columns.time, columns.score])
        if columns.instrument not in header:
            require_known(columns.instrument, ranges, header)

    def take(self, line: int, row: Sequence[str]) -> None:
        """Read one row: one score in long form, a whole course in wide form."""
        cells = dict(zip(self._header, (cell.strip() for cell in row), strict=False))
        course = cells.get(self._columns.id, "")
        name = course or f"(line {line})"
        if not course:
            self._fault(name, line, self._columns.id, "the course has no id")
        if len(row) != len(self._header):
            column = self._header[min(len(row), len(self._header) - 1)]
            self._fault(name, line, column, f"the row has {len(row)} cells, the header {len(self._header)}")
            return
        self._found.points.setdefault(name, [])
        instrument = cells.get(self._columns.instrument, self._columns.instrument)
        if instrument not in self._ranges:
            known = ", ".join(sorted(self._ranges))
            self._fault(name, line, self._columns.instrument, f"unknown instrument {instrument!r} (known: {known})")
        elif self._wide:
            self._once(name, line, self._columns.id, ("", ""))
            for number, column in self._wide:
                self._point(name, (line, column), instrument, cells[column], (number, None))
        else:
            self._long(name, line, instrument, cells)

    def _long(self, name: str, line: int, instrument: str, cells: Mapping[str, str]) -> None:
        when = _when(cells[self._columns.time])
        if when is None:
            what = f"{cells[self._columns.time]!r} is neither a session number nor a date"
            self._fault(name, line, self._columns.time, what)
            return
        self._once(name, line, self._columns.time, (instrument, cells[self._columns.time]))
        self._point(name, (line, self._columns.score), instrument, cells[self._columns.score], when)

    def _once(self, name: str, line: int, column: str, rest: tuple[str, str]) -> None:
        key = (name, *rest)
        if key in self._seen:
            self._fault(name, line, column, f"course {name} has this row twice")
        self._seen.add(key)

    def _point(self, name: str, place: tuple[int, str], instrument: str, cell: str, when: _When) -> None:
        line, column = place
        if cell in MISSED:
            return
        lowest, highest = self._ranges[instrument]
        try:
            total = _whole(cell)
        except ValueError:
            self._fault(name, line, column, f"{cell!r} is not a whole number")
            return
        if not lowest <= total <= highest:
            self._fault(name, line, column, f"{total} is outside {instrument}'s range {lowest} to {highest}")
            return
        self._found.points[name].append(Point(line, column, instrument, total, *when))

    def _fault(self, course: str, line: int, column: str, what: str) -> None:
        self._found.faults.append(Fault(course, line, column, what))

    def done(self) -> Courses:
        """Leave out every course that has a fault: all of a course is sent, or nothing."""
        for fault in self._found.faults:
            self._found.points.pop(fault.course, None)
        self._found.points = {name: points for name, points in self._found.points.items() if points}
        return self._found


def _whole(cell: str) -> int:
    value = float(cell)
    if not value.is_integer():
        raise ValueError(cell)
    return int(value)


def _when(cell: str) -> _When | None:
    try:
        number = _whole(cell)
    except (ValueError, OverflowError):
        pass
    else:
        return (number, None) if number >= 0 else None
    try:
        moment = datetime.fromisoformat(cell)
    except ValueError:
        return None
    if "T" not in cell and " " not in cell:
        moment = datetime.combine(date.fromisoformat(cell), time(12))
    return None, moment if moment.tzinfo else moment.replace(tzinfo=UTC)
