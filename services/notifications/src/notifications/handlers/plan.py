"""The plan function: the stream shows it each approved celebration."""

from collections.abc import Callable, Mapping
from typing import Any

from kernel.aws import client
from kernel.clock import SystemClock
from kernel.items import from_image
from kernel.log import Log
from kernel.start import Handler, lambda_handler
from notifications.adapters.celebration_rows import celebration_of
from notifications.adapters.scheduler import SchedulePlace, Scheduler
from notifications.adapters.send_queue import SendQueue
from notifications.application.log_codes import Code
from notifications.application.planning import Plan
from notifications.domain.celebration import Celebration
from notifications.settings import PlanSettings


def planner(plan: Callable[[Celebration], None], log: Log) -> Handler:
    """Make the handler of a stream of approved celebrations.

    Each record is planned by itself; those that failed are named, and the stream brings them, and what follows them,
    again. To plan twice changes nothing.
    """

    def handler(event: Mapping[str, Any], context: object) -> dict[str, Any]:
        del context
        failed = []
        for record in event["Records"]:
            try:
                plan(celebration_of(from_image(record["dynamodb"]["NewImage"])))
            except Exception as error:  # noqa: BLE001 - whatever is wrong with one must not hide the others
                log.line(Code.PLAN_FAILED, event=record.get("eventID"), error=type(error).__name__)
                failed.append({"itemIdentifier": record["dynamodb"].get("SequenceNumber", "")})
        return {"batchItemFailures": failed}

    return handler


def compose() -> Handler:
    """Compose the function."""
    settings = PlanSettings.from_environment()
    place = SchedulePlace(
        settings.schedule_group, settings.schedule_role_arn, settings.send_queue_arn, settings.schedule_dlq_arn
    )
    queue = SendQueue(client("sqs"), settings.send_queue_url)
    plan = Plan(queue, Scheduler(client("scheduler"), place), SystemClock())
    return planner(plan, Log(settings.service))


handler = lambda_handler(compose)
