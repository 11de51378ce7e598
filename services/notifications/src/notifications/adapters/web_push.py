"""Neutral notices by Web Push (RFC 8030): encrypted for the device, signed for its push service, sent once."""

from botocore.exceptions import BotoCoreError, ClientError

from kernel.clock import Clock
from notifications.adapters.push_connection import NoAnswerError, NotConnectedError, PushAnswer, PushConnections
from notifications.adapters.push_encryption import encrypted, is_point
from notifications.adapters.vapid import Vapid
from notifications.domain.device import Device
from notifications.domain.draft import notice as words
from notifications.domain.notice import Delivery, Notice, Outcome
from notifications.domain.push_endpoint import EndpointRefusedError

PADDED_BYTES = 128
"""Every notice is so long before encryption, in whatever language."""
_TOPICS = {False: "message", True: "urgent"}
"""A device that was off gets one notice of each, however many have come for it (RFC 8030, section 5.4)."""
_URGENCIES = {False: "normal", True: "high"}
_SUCCESS, _SERVER_ERROR = range(200, 300), 500
_GONE = frozenset({404, 410})
_NOT_NOW = frozenset({429, 503})
_MOST_ID_SIGNS = 512


class WebPush:
    """Web Push.

    Parameters
    ----------
    connections : PushConnections
        Sends to harmless addresses only.
    vapid : Vapid
        Signs.
    clock : Clock
        Tells when a token ends.
    """

    def __init__(self, connections: PushConnections, vapid: Vapid, clock: Clock) -> None:
        self._connections = connections
        self._vapid = vapid
        self._clock = clock

    def carry(self, notice: Notice, device: Device) -> Delivery:
        """Send one notice to one device, trying exactly once.

        Returns
        -------
        Delivery
            ``gone`` where the push service no longer knows the device, or its address is none that may be called.
        """
        body = encrypted(
            words(notice.language, urgent=notice.urgent).line.encode(), device.p256dh, device.auth, length=PADDED_BYTES
        )
        try:
            origin = self._connections.origin(device.endpoint)
            headers = {
                "Authorization": self._vapid.authorization(origin, self._clock.now()),
                "Content-Encoding": "aes128gcm",
                "Content-Type": "application/octet-stream",
                "TTL": str(int(notice.holds_for.total_seconds())),
                "Topic": _TOPICS[notice.urgent],
                "Urgency": _URGENCIES[notice.urgent],
            }
            answer = self._connections.post(device.endpoint, headers, body)
        except EndpointRefusedError:
            return Delivery(Outcome.GONE)
        except (NotConnectedError, ClientError, BotoCoreError):
            # Nothing left: the push service cannot be reached, or KMS did not sign.
            return Delivery(Outcome.REFUSED_FOR_NOW)
        except NoAnswerError:
            return Delivery(Outcome.UNKNOWN)
        return Delivery(_meaning(answer), _named(answer))

    def refusal(self, endpoint: str) -> str | None:
        """Look an address up and say what would be right; None where notices may go there."""
        try:
            self._connections.checked(endpoint)
        except EndpointRefusedError as refused:
            return str(refused)
        except NotConnectedError:
            return "an address whose host can be found"
        return None

    def takes_key(self, p256dh: bytes) -> bool:
        """Tell whether messages can be encrypted for a device's public key."""
        return is_point(p256dh)

    def server_key(self) -> bytes:
        """Give the public key that a browser subscribes with."""
        return self._vapid.public_key()


def _meaning(answer: PushAnswer) -> Outcome:
    if answer.status in _SUCCESS:
        return Outcome.ACCEPTED
    if answer.status in _GONE:
        return Outcome.GONE
    if answer.status in _NOT_NOW:
        return Outcome.REFUSED_FOR_NOW
    # It failed while it worked on the message: perhaps before it took it, perhaps after.
    return Outcome.UNKNOWN if answer.status >= _SERVER_ERROR else Outcome.REFUSED


def _named(answer: PushAnswer) -> str | None:
    return answer.location[:_MOST_ID_SIGNS] if answer.status in _SUCCESS and answer.location else None
