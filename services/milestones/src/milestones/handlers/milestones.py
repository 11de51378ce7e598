"""The milestones function: lists milestones, explains them, shows courses, the caseload and who looked at them."""

from kernel.aws import client
from kernel.clock import SystemClock
from kernel.http import http_app
from kernel.log import Log
from kernel.pool import UserPool
from kernel.start import Handler, lambda_handler
from kernel.trace_log import TraceLog
from milestones.application.tracing import tracing
from milestones.handlers import access_log
from milestones.handlers.routes import of_milestones, stored
from milestones.settings import TracedSettings


def compose() -> Handler:
    """Compose the function."""
    settings, dynamodb, clock = TracedSettings.from_environment(), client("dynamodb"), SystemClock()
    stores, traces = stored(dynamodb, settings.table_name), TraceLog(dynamodb, settings.traces_table_name)
    return http_app(
        [*of_milestones(stores), *access_log.routes(stores.journeys, traces)],
        clock,
        Log(settings.service),
        tracing(traces, clock),
        pool=UserPool.from_environment(),
    )


handler = lambda_handler(compose)
