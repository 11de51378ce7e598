"""The detect function: takes in scores and ratings, recomputes the course, records what changed."""

from typing import TYPE_CHECKING

from kernel.aws import client
from kernel.clock import Clock, SystemClock
from kernel.consumer import Observer as TakesEvent
from kernel.consumer import queue_consumer
from kernel.log import Log
from kernel.start import Handler, lambda_handler
from milestones.adapters.courses import goal_courses, score_courses
from milestones.adapters.instrument_rows import DynamoDefinitions
from milestones.adapters.journeys import DynamoJourneys
from milestones.application import observe_goal, observe_journey, observe_measure, observe_rating
from milestones.application.in_force import in_force
from milestones.application.observing import Observer
from milestones.settings import TableSettings

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient


def observers(dynamodb: "DynamoDBClient", table: str, clock: Clock, log: Log) -> dict[str, TakesEvent]:
    """Give the use case for each type of event.

    Parameters
    ----------
    dynamodb : DynamoDBClient
        The client.
    table : str
        The service's table.
    clock : Clock
    log : Log

    Returns
    -------
    dict
        Event type to use case.
    """
    instruments = in_force(DynamoDefinitions(dynamodb, table))
    scores = observe_measure.observe_measure(Observer(score_courses(dynamodb, table), clock, log), instruments)
    goals = Observer(goal_courses(dynamodb, table), clock, log)
    return {
        **dict.fromkeys(observe_measure.TYPES, scores),
        **dict.fromkeys(observe_goal.TYPES, observe_goal.observe_goal(goals)),
        **dict.fromkeys(observe_rating.TYPES, observe_rating.observe_rating(goals)),
        **dict.fromkeys(observe_journey.TYPES, observe_journey.observe_journey(DynamoJourneys(dynamodb, table))),
    }


def compose() -> Handler:
    """Compose the function."""
    settings = TableSettings.from_environment()
    log = Log(settings.service)
    return queue_consumer(observers(client("dynamodb"), settings.table_name, SystemClock(), log), log)


handler = lambda_handler(compose)
