"""The milestones function: lists milestones, explains them, shows courses; lists alerts, and takes acts on them."""

from kernel.aws import client
from kernel.clock import SystemClock
from kernel.http import http_app
from kernel.log import Log
from kernel.start import Handler, lambda_handler
from milestones.adapters.alert_reads import DynamoAlerts
from milestones.handlers import alerts
from milestones.handlers.routes import of_milestones, stored
from milestones.settings import TableSettings


def compose() -> Handler:
    """Compose the function."""
    settings, dynamodb = TableSettings.from_environment(), client("dynamodb")
    stores, clock, log = stored(dynamodb, settings.table_name), SystemClock(), Log(settings.service)
    found = DynamoAlerts(dynamodb, settings.table_name)
    return http_app(
        [*of_milestones(stores), *alerts.routes(stores.journeys, found, stores.trails, clock, log)], clock, log
    )


handler = lambda_handler(compose)
