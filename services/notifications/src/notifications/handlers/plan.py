"""The plan function: the stream shows it each approved celebration, and each change of somebody's preferences."""

from collections.abc import Callable, Mapping
from typing import Any

from kernel.aws import client
from kernel.clock import SystemClock
from kernel.items import from_image
from kernel.log import Log
from kernel.start import Handler, lambda_handler
from notifications.adapters.celebration_rows import celebration_of
from notifications.adapters.preferences_table import PreferencesTable
from notifications.adapters.scheduler import SchedulePlace, Scheduler
from notifications.adapters.send_queue import SendQueue
from notifications.adapters.table_keys import is_journey, is_preferences, journey_at, person_at, practice_of
from notifications.adapters.urgent_queue import UrgentQueue
from notifications.application.log_codes import Code
from notifications.application.planning import Plan
from notifications.application.replanning import Replan
from notifications.domain.celebration import Celebration
from notifications.domain.identity import JourneyId
from notifications.domain.preferences import Preferences
from notifications.settings import PlanSettings


def planner(
    plan: Callable[[Celebration], None],
    replan: Callable[[str, str], None],
    urge: Callable[[JourneyId], None],
    log: Log,
) -> Handler:
    """Make the handler of a stream of approved celebrations, changed preferences and journeys with red alerts.

    Each record is planned by itself; those that failed are named, and the stream brings them, and what follows them,
    again. To plan twice changes nothing.
    """

    def handler(event: Mapping[str, Any], context: object) -> dict[str, Any]:
        del context
        failed = []
        for record in event["Records"]:
            try:
                image = from_image(record["dynamodb"]["NewImage"])
                if is_preferences(image):
                    replan(practice_of(image), person_at(image))
                elif is_journey(image):
                    urge(journey_at(image))
                else:
                    plan(celebration_of(image))
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
    # Only what waits is read here, so the default of the zone does not matter.
    preferences = PreferencesTable(client("dynamodb"), settings.table_name, Preferences("UTC"))
    urge = UrgentQueue(client("sqs"), settings.urgent_queue_url)
    return planner(plan, Replan(preferences, queue), urge, Log(settings.service))


handler = lambda_handler(compose)
