"""The relay function: from the table's stream to the service's topic."""

from kernel.aws import client
from kernel.failure_queue import FailureQueue
from kernel.log import Log
from kernel.relay import relay
from kernel.settings import Settings
from kernel.start import Handler, lambda_handler
from kernel.topic import Topic


class RelaySettings(Settings):
    """What the relay needs to know.

    Parameters
    ----------
    topic_arn : str
        The service's topic.
    failure_queue_url : str
        Takes what the topic does not.
    """

    topic_arn: str
    failure_queue_url: str


def compose() -> Handler:
    """Compose the relay."""
    settings = RelaySettings.from_environment()
    topic = Topic(client("sns"), settings.topic_arn)
    return relay(topic, FailureQueue(client("sqs"), settings.failure_queue_url), Log(settings.service))


handler = lambda_handler(compose)
