"""The alerts function: shows a journey's alerts to its therapist, and takes her acts and notes on them."""

from kernel.aws import client
from kernel.clock import SystemClock
from kernel.http import http_app
from kernel.log import Log
from kernel.pool import UserPool
from kernel.sealing import Sealer
from kernel.start import Handler, lambda_handler
from kernel.trace_log import TraceLog
from milestones.adapters.alert_notes import SealedAlertNotes
from milestones.adapters.alert_reads import DynamoAlerts
from milestones.adapters.journey_keys import JourneyKeys
from milestones.adapters.journeys import DynamoJourneys
from milestones.adapters.quiet_journeys import DynamoQuiet
from milestones.adapters.trails import DynamoTrails
from milestones.application.tracing import tracing
from milestones.handlers.alert_routes import routes
from milestones.settings import NotesSettings


def compose() -> Handler:
    """Compose the function."""
    settings, clock, dynamodb = NotesSettings.from_environment(), SystemClock(), client("dynamodb")
    table, log = settings.table_name, Log(settings.service)
    keys = JourneyKeys(dynamodb, settings.keys_table_name, Sealer(client("kms"), settings.sealing_key_arn))
    stores = DynamoJourneys(dynamodb, table), DynamoAlerts(dynamodb, table), DynamoTrails(dynamodb, table)
    traced = tracing(TraceLog(dynamodb, settings.traces_table_name), clock)
    return http_app(
        routes(*stores, SealedAlertNotes(keys), DynamoQuiet(dynamodb, table), clock, log),
        clock,
        log,
        traced,
        pool=UserPool.from_environment(),
    )


handler = lambda_handler(compose)
