"""What each function reads from its environment; each gets only what it uses."""

from pydantic import Field

from kernel.settings import Settings

LOCAL, EMULATORS_ACCOUNT = "local", "000000000000"


class PushSettings(Settings):
    """Of the functions that send Web Push, or say with which key to subscribe.

    Parameters
    ----------
    email_sender : str
        The address that notices are from; whom a push service's operators write to.
    push_key_arn : str
        The KMS key that signs for push services.
    push_loopback : str
        On the local stage the account that the stack is in; ``refused`` on every other.
    """

    email_sender: str
    push_key_arn: str
    push_loopback: str

    @property
    def loopback_allowed(self) -> bool:
        """Whether a push server on this very machine may be sent to: for tests, in the emulator and nowhere else.

        No account of AWS has the emulator's number: who names a stage "local" there does not open loopback by it.
        """
        return (self.stage, self.push_loopback) == (LOCAL, EMULATORS_ACCOUNT)


class SealingSettings(Settings):
    """Of the functions that seal words.

    Parameters
    ----------
    table_name, keys_table_name : str
        The service's table, and the one of wrapped data keys.
    sealing_key_arn : str
        The KMS key that wraps.
    """

    table_name: str
    keys_table_name: str
    sealing_key_arn: str


class DraftSettings(SealingSettings):
    """Of the functions that write and show words to people.

    Parameters
    ----------
    default_time_zone : str
        Of somebody who has not chosen one.
    """

    default_time_zone: str = "UTC"


class CelebrationsSettings(DraftSettings, PushSettings):
    """Of the function that answers over HTTP.

    Parameters
    ----------
    traces_table_name : str
        The table of traces of access.
    """

    traces_table_name: str


class EventsSettings(DraftSettings):
    """Of the function that takes events in, erasures among them.

    Parameters
    ----------
    traces_table_name, heads_table_name : str
        The tables of traces of access, and of the heads of their chains.
    """

    traces_table_name: str
    heads_table_name: str


class CarrierSettings(PushSettings):
    """Of the functions that call providers.

    Parameters
    ----------
    app_url : str
        Where a notice sends its reader to sign in.
    api_url : str
        Where this service's API is: the way out of e-mails leads there.
    unsubscribe_key_arn : str
        The KMS key that links out of e-mails are made from.
    configuration_set : str
        Publishes what becomes of e-mails.
    """

    app_url: str
    api_url: str
    unsubscribe_key_arn: str
    configuration_set: str


class UrgentSettings(CarrierSettings):
    """Of the function that tells of red alerts.

    Parameters
    ----------
    table_name : str
        The service's table.
    default_time_zone : str
        Of somebody who has not chosen one.
    """

    table_name: str
    default_time_zone: str = "UTC"


class SendSettings(CarrierSettings):
    """Of the function that sends.

    Parameters
    ----------
    table_name : str
        The service's table.
    default_time_zone : str
        Of somebody who has not chosen one.
    gather_minutes : int
        How long an approval waits, so that what else is approved meanwhile goes out in the same message.
    sends_per_second : float
        The rate that all sendings together keep to; providers set theirs, SES's quota for example.
    send_concurrency : int
        How many are worked on at a time, as the queue's mapping has it.
    """

    table_name: str
    default_time_zone: str = "UTC"
    gather_minutes: int
    sends_per_second: float = Field(gt=0)
    send_concurrency: int = Field(ge=1)


class OverdueSettings(Settings):
    """Of the function that sweeps.

    Parameters
    ----------
    table_name : str
        The service's table.
    send_queue_url : str
        The queue of sendings.
    """

    table_name: str
    send_queue_url: str


class PlanSettings(Settings):
    """Of the function that plans.

    Parameters
    ----------
    table_name : str
        The service's table.
    send_queue_url, send_queue_arn : str
        The queue of sendings: for what is due now, and for schedules.
    urgent_queue_url : str
        The queue of urgent notices.
    schedule_group : str
        The group that schedules are made in.
    schedule_role_arn : str
        What the scheduler acts as.
    schedule_dlq_arn : str
        Takes what the scheduler could not start.
    """

    table_name: str
    send_queue_url: str
    send_queue_arn: str
    urgent_queue_url: str
    schedule_group: str
    schedule_role_arn: str
    schedule_dlq_arn: str


class UnsubscribeSettings(Settings):
    """Of the function that answers whoever follows a link out of e-mails.

    Parameters
    ----------
    table_name : str
        The service's table.
    unsubscribe_key_arn : str
        The KMS key that those links are made from.
    """

    table_name: str
    unsubscribe_key_arn: str


class EmailEventsSettings(Settings):
    """Of the function that hears what became of e-mails.

    Parameters
    ----------
    table_name : str
        The service's table.
    """

    table_name: str
