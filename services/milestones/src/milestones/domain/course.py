"""The course: the scores of one instrument, or the ratings of one goal, as far as they are known.

A course is what remains of events when their order and repetition are forgotten: for each measure the highest
version seen. So any order of the same events, with any repetition, ends in the same course, and whatever
is computed from the course alone is the same too (invariant I6).
"""

from bisect import insort
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from operator import lt
from typing import NamedTuple, Self

from milestones.domain.score import Score


class ContradictoryFactError(Exception):
    """Two events claim the same version of one measure and differ: a producer's defect, never retried to success."""


class Point(NamedTuple):
    """One administration of an instrument, or one rating of a goal.

    A named tuple and not a dataclass: its natural order is the order of the course (time, ties by id), and twenty
    of them are made for each event.

    Parameters
    ----------
    occurred_at : datetime
        When it was filled in, aware.
    id : str
        Id of the measure or rating (a UUID in its canonical form).
    version : int
        Version of the measure, from 1; a rating has only one.
    session : int or None
        Session number, where the therapist gave one.
    total : Score or None
        The score; None only where a retraction arrived before the score itself.
    retracted : bool
        Whether this version takes the measure back.
    """

    occurred_at: datetime
    id: str
    version: int
    session: int | None
    total: Score | None
    retracted: bool


class Series(NamedTuple):
    """The live points of a course as the rules read them, in order.

    Parameters
    ----------
    points : tuple of Point
        Without the retracted ones.
    scores : list of Score
        The same points' totals.
    positions : sequence of int
        Position of each point; a missed session is a hole in it.
    by_session : bool
        Whether positions are session numbers, or just count the points.
    """

    points: tuple[Point, ...]
    scores: list[Score]
    positions: Sequence[int]
    by_session: bool


@dataclass(frozen=True, slots=True)
class Course:
    """All points taken in, each at its highest version, in the order of the course.

    Parameters
    ----------
    points : tuple of Point
        Sorted; retracted ones included, because a late older version must not bring them back.
    """

    points: tuple[Point, ...] = ()

    def with_point(self, point: Point) -> Self:
        """Take in one version of one measure.

        Parameters
        ----------
        point : Point
            As its event tells it.

        Returns
        -------
        Course
            The very same object where the point, or a later version of it, was known: nothing to write then.

        Raises
        ------
        ContradictoryFactError
            If the same version is known with another content.
        """
        points = list(self.points)
        for place, known in enumerate(points):
            if known.id == point.id:
                if known.version > point.version:
                    return self
                if known.version == point.version:
                    if known != point:
                        message = f"two contents of version {point.version} of {point.id}"
                        raise ContradictoryFactError(message)
                    return self
                del points[place]
                break
        insort(points, point)
        return replace(self, points=tuple(points))

    def occurred_at(self, id_: str) -> datetime:
        """Tell when a known point was filled in.

        Parameters
        ----------
        id_ : str
            Of a measure or rating of this course, retracted or not.

        Returns
        -------
        datetime

        Raises
        ------
        KeyError
            Where the course does not know it.
        """
        for point in self.points:
            if point.id == id_:
                return point.occurred_at
        raise KeyError(id_)

    def series(self) -> Series:
        """Give the live points with their positions.

        Where every live point has a session number and the numbers grow along the course, the position is the
        session number, so that a missed session is a gap, as in the R package suddengains. Otherwise, points just
        count from 1.

        Returns
        -------
        Series
        """
        live = tuple([point for point in self.points if not point.retracted])
        scores = [point.total for point in live if point.total is not None]
        sessions = [point.session for point in live if point.session is not None]
        by_session = len(sessions) == len(live) and all(map(lt, sessions, sessions[1:]))
        return Series(live, scores, sessions if by_session else range(1, len(live) + 1), by_session)
