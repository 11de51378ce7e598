"""The recompute function: judges the courses of an instrument anew after its practice changed it."""

from typing import TYPE_CHECKING

from kernel.aws import client
from kernel.clock import Clock, SystemClock
from kernel.consumer import queue_consumer
from kernel.log import Log
from kernel.start import Handler, lambda_handler
from milestones.adapters.course_index import DynamoCourseIndex
from milestones.adapters.courses import score_courses
from milestones.adapters.instrument_rows import DynamoDefinitions
from milestones.adapters.jobs import QueueJobs
from milestones.adapters.trails import DynamoTrails
from milestones.application.bringing import Bringer
from milestones.application.in_force import in_force
from milestones.application.observing import Observer
from milestones.application.recompute_course import recompute_course
from milestones.application.recompute_courses import TYPES, RecomputeCourses
from milestones.application.walking import Walker
from milestones.domain.ports import Jobs
from milestones.settings import RecomputeSettings

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient


def recompute(dynamodb: "DynamoDBClient", table: str, jobs: Jobs, clock: Clock, log: Log) -> RecomputeCourses:
    """Compose the use case.

    Parameters
    ----------
    dynamodb : DynamoDBClient
        The client.
    table : str
        The service's table.
    jobs : Jobs
    clock : Clock
    log : Log

    Returns
    -------
    RecomputeCourses
    """
    courses, trails = score_courses(dynamodb, table), DynamoTrails(dynamodb, table)
    bringer = Bringer(Walker(trails, clock, log), courses)
    instruments = in_force(DynamoDefinitions(dynamodb, table))
    one = recompute_course(Observer(courses, trails, clock, log), bringer, instruments)
    return RecomputeCourses(DynamoCourseIndex(dynamodb, table), jobs, one, log)


def compose() -> Handler:
    """Compose the function."""
    settings = RecomputeSettings.from_environment()
    jobs, log = QueueJobs(client("sqs"), settings.recompute_queue_url), Log(settings.service)
    use_case = recompute(client("dynamodb"), settings.table_name, jobs, SystemClock(), log)
    return queue_consumer(dict.fromkeys(TYPES, use_case), log)


handler = lambda_handler(compose)
