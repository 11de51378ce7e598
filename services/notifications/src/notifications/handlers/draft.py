"""The draft function: takes in what happens to journeys, measures and milestones."""

from kernel.aws import client
from kernel.clock import SystemClock
from kernel.consumer import queue_consumer
from kernel.log import Log
from kernel.log_removal import LogRemoval
from kernel.sealing import Sealer
from kernel.start import Handler, lambda_handler
from notifications.adapters.celebration_table import CelebrationTable
from notifications.adapters.data_keys import DataKeys
from notifications.adapters.erased_journeys import ErasedJourneyTable
from notifications.adapters.incoming import ERASED
from notifications.adapters.journey_table import JourneyTable
from notifications.adapters.preferences_table import PreferencesTable
from notifications.adapters.template_table import TemplateTable
from notifications.application.drafting import TakeInMilestone
from notifications.application.erasing import EraseJourney
from notifications.application.first_words import FirstWords
from notifications.application.projecting import Project
from notifications.domain.audience import Audience
from notifications.domain.preferences import Preferences
from notifications.handlers.observers import observers
from notifications.settings import EventsSettings


def compose() -> Handler:
    """Compose the function."""
    settings = EventsSettings.from_environment()
    dynamodb, log = client("dynamodb"), Log(settings.service)
    keys = DataKeys(dynamodb, settings.keys_table_name, Sealer(client("kms"), settings.sealing_key_arn))
    take_in = TakeInMilestone(
        celebrations=CelebrationTable(dynamodb, settings.table_name, keys),
        preferences=PreferencesTable(dynamodb, settings.table_name, Preferences(settings.default_time_zone)),
        first_words=FirstWords(TemplateTable(dynamodb, settings.table_name), log),
        texts=keys,
        clock=SystemClock(),
        log=log,
    )
    journeys, clock = JourneyTable(dynamodb, settings.table_name), SystemClock()
    project = Project(journeys, clock)
    rows = ErasedJourneyTable(dynamodb, settings.table_name, settings.keys_table_name)
    taken_in = observers(take_in, project, EraseJourney(project, journeys, rows, clock))
    traced = LogRemoval(dynamodb, settings.traces_table_name, settings.heads_table_name, list(Audience))
    return queue_consumer({**taken_in, ERASED: traced.before(taken_in[ERASED])}, log)


handler = lambda_handler(compose)
