"""What each function reads from its environment; each gets only what it uses."""

from kernel.settings import Settings


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


class CelebrationsSettings(DraftSettings):
    """Of the function that answers over HTTP.

    Parameters
    ----------
    default_time_zone : str
        Of somebody who has not chosen one.
    """

    default_time_zone: str = "UTC"


class SendSettings(Settings):
    """Of the functions that send.

    Parameters
    ----------
    table_name : str
        The service's table.
    email_sender : str
        The address that notices are from.
    app_url : str
        Where a notice sends its reader to sign in.
    default_time_zone : str
        Of somebody who has not chosen one.
    """

    table_name: str
    email_sender: str
    app_url: str
    default_time_zone: str = "UTC"


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
