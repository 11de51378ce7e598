"""The course: the scores of one instrument, or the ratings of one goal, as far as they are known.

A course is what remains of events when their order and repetition are forgotten: for each measure the highest
version seen. So any order of the same events, with any repetition, ends in the same course, and whatever
is computed from the course alone is the same too (invariant I6).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from operator import attrgetter, lt, sub
from typing import NamedTuple

from milestones.domain.older import Older, OlderNeededError
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
    total : Score
        The score; 0 and without meaning where the measure is taken back.
    retracted : bool
        Whether this version takes the measure back.
    risk : bool or None
        Whether its risk item is positive; None where it has none, or nobody told its answer.
    """

    occurred_at: datetime
    id: str
    version: int
    session: int | None
    total: Score
    retracted: bool
    risk: bool | None = None


# Twenty points are looked through for each event: a getter does that without a call of Python's for each.
_ID, _TOTAL = attrgetter("id"), attrgetter("total")


@dataclass(frozen=True)
class Series:
    """The live points of a course as the rules read them, in order.

    Parameters
    ----------
    points : tuple of Point
        Without the retracted ones; of a long course those that matter.
    scores : sequence of Score
        The same points' totals.
    places : sequence of int or None
        Place of each point among all live points, from 1; None where these are all.
    sessions_rise : bool
        Whether the points that are left out have session numbers that grow.
    """

    points: tuple[Point, ...]
    scores: Sequence[Score]
    places: Sequence[int] | None = None
    sessions_rise: bool = True

    @cached_property
    def positions(self) -> Sequence[int]:
        """Position of each point; a missed session is a hole in it. Most scores need none: no step is large enough.

        Where every live point has a session number and the numbers grow along the course, the position is the
        session number, so that a missed session is a gap, as in the R package suddengains. Otherwise, points just
        count from 1.
        """
        return self._sessions or self.places or range(1, len(self.points) + 1)

    @property
    def by_session(self) -> bool:
        """Whether positions are session numbers; otherwise they just count the points."""
        return self._sessions is not None

    @cached_property
    def steps(self) -> Sequence[Score]:
        """What each score is more than the one before it."""
        return list(map(sub, self.scores[1:], self.scores))

    def follows(self, place: int) -> bool:
        """Whether the point after the one at an index is the next one of the course too."""
        return self.places is None or self.places[place + 1] == self.places[place] + 1

    @cached_property
    def _sessions(self) -> Sequence[int] | None:
        if not self.points or self.points[-1].session is None:
            return None
        sessions = [point.session for point in self.points if point.session is not None]
        rise = self.sessions_rise and len(sessions) == len(self.points) and all(map(lt, sessions, sessions[1:]))
        return sessions if rise else None


@dataclass(frozen=True, slots=True)
class Course:
    """All that was taken in of one course, each measure at its highest version.

    Parameters
    ----------
    points : tuple of Point
        Those that count, in the order of the course.
    withdrawn : tuple of Point
        Those taken back, which a late older version must not bring in again; in the same order.
    older : Older or None
        Of a long course that was not read whole, what is known of the points that lie in pages: then the other two
        hold the recent ones alone.
    """

    points: tuple[Point, ...] = ()
    withdrawn: tuple[Point, ...] = ()
    older: Older | None = None

    def with_point(self, point: Point) -> "Course":
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
        OlderNeededError
            If the older points are needed to take it in; never where the course was read whole.
        """
        points, id_ = self.points, point.id
        if self.older is not None:
            return self._appended(self.older, point)
        for recorded in (points, self.withdrawn):
            if id_ in map(_ID, recorded):
                return self._superseded(next(known for known in recorded if known.id == id_), point)
        if point.retracted:
            return Course(points, tuple(sorted((*self.withdrawn, point))))
        if not points or points[-1] < point:
            return Course((*points, point), self.withdrawn)
        return Course(tuple(sorted((*points, point))), self.withdrawn)

    def _appended(self, older: Older, point: Point) -> "Course":
        """Take in what is newer than everything; what else may come changes what the older points are judged by."""
        points = self.points
        if point in points:
            return self
        newest = max(points[-1:] + self.withdrawn[-1:], default=None)
        known = point.id in {one.id for one in (*points, *self.withdrawn)}
        if known or not older.takes(point) or (newest is not None and point < newest):
            raise OlderNeededError
        after = Course((*points, point), self.withdrawn, older)
        if self.series().by_session != after.series().by_session:
            raise OlderNeededError
        return after

    def _superseded(self, known: Point, point: Point) -> "Course":
        if known.version > point.version or known == point:
            return self
        # What was stored before answers to risk items were kept knows none: the same event tells it again.
        if known.version == point.version and known != point._replace(risk=None):
            message = f"two contents of version {point.version} of {point.id}"
            raise ContradictoryFactError(message)
        points = tuple([other for other in self.points if other is not known])
        withdrawn = tuple([other for other in self.withdrawn if other is not known])
        return Course(points, withdrawn).with_point(point)

    @property
    def recorded(self) -> "Course":
        """The scores alone: the course itself."""
        return self

    def recording(self, scores: "Course") -> "Course":
        """Give the course with other scores: these themselves."""
        del self
        return scores

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
        kept: tuple[Point, ...] = () if self.older is None else tuple(self.older.kept.values())
        for point in (*self.points, *self.withdrawn, *kept):
            if point.id == id_:
                return point.occurred_at
        raise KeyError(id_)

    def series(self) -> Series:
        """Give the live points as the rules read them.

        Returns
        -------
        Series
        """
        older, points = self.older, self.points
        if older is None:
            return Series(points, list(map(_TOTAL, points)))
        points = (*older.kept.values(), *points)
        places = [*older.kept, *range(older.count + 1, older.count + 1 + len(self.points))]
        return Series(points, [point.total for point in points], places, older.sessions_rise)
