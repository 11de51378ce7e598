"""The moved-me function: a therapist's private notes on milestones."""

from kernel.aws import client
from kernel.clock import SystemClock
from kernel.http import http_app
from kernel.log import Log
from kernel.pool import UserPool
from kernel.sealing import Sealer
from kernel.start import Handler, lambda_handler
from milestones.adapters.journey_keys import JourneyKeys
from milestones.adapters.sealed_notes import SealedNotes
from milestones.handlers.moved_me_routes import routes
from milestones.settings import SealingSettings


def compose() -> Handler:
    """Compose the function."""
    settings, clock, dynamodb = SealingSettings.from_environment(), SystemClock(), client("dynamodb")
    sealer, log = Sealer(client("kms"), settings.sealing_key_arn), Log(settings.service)
    keys = JourneyKeys(dynamodb, settings.keys_table_name, sealer)
    notes = SealedNotes(dynamodb, settings.table_name, settings.keys_table_name, keys)
    return http_app(routes(notes, clock, log), clock, log, pool=UserPool.from_environment())


handler = lambda_handler(compose)
