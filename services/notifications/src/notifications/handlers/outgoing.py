"""Everything that a sending is made of."""

from datetime import timedelta
from typing import Any

from kernel.aws import client
from kernel.clock import Clock, SystemClock
from kernel.log import Log
from notifications.adapters.by_channel import ByChannel
from notifications.adapters.card_notice_table import CardNoticeTable
from notifications.adapters.celebration_table import CelebrationTable
from notifications.adapters.inbox_table import InboxTable
from notifications.adapters.preferences_table import PreferencesTable
from notifications.adapters.ses import SesMailer, ses_client
from notifications.adapters.unsubscribe_links import UnsubscribeLinks
from notifications.application.looking import Look
from notifications.application.notifying import FollowUp, Notify
from notifications.application.reminding import Remind, RemindOfMirror
from notifications.application.sending import Send
from notifications.application.telling import TellTherapist
from notifications.domain.preferences import Preferences
from notifications.handlers.pushing import web_push
from notifications.settings import CarrierSettings, SendSettings


def sending(settings: SendSettings, dynamodb: Any) -> tuple[Send, FollowUp, Remind]:  # noqa: ANN401 - as kernel.aws makes clients
    """Compose the use cases that send.

    Parameters
    ----------
    settings : SendSettings
        Of the function.
    dynamodb : DynamoDBClient
        The client.

    Returns
    -------
    tuple of Send, FollowUp and Remind
        For celebrations, for notices that wait, and for therapists whose cards or mirrors wait.
    """
    clock, log = SystemClock(), Log(settings.service)
    celebrations = CelebrationTable(dynamodb, settings.table_name)
    inbox = InboxTable(dynamodb, settings.table_name)
    preferences = PreferencesTable(dynamodb, settings.table_name, Preferences(settings.default_time_zone))
    carrier = carriers(settings, clock)
    look = Look(celebrations, preferences)
    notify = Notify(inbox, preferences, carrier, clock, log)
    gathers = timedelta(minutes=settings.gather_minutes)
    tell = TellTherapist(CardNoticeTable(dynamodb, settings.table_name), preferences, carrier, clock, log)
    remind = Remind(tell, RemindOfMirror(preferences, preferences, carrier, clock, log))
    return Send(look, celebrations, notify, clock, log, gathers), FollowUp(look, inbox, notify, clock, log), remind


def carriers(settings: CarrierSettings, clock: Clock) -> ByChannel:
    """Compose what takes notices to people.

    Parameters
    ----------
    settings : CarrierSettings
        Of the function.
    clock : Clock
    """
    links = UnsubscribeLinks(client("kms"), settings.unsubscribe_key_arn, settings.api_url)
    addresses = settings.email_sender, settings.app_url, settings.configuration_set
    return ByChannel(web_push(settings, clock), SesMailer(ses_client(), *addresses, links, clock))
