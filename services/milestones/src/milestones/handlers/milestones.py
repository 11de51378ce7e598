"""The milestones function: lists milestones, explains them, shows courses."""

from kernel.aws import client
from kernel.clock import SystemClock
from kernel.http import http_app
from kernel.log import Log
from kernel.start import Handler, lambda_handler
from milestones.handlers.routes import of_milestones, stored
from milestones.settings import TableSettings


def compose() -> Handler:
    """Compose the function."""
    settings, dynamodb = TableSettings.from_environment(), client("dynamodb")
    return http_app(of_milestones(stored(dynamodb, settings.table_name)), SystemClock(), Log(settings.service))


handler = lambda_handler(compose)
