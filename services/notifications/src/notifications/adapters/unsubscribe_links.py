"""Links out of notices by e-mail: sealed, so that nobody makes one up and a link tells nothing about anybody.

The key is what a KMS key for message authentication makes of a fixed text (HMAC-SHA-256): the same in every process,
stored nowhere, known to whoever may ask that key. So a link costs no call, made or read, and a flood of forged ones
costs nothing but their reading.
"""

import base64
import binascii
import os
import struct
from datetime import datetime
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from notifications.adapters.vapid import base64url
from notifications.domain.unsubscribing import LASTS, ExpiredLinkError, ForgedLinkError, Subscriber

if TYPE_CHECKING:
    from types_boto3_kms import KMSClient

_PURPOSE = b"quietcheer unsubscribe 1"
"""A new number makes a new key, and every link that is out worthless."""
_FORMAT = b"\x01"
_NONCE_BYTES = 12
_HEAD = struct.Struct("!I")


class UnsubscribeLinks:
    """Makes and reads links.

    Parameters
    ----------
    kms : KMSClient
        The client.
    key_arn : str
        A KMS key for message authentication (HMAC_256).
    api_url : str
        Where the service's API is.
    """

    def __init__(self, kms: "KMSClient", key_arn: str, api_url: str = "") -> None:
        self._kms = kms
        self._key_arn = key_arn
        self._api_url = api_url
        self._kept: AESGCM | None = None

    def _cipher(self) -> AESGCM:
        """Make the cipher: one KMS call in the life of a process."""
        if self._kept is None:
            answer = self._kms.generate_mac(KeyId=self._key_arn, Message=_PURPOSE, MacAlgorithm="HMAC_SHA_256")
            self._kept = AESGCM(answer["Mac"])
        return self._kept

    def link(self, subscriber: Subscriber, now: datetime) -> str:
        """Make a link that works for `LASTS`.

        Parameters
        ----------
        subscriber : Subscriber
            Whom it is for.
        now : datetime
            Aware.
        """
        ends = _HEAD.pack(int((now + LASTS).timestamp()))
        # No practice has the separator in its name, as the shape of names in tokens says.
        text = ends + f"{subscriber.practice}\0{subscriber.person}".encode()
        nonce = os.urandom(_NONCE_BYTES)
        token = base64url(_FORMAT + nonce + self._cipher().encrypt(nonce, text, _FORMAT))
        return f"{self._api_url}/unsubscribe/{token}"

    def read(self, token: str, now: datetime) -> Subscriber:
        """Read the token of a link.

        Raises
        ------
        ForgedLinkError
            Where it is none of ours.
        ExpiredLinkError
            Where it is one of ours, and too old.
        """
        try:
            sealed = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
            nonce, rest = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
            if sealed[:1] != _FORMAT:
                raise ForgedLinkError
            text = self._cipher().decrypt(nonce, rest, _FORMAT)
        except (binascii.Error, InvalidTag, ValueError) as error:
            raise ForgedLinkError from error
        (ends,) = _HEAD.unpack(text[: _HEAD.size])
        if ends < now.timestamp():
            raise ExpiredLinkError
        practice, _, person = text[_HEAD.size :].decode().partition("\0")
        return Subscriber(practice, person)
