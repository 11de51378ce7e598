"""Sealing of text: AES-256-GCM with a data key that KMS wraps, its context authenticated."""

import hashlib
import hmac
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

if TYPE_CHECKING:
    from types_boto3_kms import KMSClient

_FORMAT = b"\x01"
_NONCE_BYTES = 12

Context = Mapping[str, str]
"""Names and values that a sealed text belongs to; opening it under any other context fails."""


class TamperedError(Exception):
    """A sealed text was altered, or belongs to another context or key."""


def _canonical(context: Context) -> bytes:
    return json.dumps(dict(context), sort_keys=True, separators=(",", ":")).encode()


@dataclass(frozen=True)
class DataKey:
    """A data key in the clear, for as short a time as a cache may keep it, and the same key wrapped.

    Parameters
    ----------
    plaintext : bytes
        32 bytes; never stored, never logged.
    wrapped : bytes
        What KMS made of it; this is what is stored.
    """

    plaintext: bytes = field(repr=False)
    wrapped: bytes

    @cached_property
    def _cipher(self) -> AESGCM:
        return AESGCM(self.plaintext)

    @cached_property
    def _fingerprint_key(self) -> bytes:
        # A key of its own for each purpose: the sealing key itself never enters an HMAC over callers' input.
        return hmac.digest(self.plaintext, b"quietcheer fingerprint 1", hashlib.sha256)

    def seal(self, text: str, context: Context) -> bytes:
        """Seal a text.

        Parameters
        ----------
        text : str
            What a person typed.
        context : mapping
            For example practice, journey and field; authenticated, not stored.

        Returns
        -------
        bytes
            One byte of format, a fresh nonce of 12 bytes, the ciphertext with its tag of 16 bytes.
        """
        nonce = os.urandom(_NONCE_BYTES)
        return _FORMAT + nonce + self._cipher.encrypt(nonce, text.encode(), _FORMAT + _canonical(context))

    def open(self, sealed: bytes, context: Context) -> str:
        """Open a sealed text.

        Parameters
        ----------
        sealed : bytes
            As `seal` gave it.
        context : mapping
            The same context.

        Returns
        -------
        str
            The text.

        Raises
        ------
        TamperedError
            Where any bit was changed, or key or context is another one.
        """
        nonce, ciphertext = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
        if sealed[:1] != _FORMAT:
            raise TamperedError
        try:
            return self._cipher.decrypt(nonce, ciphertext, _FORMAT + _canonical(context)).decode()
        except (InvalidTag, ValueError) as error:
            raise TamperedError from error

    def fingerprint(self, *parts: bytes) -> bytes:
        """Fingerprint a request, so that a repeated one is known without keeping its text in the clear.

        Parameters
        ----------
        *parts : bytes
            What makes the request, for example method, path and body.

        Returns
        -------
        bytes
            16 bytes of HMAC-SHA256 under this key: without the key nobody can test a guess at the text.
        """
        framed = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
        return hmac.digest(self._fingerprint_key, framed, hashlib.sha256)[:16]


class Sealer:
    """Makes and unwraps data keys with KMS.

    Parameters
    ----------
    kms : KMSClient
        The client.
    key_arn : str
        The KMS key that wraps.
    """

    def __init__(self, kms: "KMSClient", key_arn: str) -> None:
        self._kms = kms
        self._key_arn = key_arn

    def new_key(self, context: Context) -> DataKey:
        """Make a data key: one KMS call.

        Parameters
        ----------
        context : mapping
            What the key is for, for example practice and journey: KMS unwraps it under the same context only.

        Returns
        -------
        DataKey
            The key, to be stored wrapped.
        """
        answer = self._kms.generate_data_key(KeyId=self._key_arn, KeySpec="AES_256", EncryptionContext=context)
        return DataKey(plaintext=answer["Plaintext"], wrapped=answer["CiphertextBlob"])

    def unwrap(self, wrapped: bytes, context: Context) -> DataKey:
        """Unwrap a stored data key: one KMS call.

        Parameters
        ----------
        wrapped : bytes
            As stored.
        context : mapping
            The context it was made under.

        Returns
        -------
        DataKey
            The key.
        """
        answer = self._kms.decrypt(KeyId=self._key_arn, CiphertextBlob=wrapped, EncryptionContext=context)
        return DataKey(plaintext=answer["Plaintext"], wrapped=wrapped)
