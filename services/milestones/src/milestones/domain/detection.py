"""All that the rules find in one course, now."""

from collections.abc import Sequence

from milestones.domain.claim import Claim
from milestones.domain.course import Course
from milestones.domain.goal import GoalCourse
from milestones.domain.instrument import Instrument
from milestones.domain.rules import (
    clinically_significant_change,
    comeback,
    effort_against_the_odds,
    first_step,
    goal_attained,
    goal_attainment_scaling,
    goal_reliably_improved,
    nhs_pair,
    reliable_deterioration,
    reliable_improvement,
    sudden_gain,
    sudden_loss,
)
from milestones.domain.score import Score
from milestones.domain.trail import DEFAULTS, Trail, TrailSettings


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
    if _quiet(series.scores, instrument):
        return []
    improved = reliable_improvement.detect(series, instrument)
    claims = sudden_gain.detect(series, instrument) + improved
    if improved:
        claims += clinically_significant_change.detect(series, instrument)
    setbacks = sudden_loss.detect(series, instrument) + reliable_deterioration.detect(series, instrument)
    return [*claims, *setbacks, *comeback.detect(series, instrument, setbacks)] if setbacks else claims


def _quiet(scores: Sequence[Score], instrument: Instrument) -> bool:
    """Tell whether no score differs from any other by what a rule asks for: then all rules are silent.

    So it is at most events, which therefore cost one look at the highest and the lowest score.
    """
    if not scores:
        return True
    spread = max(scores) - min(scores)
    step, change = instrument.sudden_gain_cutoff, instrument.reliable_change
    if step is not None and spread >= step.value:
        return False
    if change is not None:
        return spread < change.value
    return instrument.clinical is None or instrument.reliability is None


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
    series = course.ratings.series()
    attained = goal_attained.detect(series, goal, course.target, course.both_said_at)
    return attained + goal_reliably_improved.detect(series, goal)


def claims_of_trail(trail: Trail, settings: TrailSettings = DEFAULTS) -> list[Claim]:
    """Run the rules for the trail.

    Parameters
    ----------
    trail : Trail
    settings : TrailSettings

    Returns
    -------
    list of Claim
    """
    return [
        *effort_against_the_odds.detect(trail, settings),
        *first_step.detect(trail, settings),
        *goal_attainment_scaling.detect(trail),
        *nhs_pair.detect(trail),
    ]
