"""The draft function: takes in what happens to journeys, measures and milestones."""

from kernel.aws import client
from kernel.clock import SystemClock
from kernel.consumer import queue_consumer
from kernel.log import Log
from kernel.sealing import Sealer
from kernel.start import Handler, lambda_handler
from notifications.adapters.celebration_table import CelebrationTable
from notifications.adapters.data_keys import DataKeys
from notifications.adapters.journey_table import JourneyTable
from notifications.adapters.preferences_table import PreferencesTable
from notifications.application.drafting import TakeInMilestone
from notifications.application.projecting import Project
from notifications.domain.preferences import Preferences
from notifications.handlers.observers import observers
from notifications.settings import DraftSettings


def compose() -> Handler:
    """Compose the function."""
    settings = DraftSettings.from_environment()
    dynamodb, log = client("dynamodb"), Log(settings.service)
    keys = DataKeys(dynamodb, settings.keys_table_name, Sealer(client("kms"), settings.sealing_key_arn))
    take_in = TakeInMilestone(
        celebrations=CelebrationTable(dynamodb, settings.table_name, keys),
        # Only the language of a client is read here, so the default of the zone does not matter.
        preferences=PreferencesTable(dynamodb, settings.table_name, Preferences("UTC")),
        texts=keys,
        clock=SystemClock(),
        log=log,
    )
    return queue_consumer(observers(take_in, Project(JourneyTable(dynamodb, settings.table_name))), log)


handler = lambda_handler(compose)
