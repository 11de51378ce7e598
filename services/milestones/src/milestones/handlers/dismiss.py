"""The dismiss function: a therapist sets a milestone or a setback aside."""

from collections.abc import Sequence

from kernel.aws import client
from kernel.clock import Clock, SystemClock
from kernel.http import http_app
from kernel.log import Log
from kernel.pool import UserPool
from kernel.routes import Route
from kernel.start import Handler, lambda_handler
from kernel.trace_log import TraceLog
from milestones.adapters.courses import goal_courses, score_courses
from milestones.adapters.milestone_reads import DynamoMilestones
from milestones.adapters.trails import DynamoTrails
from milestones.application.answers import MilestoneAnswer
from milestones.application.dismiss_milestone import DismissMilestone
from milestones.application.reading_language import LanguageQuery
from milestones.application.tracing import tracing
from milestones.domain.course import Course
from milestones.domain.goal import GoalCourse
from milestones.domain.ports import CourseStore, Milestones
from milestones.domain.trail_ports import Trails
from milestones.handlers.policy import POLICY
from milestones.settings import TracedSettings


def routes(
    milestones: Milestones, scores: CourseStore[Course], goals: CourseStore[GoalCourse], trails: Trails, clock: Clock
) -> Sequence[Route]:
    """Name the routes of this function.

    Parameters
    ----------
    milestones : Milestones
    scores, goals : CourseStore
    trails : Trails
    clock : Clock

    Returns
    -------
    sequence of Route
    """
    dismissing, path = DismissMilestone(milestones, scores, goals, trails, clock), "/milestones/<milestone>/dismiss"
    return (POLICY.route("POST", path, dismissing, "Set a milestone aside", MilestoneAnswer, query=LanguageQuery),)


def compose() -> Handler:
    """Compose the function."""
    settings, clock, dynamodb = TracedSettings.from_environment(), SystemClock(), client("dynamodb")
    table = settings.table_name
    stores = score_courses(dynamodb, table), goal_courses(dynamodb, table), DynamoTrails(dynamodb, table)
    traced, log = tracing(TraceLog(dynamodb, settings.traces_table_name), clock), Log(settings.service)
    served = routes(DynamoMilestones(dynamodb, table), *stores, clock)
    return http_app(served, clock, log, traced, pool=UserPool.from_environment())


handler = lambda_handler(compose)
