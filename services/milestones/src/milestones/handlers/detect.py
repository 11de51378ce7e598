"""The detect function: takes in what happens on journeys, recomputes courses and trails, records what changed."""

from typing import TYPE_CHECKING

from kernel.aws import client
from kernel.clock import Clock, SystemClock
from kernel.consumer import Observer as TakesEvent
from kernel.consumer import queue_consumer
from kernel.log import Log
from kernel.log_removal import LogRemoval
from kernel.start import Handler, lambda_handler
from milestones.adapters.courses import goal_courses, said_courses, score_courses
from milestones.adapters.erased_journeys import DynamoErasedJourneys
from milestones.adapters.instrument_rows import DynamoDefinitions
from milestones.adapters.journeys import DynamoJourneys
from milestones.adapters.quiet_journeys import DynamoQuiet
from milestones.adapters.trails import DynamoTrails
from milestones.application import observe_measure
from milestones.application.breaking_silence import Silence
from milestones.application.bringing import Bringer
from milestones.application.erase_journey import ERASED, erase_journey, unless_erased
from milestones.application.in_force import in_force
from milestones.application.observe_contact import ContactObserver
from milestones.application.observe_said import Hearer
from milestones.application.observers import use_cases
from milestones.application.observing import Observer
from milestones.application.walking import Walker
from milestones.domain.audience import Audience
from milestones.settings import ErasingSettings

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient


def observers(dynamodb: "DynamoDBClient", table: str, keys: str, clock: Clock, log: Log) -> dict[str, TakesEvent]:
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
    trails, courses = DynamoTrails(dynamodb, table), score_courses(dynamodb, table)
    walker = Walker(trails, clock, log)
    goals = Observer(goal_courses(dynamodb, table), trails, clock, log)
    said, quiet = said_courses(dynamodb, table), DynamoQuiet(dynamodb, table)
    taken_in = use_cases(
        scores=observe_measure.observe_measure(
            Observer(courses, trails, clock, log),
            Bringer(walker, courses),
            in_force(DynamoDefinitions(dynamodb, table)),
        ),
        goals=goals,
        walker=walker,
        journeys=DynamoJourneys(dynamodb, table),
        hearer=Hearer(said, clock, log),
        contact=ContactObserver(quiet, Silence(said, quiet, clock, log)),
    )
    guarded = {kind: unless_erased(observer) for kind, observer in taken_in.items()}
    return {**guarded, ERASED: erase_journey(DynamoErasedJourneys(dynamodb, table, keys), clock)}


def compose() -> Handler:
    """Compose the function."""
    settings, dynamodb = ErasingSettings.from_environment(), client("dynamodb")
    log = Log(settings.service)
    taken_in = observers(dynamodb, settings.table_name, settings.keys_table_name, SystemClock(), log)
    traced = LogRemoval(dynamodb, settings.traces_table_name, settings.heads_table_name, list(Audience))
    return queue_consumer({**taken_in, ERASED: traced.before(taken_in[ERASED])}, log)


handler = lambda_handler(compose)
