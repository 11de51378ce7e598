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
