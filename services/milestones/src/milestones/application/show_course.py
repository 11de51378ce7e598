"""Show a course: the points of one instrument or one goal, with what was found on them."""

import re
from dataclasses import dataclass

from kernel.problem import busy, not_found
from kernel.routes import Reply, Request
from milestones.application.course_answers import (
    CourseAnswer,
    MarkAnswer,
    cursor_of,
    point_answer,
    scale_of,
)
from milestones.application.in_force import InForce
from milestones.domain.changes import Standings
from milestones.domain.claim import SETBACKS, MilestoneState, milestone_id
from milestones.domain.course import Course, Point
from milestones.domain.found_in import TRAIL
from milestones.domain.goal import GoalCourse
from milestones.domain.instrument import Direction, Instrument
from milestones.domain.journey import View, for_client
from milestones.domain.ports import CourseStore, Journeys, Place, StaleError
from milestones.domain.score import plain
from milestones.domain.trail_ports import Trails

_GOAL = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_RATINGS = Instrument(id="GOAL", lowest=0, highest=10, direction=Direction.HIGHER_IS_BETTER)


@dataclass(frozen=True, slots=True)
class ShowCourse:
    """Give a page of a course, the newest first, with marks, thresholds and bands.

    DynamoDB: 1 read of the journey, 1 query of the course with its pages, 1 query of the trail; 1 read of the
    instrument, for a course of scores.

    Parameters
    ----------
    journeys : Journeys
    scores, goals : CourseStore
    trails : Trails
    instruments : callable
        Gives the instrument that holds in a practice.
    """

    journeys: Journeys
    scores: CourseStore[Course]
    goals: CourseStore[GoalCourse]
    trails: Trails
    instruments: InForce

    def __call__(self, request: Request) -> Reply:
        """Answer ``GET /journeys/{journey}/course/{subject}``: the name of an instrument, or the id of a goal.

        Parameters
        ----------
        request : Request

        Returns
        -------
        Reply
            With the course's version as ETag.

        Raises
        ------
        Problem
            404 where there is no such journey, it is not the caller's, or there is no such course in it: the same
            answer.
        """
        caller, subject = request.caller, request.path["subject"]
        place = Place(caller.practice, request.path["journey"], subject)
        journey = self.journeys.get(place.practice, place.journey)
        view = journey and journey.view_of(caller)
        if not view:
            raise not_found()
        goal = _GOAL.fullmatch(subject) is not None
        try:
            kept = self.goals.load_whole(place) if goal else self.scores.load_whole(place)
        except StaleError:
            raise busy() from None
        if not kept.version:
            raise not_found()
        instrument = _RATINGS if goal else self.instruments(place.practice, subject)
        target = kept.course.target if isinstance(kept.course, GoalCourse) else None
        points = kept.course.recorded.points
        shown, after = _page(points, request.query.cursor, request.query.limit)
        on_the_trail = self.trails.load(place.practice, place.journey).standings
        marks = [*_marks(place, kept.standings, shown, view), *_marks(_trail(place), on_the_trail, shown, view)]
        answer = {
            "journey": place.journey,
            "instrument": None if goal else subject,
            "goal": subject if goal else None,
            **scale_of(instrument, [point.total for point in points]),
            "points": [point_answer(point) for point in shown],
            "marks": marks,
            "target": None if target is None else plain(target),
            "first": point_answer(points[0]) if points else None,
            "total": len(points),
            "next": after,
        }
        return Reply(CourseAnswer.model_validate(answer), version=kept.version)


def _trail(place: Place) -> Place:
    return Place(place.practice, place.journey, TRAIL)


def _page(points: tuple[Point, ...], cursor: str | None, limit: int) -> tuple[tuple[Point, ...], str | None]:
    """Give the newest points before the cursor, and the cursor of the page before."""
    end = len(points)
    if cursor is not None:
        end = sum(cursor_of(point) < cursor for point in points)
    start = max(0, end - limit)
    return points[start:end], cursor_of(points[start]) if start else None


def _marks(place: Place, standings: Standings, shown: tuple[Point, ...], view: View) -> list[MarkAnswer]:
    ids = {point.id for point in shown}
    return [
        MarkAnswer(
            point=anchor,
            milestone=milestone_id(place.journey, kind, place.subject, anchor),
            kind=kind,
            setback=kind in SETBACKS,
            state=one.state,
        )
        for (kind, anchor), one in sorted(standings.items(), key=lambda told: told[0])
        if anchor in ids
        and one.state is not MilestoneState.RETRACTED
        and (view is View.ALL or for_client(kind, one.state))
    ]
