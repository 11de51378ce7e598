"""The courses around a consult by session number: the last scores before its first answer, and the first ones since."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from reflections.domain.capture import Capture, Kind
from reflections.domain.session import is_held
from reflections.domain.timeline import Row

MOST_POINTS = 5
"""So many scores on each side: what one sees at a glance."""


@dataclass(frozen=True, slots=True)
class Point:
    """One score.

    Parameters
    ----------
    session : int or None
        The number of the session that it belongs to: its own, or the last one held until then; None before the first.
    total : int
        As the instrument counts.
    """

    session: int | None
    total: int


@dataclass(frozen=True, slots=True)
class Around:
    """The scores of one instrument, oldest first.

    Parameters
    ----------
    before, since : sequence of Point
        On either side of the answer.
    """

    before: list[Point] = field(default_factory=list)
    since: list[Point] = field(default_factory=list)


def held_sessions(rows: Iterable[Row]) -> list[tuple[str, int]]:
    """Give when each session was held, and its number, oldest first."""
    held = [row for row in rows if isinstance(row, Capture) and row.kind is Kind.SESSION and is_held(row)]
    return sorted((row.occurred_at, int(str(row.facts["number"]))) for row in held)


def courses_around(
    measures: Iterable[Row], sessions: Sequence[tuple[str, int]], answered_at: str
) -> Mapping[str, Around]:
    """Give the courses around an instant.

    Parameters
    ----------
    measures : iterable of Capture
        The newest ones, as far as they were read.
    sessions : sequence of tuple of str and int
        As `held_sessions` gives them.
    answered_at : str
        RFC 3339, UTC, milliseconds.

    Returns
    -------
    mapping of str to Around
        By instrument, in the order of their names; those that have a score on both sides alone, since one side shows
        nothing of a turn.
    """
    found: dict[str, Around] = {}
    scored = [row for row in measures if isinstance(row, Capture) and row.kind is Kind.MEASURE]
    for row in sorted(scored, key=lambda one: one.position):
        around = found.setdefault(str(row.facts["instrument"]), Around())
        side = around.since if row.occurred_at > answered_at else around.before
        side.append(Point(_session_of(row, sessions), int(str(row.facts["total"]))))
    both = {name: around for name, around in sorted(found.items()) if around.before and around.since}
    return {name: Around(one.before[-MOST_POINTS:], one.since[:MOST_POINTS]) for name, one in both.items()}


def _session_of(measure: Capture, sessions: Sequence[tuple[str, int]]) -> int | None:
    stated = measure.facts.get("session")
    if stated is not None:
        return int(str(stated))
    place = bisect_right([at for at, _ in sessions], measure.occurred_at)
    return sessions[place - 1][1] if place else None
