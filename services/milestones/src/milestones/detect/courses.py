"""Reads courses of a CSV file one after the other: long (id, time, score) or wide (id, then one column a session)."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from milestones.detect.bad_input import MOST_FINDINGS, BadInputError
from milestones.detect.csv_course import CsvCourse
from milestones.detect.progress import told
from milestones.detect.scores import Reader
from milestones.detect.sorting import Sorted

Row = tuple[int, list[str]]
"""A line of the file, by its number."""


class Columns(NamedTuple):
    """What the columns of a file are.

    Parameters
    ----------
    id, time, score : str
        Their names; the latter two in the long form.
    first_session : int
        Number of the first column of scores in the wide form.
    order : bool
        Whether times only order the scores, though they be whole numbers.
    quiet : bool
        Whether nothing is told while the long form is put in order.
    """

    id: str = "id"
    time: str = "time"
    score: str = "score"
    first_session: int = 1
    order: bool = False
    quiet: bool = True


@contextmanager
def _rows(path: Path) -> Iterator[tuple[list[str], Iterator[Row]]]:
    """Open a file: its header, and its other lines."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = [name.strip() for name in next(reader, [])]
            if not any(header):
                raise BadInputError([f"{path.name} is empty: line 1 names the columns"])
            yield header, ((reader.line_num, row) for row in reader if row)
    except OSError as error:
        raise BadInputError([f"{path}: {error.strerror}"]) from error
    except (csv.Error, UnicodeDecodeError) as error:
        raise BadInputError([f"{path.name} is no CSV file in UTF-8: {error}"]) from error


def courses_in(path: Path, columns: Columns, scores: Reader, *, skip_short: bool = False) -> Iterator[CsvCourse]:
    """Read the courses of a file in the order in which it first speaks of them; never more than one is in memory.

    Parameters
    ----------
    path : Path
    columns : Columns
    scores : Reader
        Reads a score, and collects what is wrong.
    skip_short : bool
        Whether courses of fewer than two scores are left out; else they are bad input, as nothing can be said of them.

    Yields
    ------
    CsvCourse
        None at all once anything is wrong, which is why results must not be shown before the end.

    Raises
    ------
    BadInputError
        At the end, or after twenty findings.
    """
    any_course = False
    with _rows(path) as (header, rows):
        for course in _read(path, header, rows, columns, scores):
            any_course = True
            if len(course.scores) < 2:  # noqa: PLR2004 - a change takes two scores
                if not skip_short:
                    count = "one score" if course.scores else "no score"
                    scores.wrong(course.line, f"course {course.id} has {count}; it needs two (or --skip-short)")
                continue
            if len(scores.findings) >= MOST_FINDINGS:
                break
            if not scores.findings:
                yield course
    if not any_course and not scores.findings:
        scores.findings.append(f"{path.name} has no course: line 1 names the columns, and nothing follows")
    if scores.findings:
        raise BadInputError(scores.findings[:MOST_FINDINGS])


def _read(path: Path, header: list[str], rows: Iterator[Row], columns: Columns, scores: Reader) -> Iterator[CsvCourse]:
    if len(set(header)) < len(header):
        twice = sorted({name for name in header if header.count(name) > 1})
        raise BadInputError([f"{path.name}, line 1: the column {', '.join(twice)} is there twice"])
    if columns.id not in header:
        raise BadInputError([f"{path.name}, line 1: the column {columns.id} is missing"])
    long_form = {columns.time, columns.score} & set(header)
    if not long_form:
        yield from _wide(header, rows, columns, scores)
        return
    missing = {columns.time, columns.score} - set(header)
    if missing:
        raise BadInputError([f"{path.name}, line 1: the column {', '.join(sorted(missing))} is missing"])
    places = (header.index(columns.id), header.index(columns.time), header.index(columns.score))
    with Sorted() as ordered:
        ordered.take(told(_long(rows, places, len(header), scores), "lines put in order", quiet=columns.quiet))
        yield from ordered.courses(scores, order=columns.order)


def _wide(header: list[str], rows: Iterator[Row], columns: Columns, scores: Reader) -> Iterator[CsvCourse]:
    own = header.index(columns.id)
    places = [place for place in range(len(header)) if place != own]
    if not places:
        raise BadInputError(["line 1: a column of scores is missing"])
    first, last = columns.first_session, columns.first_session + len(places) - 1
    with Sorted() as seen:
        for line, row in rows:
            if len(row) != len(header):
                scores.wrong(line, f"{len(row)} cells, where line 1 has {len(header)}")
                continue
            id_ = row[own].strip()
            if not id_:
                scores.wrong(line, f"{columns.id} is blank")
            before = seen.first_line(id_, line)
            if before != line:
                scores.wrong(line, f"course {id_} is there twice, first in line {before}")
            given = [(n, scores.read(row[place], line, header[place])) for n, place in enumerate(places, first)]
            known = [(n, score) for n, score in given if score is not None]
            yield CsvCourse(id_, line, first, last, [n for n, _ in known], [score for _, score in known])


def _long(
    rows: Iterator[Row], places: tuple[int, int, int], width: int, scores: Reader
) -> Iterator[tuple[str, str, str, int]]:
    """Check lines of the long form; a blank score is a missing one, and no line of the course at all."""
    own, time, score = places
    for line, row in rows:
        if len(row) != width:
            scores.wrong(line, f"{len(row)} cells, where line 1 has {width}")
        elif not row[own].strip() or not row[time].strip():
            scores.wrong(line, "id or time is blank")
        else:
            scores.read(row[score], line, "score")
            yield row[own].strip(), row[time].strip(), row[score].strip(), line
        if len(scores.findings) >= MOST_FINDINGS:
            return
