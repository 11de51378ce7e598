"""The e-mail events function: a queue brings what SES says of e-mails that it took."""

from collections.abc import Callable, Mapping
from typing import Any

from kernel.aws import client
from kernel.log import Log
from kernel.start import Handler, lambda_handler
from notifications.adapters.email_events import email_report
from notifications.adapters.preferences_table import PreferencesTable
from notifications.application.email_stopping import StopEmail
from notifications.application.log_codes import Code
from notifications.domain.email_report import EmailReport
from notifications.domain.preferences import Preferences
from notifications.settings import EmailEventsSettings


def listener(stop: Callable[[EmailReport], None], log: Log) -> Handler:
    """Make the handler of a queue of SES's events; what cannot be read or stored is brought again, alone."""

    def handler(event: Mapping[str, Any], context: object) -> dict[str, Any]:
        del context
        failed = []
        for record in event["Records"]:
            try:
                report = email_report(record["body"])
                if report is not None:
                    stop(report)
            except Exception as error:  # noqa: BLE001 - whatever is wrong with one must not hide the others
                log.line(Code.EMAIL_EVENT_FAILED, message=record["messageId"], error=type(error).__name__)
                failed.append({"itemIdentifier": record["messageId"]})
        return {"batchItemFailures": failed}

    return handler


def compose() -> Handler:
    """Compose the function."""
    settings = EmailEventsSettings.from_environment()
    log = Log(settings.service)
    # Nothing is read of preferences here, so the default of the zone does not matter.
    preferences = PreferencesTable(client("dynamodb"), settings.table_name, Preferences("UTC"))
    return listener(StopEmail(preferences, log), log)


handler = lambda_handler(compose)
