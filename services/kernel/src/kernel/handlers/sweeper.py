"""The sweeper function: from the relay's failure queue to the service's topic."""

from kernel.aws import client
from kernel.log import Log
from kernel.settings import Settings
from kernel.start import Handler, lambda_handler
from kernel.stream_range import StreamRange
from kernel.sweeper import sweeper
from kernel.topic import Topic


class SweeperSettings(Settings):
    """What the sweeper needs to know.

    Parameters
    ----------
    topic_arn : str
        The service's topic.
    """

    topic_arn: str


def compose() -> Handler:
    """Compose the sweeper."""
    settings = SweeperSettings.from_environment()
    topic = Topic(client("sns"), settings.topic_arn)
    return sweeper(topic, StreamRange(client("dynamodbstreams")).events, Log(settings.service))


handler = lambda_handler(compose)
