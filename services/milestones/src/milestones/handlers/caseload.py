"""The caseload function: follows the table's stream, and keeps the line of each journey after what is stored of it."""

from collections.abc import Mapping
from typing import Any

from kernel.aws import client
from kernel.clock import SystemClock
from kernel.log import Log
from kernel.start import Handler, lambda_handler
from milestones.adapters.caseload import DynamoCaseloads
from milestones.adapters.courses import said_courses
from milestones.adapters.quiet_journeys import DynamoQuiet
from milestones.application.breaking_silence import Silence
from milestones.application.refresh_caseload import RefreshCaseload, partitions_of
from milestones.settings import TableSettings


def compose() -> Handler:
    """Compose the function."""
    settings, dynamodb, clock = TableSettings.from_environment(), client("dynamodb"), SystemClock()
    table, log = settings.table_name, Log(settings.service)
    silence = Silence(said_courses(dynamodb, table), DynamoQuiet(dynamodb, table), clock, log)
    refresh = RefreshCaseload(DynamoCaseloads(dynamodb, table), silence, clock, log)

    def take_in(event: Mapping[str, Any], context: object) -> None:
        del context
        refresh(partitions_of(event))

    return take_in


handler = lambda_handler(compose)
