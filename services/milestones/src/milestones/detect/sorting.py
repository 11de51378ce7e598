"""Puts the lines of a long file in order without holding them: in a temporary database of the standard library."""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise
from tempfile import TemporaryDirectory
from typing import Self

from milestones.detect.csv_course import CsvCourse
from milestones.detect.scores import Reader

_LONGEST = 10
"""No session has a number of so many digits; what has is a date without separators."""
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_Line = tuple[str, str, str, int]
"""Course, time, score, number of the line."""
_Ordered = tuple[str, int | float | str, str, int]
"""The same, with the time as it sorts."""


class Sorted:
    """The lines of a file by course and time.

    A context: the database goes with it. Its cache is a few megabytes, whatever the file's length.
    """

    def __init__(self) -> None:
        self._folder: TemporaryDirectory[str] | None = None
        self._whole = self._numeric = True
        self._database: sqlite3.Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._database is not None:
            self._database.close()
        if self._folder is not None:
            self._folder.cleanup()

    @property
    def _sql(self) -> sqlite3.Connection:
        if self._database is None:
            self._folder = TemporaryDirectory(prefix="courses-")
            self._database = sqlite3.connect(f"{self._folder.name}/lines.sqlite", isolation_level=None)
            for statement in (
                "PRAGMA journal_mode = OFF",
                "PRAGMA synchronous = OFF",
                "PRAGMA temp_store = FILE",
                "CREATE TABLE lines (course TEXT, time TEXT, score TEXT, line INTEGER)",
                "CREATE TABLE courses (course TEXT PRIMARY KEY, line INTEGER) WITHOUT ROWID",
                "BEGIN",
            ):
                self._database.execute(statement)
        return self._database

    def first_line(self, course: str, line: int) -> int:
        """Tell in which line a course was first spoken of.

        Parameters
        ----------
        course : str
        line : int
            The present one.

        Returns
        -------
        int
        """
        added = self._sql.execute("INSERT OR IGNORE INTO courses VALUES (?, ?)", (course, line)).rowcount
        if added:
            return line
        found = self._sql.execute("SELECT line FROM courses WHERE course = ?", (course,)).fetchone()
        return int(found[0])

    def take(self, lines: Iterable[_Line]) -> None:
        """Take lines in.

        Parameters
        ----------
        lines : iterable of tuple
        """
        self._sql.executemany("INSERT INTO lines VALUES (?, ?, ?, ?)", map(self._noted, lines))

    def _noted(self, line: _Line) -> _Line:
        """Note what kind of times the file has."""
        time = line[1]
        if not (self._whole and time.isdecimal() and len(time) < _LONGEST):
            self._whole = False
            if self._numeric and not _NUMBER.fullmatch(time):
                self._numeric = False
        return line

    def courses(self, scores: Reader, *, order: bool = False) -> Iterator[CsvCourse]:
        """Give the courses in the order in which the file first spoke of them.

        Times that are whole numbers throughout the file are session numbers, so that a number that is not there is a
        missed session; otherwise they only order the scores.

        Parameters
        ----------
        scores : Reader
            Takes what is wrong: a time twice in one course.
        order : bool
            Whether times only order the scores, whatever they are.

        Yields
        ------
        CsvCourse
        """
        numbered = self._whole and not order
        time = "CAST(time AS INTEGER)" if self._whole else "CAST(time AS REAL)" if self._numeric else "time"
        ordered = self._sql.execute(
            f"SELECT course, {time} AS moment, score, line FROM "  # noqa: S608 - one of our own  # nosec B608
            "(SELECT *, min(line) OVER (PARTITION BY course) AS first FROM lines) ORDER BY first, moment, line"
        )
        for course, lines in groupby(ordered, key=lambda one: one[0]):
            yield _course(course, list(lines), scores, numbered=numbered)


def _course(course: str, lines: list[_Ordered], scores: Reader, *, numbered: bool) -> CsvCourse:
    for (_, before, _, line), (_, moment, _, other) in pairwise(lines):
        if before == moment:
            scores.wrong(max(line, other), f"time {moment} of course {course} is there twice, first in line {line}")
    moments = [int(moment) if numbered else place for place, (_, moment, _, _) in enumerate(lines, 1)]
    read = [scores.read(cell, line, "score") for _, _, cell, line in lines]
    known = [(moment, score) for moment, score in zip(moments, read, strict=True) if score is not None]
    first = 1 if not numbered else min(1, moments[0])
    line = min(number for *_, number in lines)
    return CsvCourse(course, line, first, moments[-1], [moment for moment, _ in known], [score for _, score in known])
