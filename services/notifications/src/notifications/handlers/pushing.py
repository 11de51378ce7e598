"""The part that the functions share which send Web Push, or tell a browser what to subscribe with."""

from kernel.aws import client
from kernel.clock import Clock
from notifications.adapters.push_connection import PushConnections
from notifications.adapters.vapid import Vapid
from notifications.adapters.web_push import WebPush
from notifications.settings import PushSettings


def web_push(settings: PushSettings, clock: Clock) -> WebPush:
    """Compose Web Push.

    Parameters
    ----------
    settings : PushSettings
        Of the function.
    clock : Clock
        Tells when a token ends.
    """
    connections = PushConnections(loopback=settings.loopback_allowed)
    return WebPush(connections, Vapid(client("kms"), settings.push_key_arn, settings.email_sender), clock)
