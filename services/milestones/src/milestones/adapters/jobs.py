"""Work that is still to be done, as messages in the queue that its own function reads."""

from typing import TYPE_CHECKING

from kernel.envelope import Event

if TYPE_CHECKING:
    from types_boto3_sqs import SQSClient


class QueueJobs:
    """The queue.

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

    def add(self, job: Event) -> None:
        """Send one message, at once and in its practice's group, so that no practice waits for another's courses."""
        self._sqs.send_message(
            QueueUrl=self._url, MessageBody=job.model_dump_json(), DelaySeconds=0, MessageGroupId=job.practice
        )
