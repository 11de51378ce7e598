"""The overdue function: every five minutes it sends what is past its time."""

from collections.abc import Mapping
from typing import Any

from kernel.aws import client
from kernel.clock import SystemClock
from kernel.log import Log
from kernel.start import Handler, lambda_handler
from notifications.adapters.due_index import DueIndex
from notifications.application.sweeping import SendOverdue
from notifications.handlers.outgoing import sending
from notifications.settings import SendSettings


def compose() -> Handler:
    """Compose the function."""
    settings = SendSettings.from_environment()
    dynamodb = client("dynamodb")
    send, follow_up = sending(settings, dynamodb)
    sweep = SendOverdue(DueIndex(dynamodb, settings.table_name), send, follow_up, SystemClock(), Log(settings.service))

    def handler(event: Mapping[str, Any], context: object) -> None:
        del event, context
        sweep()

    return handler


handler = lambda_handler(compose)
