"""The milestones function: lists milestones, explains them, shows courses and the caseload."""

from kernel.aws import client
from kernel.clock import SystemClock
from kernel.http import http_app
from kernel.log import Log
from kernel.pool import UserPool
from kernel.start import Handler, lambda_handler
from milestones.handlers.routes import of_milestones, stored
from milestones.settings import TableSettings


def compose() -> Handler:
    """Compose the function."""
    settings = TableSettings.from_environment()
    return http_app(
        of_milestones(stored(client("dynamodb"), settings.table_name)),
        SystemClock(),
        Log(settings.service),
        pool=UserPool.from_environment(),
    )


handler = lambda_handler(compose)
