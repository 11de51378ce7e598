"""The silence function: once a day it looks for journeys of which nothing was heard for weeks."""

from collections.abc import Mapping
from typing import Any

from kernel.aws import client
from kernel.clock import SystemClock
from kernel.log import Log
from kernel.start import Handler, lambda_handler
from milestones.adapters.courses import said_courses
from milestones.adapters.quiet_journeys import DynamoQuiet
from milestones.application.breaking_silence import Silence
from milestones.application.sweep_silence import SweepSilence
from milestones.settings import TableSettings


def compose() -> Handler:
    """Compose the function."""
    settings, dynamodb, clock = TableSettings.from_environment(), client("dynamodb"), SystemClock()
    log, quiet = Log(settings.service), DynamoQuiet(dynamodb, settings.table_name)
    sweep = SweepSilence(quiet, Silence(said_courses(dynamodb, settings.table_name), quiet, clock, log), clock, log)

    def handler(event: Mapping[str, Any], context: object) -> None:
        del event, context
        sweep()

    return handler


handler = lambda_handler(compose)
