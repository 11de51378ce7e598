"""Settings of this service's own functions."""

from kernel.settings import Settings


class TableSettings(Settings):
    """What a function that works on the table needs to know.

    Parameters
    ----------
    table_name : str
        The service's table.
    """

    table_name: str


class TracedSettings(TableSettings):
    """What a function that answers over HTTP needs to know beside the table.

    Parameters
    ----------
    traces_table_name : str
        The table of traces of access.
    """

    traces_table_name: str


class RecomputeSettings(TableSettings):
    """What the recompute function needs to know beside the table.

    Parameters
    ----------
    recompute_queue_url : str
        The queue that it reads, and adds its own jobs to.
    """

    recompute_queue_url: str


class KeysSettings(TableSettings):
    """What a function that destroys data keys needs to know beside the table.

    Parameters
    ----------
    keys_table_name : str
        The table of wrapped data keys.
    """

    keys_table_name: str


class ErasingSettings(KeysSettings, TracedSettings):
    """What a function that erases journeys needs to know beside those.

    Parameters
    ----------
    heads_table_name : str
        The table of the heads of access logs' chains.
    """

    heads_table_name: str


class SealingSettings(KeysSettings):
    """What a function that seals words needs to know beside the tables.

    Parameters
    ----------
    sealing_key_arn : str
        The KMS key that wraps data keys.
    """

    sealing_key_arn: str


class NotesSettings(SealingSettings, TracedSettings):
    """What a function that takes notes over HTTP needs to know."""
