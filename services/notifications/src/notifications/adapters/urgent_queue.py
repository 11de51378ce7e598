"""The queue of urgent notices: nothing else waits in it, so that no burst of cheers holds one up."""

import json
from typing import TYPE_CHECKING

from notifications.domain.identity import JourneyId

if TYPE_CHECKING:
    from types_boto3_sqs import SQSClient


class UrgentQueue:
    """Hands a journey over whose red alerts are to be told of.

    Parameters
    ----------
    sqs : SQSClient
        The client.
    url : str
        The queue.
    """

    def __init__(self, sqs: "SQSClient", url: str) -> None:
        self._sqs = sqs
        self._url = url

    def __call__(self, journey: JourneyId) -> None:
        """Hand it over: 1 call."""
        wake = {"practice": journey.practice, "journey": journey.journey}
        self._sqs.send_message(QueueUrl=self._url, MessageBody=json.dumps(wake))
