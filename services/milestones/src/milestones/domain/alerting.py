"""All reasons for an alert in one course, now."""

from collections.abc import Sequence

from milestones.domain.alert import SAID, AlertKind, Concern, DeclaredBy
from milestones.domain.alert_rules import (
    above_expected_score,
    gain_reversed,
    goal_unmoved,
    no_reliable_improvement,
    reliable_deterioration,
    risk_item_positive,
    scores_unmoved,
    sudden_loss,
)
from milestones.domain.claim import Claim
from milestones.domain.course import Course
from milestones.domain.goal import GoalCourse
from milestones.domain.instrument import Instrument

_ON_SCORES = (
    risk_item_positive.detect,
    reliable_deterioration.detect,
    sudden_loss.detect,
    no_reliable_improvement.detect,
    above_expected_score.detect,
    gain_reversed.detect,
    scores_unmoved.detect,
)
SAID_VERSION = 1
"""Of the rule that what somebody said is an alert until the therapist has dealt with it."""
DECLARED = (DeclaredBy.CLIENT, DeclaredBy.THERAPIST)
"""By the score of the point that keeps it, from 1."""


def concerns_of_course(course: Course, claims: Sequence[Claim], instrument: Instrument | None) -> list[Concern]:
    """Run the rules for alerts on scores.

    Parameters
    ----------
    course : Course
    claims : sequence of Claim
        What the rules for milestones and setbacks find in it.
    instrument : Instrument or None
        None: an instrument without known thresholds; its risk items are looked at all the same.

    Returns
    -------
    list of Concern
        At most one of each kind: a function of the course alone.

    Raises
    ------
    OlderNeededError
        Where the points at hand of a long course do not tell.
    """
    series = course.series()
    return [concern for rule in _ON_SCORES for concern in rule(series, instrument, claims)] if series.points else []


def concerns_of_goal(course: GoalCourse, claims: Sequence[Claim]) -> list[Concern]:
    """Run the rules for alerts on the ratings of a goal.

    Parameters
    ----------
    course : GoalCourse
    claims : sequence of Claim
        Not needed.

    Returns
    -------
    list of Concern
    """
    del claims
    return goal_unmoved.detect(course.ratings.series(), course.target)


def concerns_of_said(course: Course, claims: Sequence[Claim], kind: AlertKind) -> list[Concern]:
    """Find what somebody said: every time anew it is new.

    Parameters
    ----------
    course : Course
        A point for each time; its score tells who said so.
    claims : sequence of Claim
        None.
    kind : AlertKind
        One of those that words raise.

    Returns
    -------
    list of Concern
        None or one, anchored at the last time.
    """
    del claims
    if kind not in SAID or not course.points:
        return []
    last = course.points[-1]
    by = DECLARED[int(last.total) - 1] if kind is AlertKind.STUCKNESS_DECLARED else None
    return [Concern(kind, last.id, SAID_VERSION, last.occurred_at, {}, {}, by)]
