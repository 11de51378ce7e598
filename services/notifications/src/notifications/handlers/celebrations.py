"""The celebrations function: cards, approval, inbox and preferences over HTTP."""

from kernel.aws import client
from kernel.clock import SystemClock
from kernel.http import http_app
from kernel.log import Log
from kernel.pool import UserPool
from kernel.sealing import Sealer
from kernel.start import Handler, lambda_handler
from kernel.trace_log import TraceLog
from notifications.adapters.celebration_table import CelebrationTable
from notifications.adapters.data_keys import DataKeys
from notifications.adapters.inbox_table import InboxTable
from notifications.adapters.journey_table import JourneyTable
from notifications.adapters.preferences_table import PreferencesTable
from notifications.adapters.safety_table import SafetyTable
from notifications.adapters.standing_table import StandingTable
from notifications.adapters.template_table import TemplateTable
from notifications.application.tracing import tracing
from notifications.domain.preferences import Preferences
from notifications.handlers.access_log_routes import access_log_routes
from notifications.handlers.pushing import web_push
from notifications.handlers.routes import with_sign_in
from notifications.handlers.safety_routes import safety_routes
from notifications.handlers.template_routes import template_routes
from notifications.settings import CelebrationsSettings


def compose() -> Handler:
    """Compose the function."""
    settings = CelebrationsSettings.from_environment()
    dynamodb, clock, log = client("dynamodb"), SystemClock(), Log(settings.service)
    keys = DataKeys(dynamodb, settings.keys_table_name, Sealer(client("kms"), settings.sealing_key_arn))
    defaults = Preferences(settings.default_time_zone)
    served = with_sign_in(
        CelebrationTable(dynamodb, settings.table_name, keys),
        InboxTable(dynamodb, settings.table_name),
        PreferencesTable(dynamodb, settings.table_name, defaults),
        keys,
        clock,
        log,
        web_push(settings, clock),
        StandingTable(dynamodb, settings.table_name, keys),
    )
    templates = template_routes(TemplateTable(dynamodb, settings.table_name))
    preferences = PreferencesTable(dynamodb, settings.table_name, defaults)
    safety = safety_routes(SafetyTable(dynamodb, settings.table_name), preferences, clock)
    traces = TraceLog(dynamodb, settings.traces_table_name)
    looked = access_log_routes(JourneyTable(dynamodb, settings.table_name), traces)
    traced, pool = tracing(traces, clock), UserPool.from_environment()
    return http_app([*served, *templates, *looked, *safety], clock, log, traced, pool=pool)


handler = lambda_handler(compose)
