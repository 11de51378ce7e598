"""The notary function: from the table's stream to the chain of each access log."""

from kernel.aws import client
from kernel.chain import Chain
from kernel.log import Log
from kernel.notary import notary
from kernel.settings import Settings
from kernel.start import Handler, lambda_handler


class NotarySettings(Settings):
    """What the notary needs to know.

    Parameters
    ----------
    table_name, heads_table_name : str
        The service's table, and the one of the heads of chains.
    """

    table_name: str
    heads_table_name: str


def compose() -> Handler:
    """Compose the notary."""
    settings = NotarySettings.from_environment()
    chain = Chain(client("dynamodb"), settings.table_name, settings.heads_table_name)
    return notary(chain, Log(settings.service))


handler = lambda_handler(compose)
