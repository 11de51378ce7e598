"""Courses for tests: weekly scores from the first Monday of 2026, ids that count."""

import csv
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from milestones.domain.claim import Claim
from milestones.domain.course import Course, Point, Series
from milestones.domain.detection import claims_of_course
from milestones.domain.instrument import INSTRUMENTS, Direction, Instrument, Threshold
from milestones.domain.score import exact

PHQ9 = INSTRUMENTS["PHQ-9"]
BDI = INSTRUMENTS["BDI-II"]
WELLBEING = Instrument(
    id="WELLBEING",
    lowest=0,
    highest=40,
    direction=Direction.HIGHER_IS_BETTER,
    sudden_gain_cutoff=Threshold(6, "made up"),
    reliable_change=Threshold(6, "made up"),
)
MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
JOURNEY = str(UUID(int=0xA))
VECTORS = Path(__file__).resolve().parents[2] / "data" / "vectors"


def uuid(number: int) -> str:
    """Make an id whose order is the number's."""
    return str(UUID(int=number))


def point(
    week: int, total: float | None, session: int | None = None, version: int = 1, *, retracted: bool = False
) -> Point:
    """Make the point of a week."""
    score = 0 if total is None else exact(total)
    return Point(MONDAY + timedelta(weeks=week), uuid(week + 1), version, session, score, retracted)


def course(totals: Sequence[float | None], first_session: int | None = 1) -> Course:
    """Make a course of weekly scores; None: that week's is missing."""
    made = Course()
    for week, total in enumerate(totals):
        if total is not None:
            made = made.with_point(point(week, total, None if first_session is None else first_session + week))
    return made


def series(totals: Sequence[float | None], first_session: int | None = 1) -> Series:
    """Make the series of such a course."""
    return course(totals, first_session).series()


def by_session(claims: Sequence[Claim]) -> dict[int, Claim]:
    """Name claims by the session before their step."""
    return {int(claim.numbers["session_n"]): claim for claim in claims}


def rows(path: Path) -> Iterator[dict[str, str]]:
    """Read a CSV file with a header."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def totals_of(row: dict[str, str], names: Sequence[str]) -> list[float | None]:
    """Read the scores of a wide row."""
    return [int(row[name]) if row[name] else None for name in names]


STATES_OF_GAINS: Sequence[Sequence[float | None]] = (
    [18, 19, 18, 11],
    [18, 19, 18, 11, 10],
    [18, 19, 18, 11, 10, 15],
    [18, 12, 19, 12, 18, 11],
    [18, 16, 14, 12],
    [18, 16, 14, 12, 17],
    [10, 11, 10, 17, 16, 17],
    [16, 14, 9],
    [16, 14, 9, 12],
    [10, 11, 10, 17, 16, 17, 11],
    [10, 11, 10, 17, 16, 17, 11, 16],
    [10, 11, 10, 17],
    [10, 16, 9, 16, 10, 17],
)
"""PHQ-9: gains provisional, confirmed, reversed and unstable; a slow improvement, and one lost; a sudden loss; a
clinically significant change, and one lost; a comeback, and one lost; losses provisional and unstable."""


def claims_of(totals: Sequence[float | None], instrument: Instrument = PHQ9) -> list[Claim]:
    """Run the rules for scores on a course of weekly ones."""
    return claims_of_course(course(totals), instrument)
