"""The urgent function: tells therapists of red alerts, and their seconds; woken by its queue, and by the minute."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict

from kernel.aws import client
from kernel.clock import SystemClock
from kernel.log import Log
from kernel.start import Handler, lambda_handler
from notifications.adapters.due_index import DueIndex
from notifications.adapters.journey_table import JourneyTable
from notifications.adapters.preferences_table import PreferencesTable
from notifications.adapters.safety_table import SafetyTable
from notifications.application.alarming import Alarm
from notifications.application.log_codes import Code
from notifications.domain.identity import JourneyId
from notifications.domain.preferences import Preferences
from notifications.handlers.outgoing import carriers
from notifications.settings import UrgentSettings


class Wake(BaseModel):
    """What the queue brings: a journey of which something urgent is to be told."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    practice: str
    journey: str


class AlarmFailedError(Exception):
    """Some of what is due could not be told; the lines before tell which, and the next minute tries again."""


def alarms(alarm: Callable[[JourneyId], None], due: Callable[[], Iterable[JourneyId]], log: Log) -> Handler:
    """Make the handler: of the queue's messages, and of the sweep, which finds in the table what got lost or is due."""

    def told(journey: JourneyId) -> bool:
        try:
            alarm(journey)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one must not keep the others waiting
            log.line(Code.ALARM_FAILED, journey=journey.journey, error=type(error).__name__)
            return False
        return True

    def handler(event: Mapping[str, Any], context: object) -> dict[str, Any]:
        del context
        failed = []
        for record in event.get("Records", ()):
            wake = Wake.model_validate_json(record["body"])
            if not told(JourneyId(wake.practice, wake.journey)):
                failed.append({"itemIdentifier": record["messageId"]})
        if "Records" not in event and [journey for journey in due() if not told(journey)]:
            raise AlarmFailedError
        return {"batchItemFailures": failed}

    return handler


def compose() -> Handler:
    """Compose the function."""
    settings, dynamodb, clock = UrgentSettings.from_environment(), client("dynamodb"), SystemClock()
    table, log = settings.table_name, Log(settings.service)
    preferences = PreferencesTable(dynamodb, table, Preferences(settings.default_time_zone))
    contacts, carrier = SafetyTable(dynamodb, table), carriers(settings, clock)
    alarm = Alarm(JourneyTable(dynamodb, table), contacts, preferences, carrier, clock, log)
    index = DueIndex(dynamodb, table)
    return alarms(alarm, lambda: list(index.urgent_until(clock.now())), log)


handler = lambda_handler(compose)
