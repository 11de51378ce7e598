"""The overdue function: every five minutes it hands over what is past its time."""

from collections.abc import Mapping
from typing import Any

from kernel.aws import client
from kernel.clock import SystemClock
from kernel.log import Log
from kernel.start import Handler, lambda_handler
from notifications.adapters.due_index import DueIndex
from notifications.adapters.send_queue import SendQueue
from notifications.application.sweeping import SendOverdue
from notifications.settings import OverdueSettings


def compose() -> Handler:
    """Compose the function."""
    settings = OverdueSettings.from_environment()
    queue = SendQueue(client("sqs"), settings.send_queue_url)
    due, clock, log = DueIndex(client("dynamodb"), settings.table_name), SystemClock(), Log(settings.service)
    sweep = SendOverdue(due, queue, queue.follow_up, queue.tell, clock, log, queue.is_busy)

    def handler(event: Mapping[str, Any], context: object) -> None:
        del event, context
        sweep()

    return handler


handler = lambda_handler(compose)
