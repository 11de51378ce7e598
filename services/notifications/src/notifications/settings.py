"""What each function reads from its environment; each gets only what it uses."""

from typing import Self

from pydantic import model_validator

from kernel.settings import Settings

LOCAL = "local"


class PushSettings(Settings):
    """Of the functions that send Web Push, or say with which key to subscribe.

    Parameters
    ----------
    email_sender : str
        The address that notices are from; whom a push service's operators write to.
    push_key_arn : str
        The KMS key that signs for push services.
    push_loopback : str
        ``allowed`` where a push server on this very machine may be sent to, which the tests of the local stage do; no
        other stage comes up with it.
    """

    email_sender: str
    push_key_arn: str
    push_loopback: str

    @model_validator(mode="after")
    def _only_locally(self) -> Self:
        if self.loopback_allowed and self.stage != LOCAL:
            message = "push_loopback: refused, on every stage but the local one"
            raise ValueError(message)
        return self

    @property
    def loopback_allowed(self) -> bool:
        """Whether a test's push server on this machine may be sent to."""
        return self.push_loopback == "allowed"


class DraftSettings(Settings):
    """Of the function that takes events in.

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


class CelebrationsSettings(DraftSettings, PushSettings):
    """Of the function that answers over HTTP.

    Parameters
    ----------
    default_time_zone : str
        Of somebody who has not chosen one.
    """

    default_time_zone: str = "UTC"


class SendSettings(PushSettings):
    """Of the functions that send.

    Parameters
    ----------
    table_name : str
        The service's table.
    app_url : str
        Where a notice sends its reader to sign in.
    default_time_zone : str
        Of somebody who has not chosen one.
    gather_minutes : int
        How long an approval waits, so that what else is approved meanwhile goes out in the same message.
    """

    table_name: str
    app_url: str
    default_time_zone: str = "UTC"
    gather_minutes: int


class PlanSettings(SendSettings):
    """Of the function that plans.

    Parameters
    ----------
    schedule_group : str
        The group that schedules are made in.
    schedule_role_arn : str
        What the scheduler acts as.
    schedule_dlq_arn : str
        Takes what the scheduler could not start.
    send_function_arn : str
        What it starts.
    """

    schedule_group: str
    schedule_role_arn: str
    schedule_dlq_arn: str
    send_function_arn: str
