"""The caseload function: follows the table's stream, and keeps the line of each journey after what is stored of it."""

from collections.abc import Mapping
from typing import Any

from kernel.aws import client
from kernel.log import Log
from kernel.start import Handler, lambda_handler
from milestones.adapters.caseload import DynamoCaseloads
from milestones.application.refresh_caseload import RefreshCaseload, partitions_of
from milestones.settings import TableSettings


def compose() -> Handler:
    """Compose the function."""
    settings = TableSettings.from_environment()
    refresh = RefreshCaseload(DynamoCaseloads(client("dynamodb"), settings.table_name), Log(settings.service))

    def take_in(event: Mapping[str, Any], context: object) -> None:
        del context
        refresh(partitions_of(event))

    return take_in


handler = lambda_handler(compose)
