"""All that the rules find in one course, now."""

from milestones.domain.claim import Claim
from milestones.domain.course import Course
from milestones.domain.goal import GoalCourse
from milestones.domain.instrument import Instrument
from milestones.domain.rules import goal_attained, reliable_improvement, sudden_gain


def claims_of_course(course: Course, instrument: Instrument | None) -> list[Claim]:
    """Run the rules for scores.

    Parameters
    ----------
    course : Course
    instrument : Instrument or None
        None: an instrument without known thresholds, on which no rule runs.

    Returns
    -------
    list of Claim
        A function of the course alone, so the same for every order of the events that made it.
    """
    if instrument is None:
        return []
    series = course.series()
    return sudden_gain.detect(series, instrument) + reliable_improvement.detect(series, instrument)


def claims_of_goal(course: GoalCourse, goal: str) -> list[Claim]:
    """Run the rules for goals.

    Parameters
    ----------
    course : GoalCourse
    goal : str
        Id of the goal.

    Returns
    -------
    list of Claim
    """
    return goal_attained.detect(course.ratings.series(), goal, course.target)
