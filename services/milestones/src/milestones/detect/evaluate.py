"""How well amber alerts tell: ``python -m milestones.detect.evaluate courses.csv --instrument PHQ-9``.

A course counts as alerted where a rule spoke before its last score, and as one without a good end where the last score
is not reliably better than the first. A session counts as a week. What comes out judges the thresholds on these courses
alone; it is no promise for any other, and none of these rules forecasts for one client.
"""

import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from milestones.detect.bad_input import BadInputError
from milestones.detect.courses import Columns, courses_in
from milestones.detect.csv_course import CsvCourse
from milestones.detect.scores import Reader
from milestones.domain.alert import AlertKind
from milestones.domain.alerting import concerns_of_course
from milestones.domain.course import Course, Point
from milestones.domain.detection import claims_of_course
from milestones.domain.instrument import INSTRUMENTS, Instrument
from milestones.domain.rules.reliable_change import reliable_change_of

AMBER = (
    AlertKind.NO_RELIABLE_IMPROVEMENT,
    AlertKind.ABOVE_EXPECTED_SCORE,
    AlertKind.GAIN_REVERSED,
    AlertKind.SCORES_UNMOVED,
)
"""Those that a course of scores can raise."""
HEADER = "rule,courses,alerted,sensitivity,specificity,ppv,npv"
_BAD = 2
_BEGIN = datetime(2000, 1, 1, tzinfo=UTC)


def alerted(course: CsvCourse, instrument: Instrument) -> frozenset[AlertKind]:
    """Say which rules spoke before the last score of a course.

    Parameters
    ----------
    course : CsvCourse
    instrument : Instrument

    Returns
    -------
    frozenset of AlertKind
    """
    points = tuple(
        Point(_BEGIN + timedelta(weeks=session), str(session), 1, session, score, retracted=False)
        for session, score in zip(course.sessions, course.scores, strict=True)
    )
    found: set[AlertKind] = set()
    for length in range(1, len(points)):
        so_far = Course(points[:length])
        found |= {one.kind for one in concerns_of_course(so_far, claims_of_course(so_far, instrument), instrument)}
    return frozenset(found)


def rows(courses: Iterable[CsvCourse], instrument: Instrument) -> list[str]:
    """Judge each rule on courses.

    Parameters
    ----------
    courses : iterable of CsvCourse
    instrument : Instrument
        With a reliable change.

    Returns
    -------
    list of str
        A line a rule; a share of nothing is left empty.
    """
    change = reliable_change_of(instrument)
    cells: Counter[tuple[AlertKind, bool, bool]] = Counter()
    count = 0
    for course in courses:
        count += 1
        good = change is not None and change.of(course.scores[0], course.scores[-1]) > 0
        spoke = alerted(course, instrument)
        cells.update((kind, kind in spoke, good) for kind in AMBER)
    return [_row(kind, count, cells) for kind in AMBER]


def _row(kind: AlertKind, count: int, cells: Counter[tuple[AlertKind, bool, bool]]) -> str:
    hit, false = cells[kind, True, False], cells[kind, True, True]
    missed, rightly = cells[kind, False, False], cells[kind, False, True]
    shares = (
        (hit, hit + missed),
        (rightly, rightly + false),
        (hit, hit + false),
        (rightly, rightly + missed),
    )
    written = [f"{part / whole:.3f}" if whole else "" for part, whole in shares]
    return ",".join((kind.value, str(count), str(hit + false), *written))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    Parameters
    ----------
    arguments : sequence of str, optional
        The command line where none are given.

    Returns
    -------
    int
        0; 2 where the file is not as it must be, which is named by line on standard error.
    """
    made = ArgumentParser(prog="python -m milestones.detect.evaluate", description="Judge the amber rules on courses.")
    made.add_argument("file", type=Path, help="long (id, time, score) or wide (id, then one column a session)")
    judged = sorted(name for name, one in INSTRUMENTS.items() if reliable_change_of(one) is not None)
    made.add_argument("--instrument", required=True, choices=judged)
    made.add_argument("--id", default="id", help="column of the courses' names")
    made.add_argument("--time", default="time", help="long form: session number")
    made.add_argument("--score", default="score", help="long form: column of scores")
    said = made.parse_args(arguments)
    instrument = INSTRUMENTS[said.instrument]
    reader = Reader(instrument.lowest, instrument.highest)
    try:
        found = rows(
            courses_in(said.file, Columns(said.id, said.time, said.score), reader, skip_short=True), instrument
        )
    except BadInputError as error:
        for finding in error.findings:
            sys.stderr.write(f"{finding}\n")
        return _BAD
    except OSError as error:
        sys.stderr.write(f"{said.file}: {error.strerror}\n")
        return _BAD
    sys.stdout.write("\n".join((HEADER, *found)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
