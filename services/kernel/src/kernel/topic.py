"""Publishes events to the service's own topic, ten a call, and tells which ones did not get through."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from botocore.exceptions import BotoCoreError, ClientError

from kernel.envelope import Event

if TYPE_CHECKING:
    from types_boto3_sns import SNSClient

_BATCH = 10


class Publisher(Protocol):
    """Somewhere that events can be published."""

    def publish(self, events: Sequence[Event]) -> list[Event]:
        """Publish events.

        Parameters
        ----------
        events : sequence of Event
            Any number.

        Returns
        -------
        list of Event
            Those that did not get through.
        """
        ...


class Topic:
    """An SNS topic.

    Parameters
    ----------
    sns : SNSClient
        The client.
    arn : str
        The topic.
    """

    def __init__(self, sns: "SNSClient", arn: str) -> None:
        self._sns = sns
        self._arn = arn

    def publish(self, events: Sequence[Event]) -> list[Event]:
        """Publish events, ten a call; ``Failed`` is read, and a call that failed whole counts for all its ten."""
        unpublished: list[Event] = []
        for start in range(0, len(events), _BATCH):
            batch = events[start : start + _BATCH]
            try:
                answer = self._sns.publish_batch(
                    TopicArn=self._arn,
                    PublishBatchRequestEntries=[
                        {
                            "Id": str(place),
                            "Message": event.model_dump_json(),
                            "MessageAttributes": {"type": {"DataType": "String", "StringValue": event.type}},
                            "MessageGroupId": event.practice,
                        }
                        for place, event in enumerate(batch)
                    ],
                )
            except (BotoCoreError, ClientError):
                unpublished.extend(batch)
            else:
                unpublished.extend(batch[int(failed["Id"])] for failed in answer.get("Failed", []))
        return unpublished
