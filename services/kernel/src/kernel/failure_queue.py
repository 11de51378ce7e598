"""Where the relay puts events that it could not publish, for the sweeper."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kernel.envelope import Event

if TYPE_CHECKING:
    from types_boto3_sqs import SQSClient

_BATCH = 10


class NotPutAsideError(Exception):
    """Some events could neither be published nor put aside; the stream must bring them again."""


class FailureQueue:
    """The relay's failure queue.

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

    def put_aside(self, events: Sequence[Event]) -> None:
        """Put events aside: one call for each ten.

        Parameters
        ----------
        events : sequence of Event
            Those that did not get through.

        Raises
        ------
        NotPutAsideError
            Where the queue did not take all of them.
        """
        for start in range(0, len(events), _BATCH):
            batch = events[start : start + _BATCH]
            answer = self._sqs.send_message_batch(
                QueueUrl=self._url,
                Entries=[
                    {"Id": str(place), "MessageBody": event.model_dump_json()} for place, event in enumerate(batch)
                ],
            )
            if answer.get("Failed"):
                raise NotPutAsideError
