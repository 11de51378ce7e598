"""What the functions of the reflections service need to know."""

from kernel.settings import Settings


class TableSettings(Settings):
    """Where the service keeps what it is told.

    Parameters
    ----------
    table_name : str
        The service's table.
    """

    table_name: str


class StoreSettings(TableSettings):
    """Where words are kept too.

    Parameters
    ----------
    keys_table_name : str
        The table of wrapped data keys.
    sealing_key_arn : str
        The KMS key that wraps them.
    practice_role_arn : str or None
        The role that reaches one practice at a time; None where the function's own role reaches the stores.
    """

    keys_table_name: str
    sealing_key_arn: str
    practice_role_arn: str | None = None


class ProjectSettings(TableSettings):
    """Where the heads of access logs' chains are, which go with what was erased.

    Parameters
    ----------
    heads_table_name : str
        The table of those heads.
    """

    heads_table_name: str
