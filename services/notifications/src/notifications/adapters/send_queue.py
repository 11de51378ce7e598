"""The queue that every sending goes through, so that one function alone calls providers, and at a set rate."""

import json
from typing import TYPE_CHECKING

from notifications.domain.card_notice import TherapistId
from notifications.domain.identity import CelebrationId
from notifications.domain.message import MessageId
from notifications.domain.mirror_notice import MirrorOf

if TYPE_CHECKING:
    from types_boto3_sqs import SQSClient


class SendQueue:
    """Hands sendings over instead of doing them: the same calls as `Send` and `FollowUp` take.

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

    def __call__(self, celebration: CelebrationId) -> None:
        """Hand a celebration over that is due: 1 call."""
        self._put(practice=celebration.practice, celebration=str(celebration))

    def at_a_decent_hour(self, celebration: CelebrationId) -> None:
        """Hand an approval over whose moment is still to be found: 1 call."""
        self._put(practice=celebration.practice, celebration=str(celebration), planned=False)

    def follow_up(self, message: MessageId) -> None:
        """Hand a message over whose notice needs attention: 1 call."""
        self._put(practice=message.practice, client=message.client, message=str(message))

    def tell(self, whom: TherapistId | MirrorOf) -> None:
        """Hand a therapist over who is to be told of her cards, or reminded of her mirror: 1 call."""
        mirror = {"mirror": True} if isinstance(whom, MirrorOf) else {}
        self._put(practice=whom.practice, therapist=whom.therapist, **mirror)

    def is_busy(self) -> bool:
        """Tell whether anything is still in it, waiting or being worked on: 1 call."""
        found = self._sqs.get_queue_attributes(
            QueueUrl=self._url,
            AttributeNames=["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"],
        )
        return any(map(int, found["Attributes"].values()))

    def _put(self, **wake: object) -> None:
        self._sqs.send_message(QueueUrl=self._url, MessageBody=json.dumps(wake))
