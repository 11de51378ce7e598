"""The attributes that a course's points are kept in, and what else a goal's course has."""

from kernel.instants import from_text, to_text
from kernel.items import Item
from milestones.adapters.packing import pack_points, unpack_points
from milestones.adapters.packing_older import pack_older, unpack_older
from milestones.domain.course import Course
from milestones.domain.goal import GoalCourse
from milestones.domain.score import exact, plain


def course_in(item: Item) -> Course:
    """Read the points of a course.

    Parameters
    ----------
    item : dict
        Plain Python.

    Returns
    -------
    Course
    """
    points = unpack_points(item["points"]) if "points" in item else ()
    live = tuple([point for point in points if not point.retracted])
    older = unpack_older(item["older"]) if "older" in item else None
    return Course(live, tuple([point for point in points if point.retracted]), older)


def item_in(course: Course) -> Item:
    """Write the points of a course.

    Parameters
    ----------
    course : Course

    Returns
    -------
    dict
        Plain Python.
    """
    item: Item = {"points": pack_points((*course.points, *course.withdrawn))}
    return item if course.older is None else item | {"older": pack_older(course.older)}


def goal_of(item: Item) -> GoalCourse:
    """Read the course of a goal.

    Parameters
    ----------
    item : dict
        Plain Python.

    Returns
    -------
    GoalCourse
    """
    target = exact(item["target"]) if "target" in item else None
    said = {by: from_text(at) for by, at in item.get("said", {}).items()}
    return GoalCourse(course_in(item), target, item.get("target_version", 0), said)


def goal_item_of(course: GoalCourse) -> Item:
    """Write the course of a goal.

    Parameters
    ----------
    course : GoalCourse

    Returns
    -------
    dict
        Plain Python.
    """
    item = item_in(course.ratings)
    if course.target is not None:
        item |= {"target": plain(course.target), "target_version": course.target_version}
    if course.said:
        item["said"] = {by: to_text(at) for by, at in course.said.items()}
    return item
