"""The republish function: ops invoke it to publish a range of events again."""

from kernel.aws import client
from kernel.log import Log
from kernel.republish import republish
from kernel.settings import Settings
from kernel.start import Handler, lambda_handler
from kernel.topic import Topic


class RepublishSettings(Settings):
    """What the function needs to know.

    Parameters
    ----------
    table_name : str
        The service's table.
    topic_arn : str
        The service's topic.
    """

    table_name: str
    topic_arn: str


def compose() -> Handler:
    """Compose the function."""
    settings = RepublishSettings.from_environment()
    topic = Topic(client("sns"), settings.topic_arn)
    return republish(client("dynamodb"), settings.table_name, topic, Log(settings.service))


handler = lambda_handler(compose)
