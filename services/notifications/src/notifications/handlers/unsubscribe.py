"""The unsubscribe function: the only one that answers without sign-in, and that can do one thing."""

from kernel.aws import client
from kernel.clock import SystemClock
from kernel.http import http_app
from kernel.log import Log
from kernel.pool import UserPool
from kernel.start import Handler, lambda_handler
from notifications.adapters.preferences_table import PreferencesTable
from notifications.adapters.unsubscribe_links import UnsubscribeLinks
from notifications.domain.preferences import Preferences
from notifications.handlers.routes import without_sign_in
from notifications.settings import UnsubscribeSettings


def compose() -> Handler:
    """Compose the function."""
    settings = UnsubscribeSettings.from_environment()
    clock, log = SystemClock(), Log(settings.service)
    links = UnsubscribeLinks(client("kms"), settings.unsubscribe_key_arn)
    # Nothing is read of preferences here, so the default of the zone does not matter.
    preferences = PreferencesTable(client("dynamodb"), settings.table_name, Preferences("UTC"))
    return http_app(without_sign_in(links, preferences, clock, log), clock, log, pool=UserPool.from_environment())


handler = lambda_handler(compose)
