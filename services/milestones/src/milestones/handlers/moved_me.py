"""The moved-me function: a therapist's private notes on milestones."""

from kernel.aws import client
from kernel.clock import SystemClock
from kernel.http import http_app
from kernel.log import Log
from kernel.pool import UserPool
from kernel.sealing import Sealer
from kernel.start import Handler, lambda_handler
from kernel.trace_log import TraceLog
from milestones.adapters.journey_keys import JourneyKeys
from milestones.adapters.sealed_notes import SealedNotes
from milestones.application.tracing import tracing
from milestones.handlers.moved_me_routes import routes
from milestones.settings import NotesSettings


def compose() -> Handler:
    """Compose the function."""
    settings, clock, dynamodb = NotesSettings.from_environment(), SystemClock(), client("dynamodb")
    sealer, log = Sealer(client("kms"), settings.sealing_key_arn), Log(settings.service)
    keys = JourneyKeys(dynamodb, settings.keys_table_name, sealer)
    notes = SealedNotes(dynamodb, settings.table_name, settings.keys_table_name, keys)
    traced = tracing(TraceLog(dynamodb, settings.traces_table_name), clock)
    return http_app(routes(notes, clock, log), clock, log, traced, pool=UserPool.from_environment())


handler = lambda_handler(compose)
