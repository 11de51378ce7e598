"""Sealing of text: AES-256-GCM with a data key that KMS wraps, its context authenticated."""

import hashlib
import hmac
import os
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from kernel.key_ring import FIRST, NONCE_BYTES, Context, NoRingError, Ring, canonical, is_ring, ring_in, wrapped_in

if TYPE_CHECKING:
    from types_boto3_kms import KMSClient

_OF_FIRST, _OF_ANOTHER = b"\x01", b"\x02"
_NUMBER_BYTES = 2


class TamperedError(Exception):
    """A sealed text was altered, or belongs to another context or key."""


def number_in(sealed: bytes) -> int:
    """Tell under which of its subject's keys a text is sealed.

    Parameters
    ----------
    sealed : bytes
        As `DataKey.seal` gave it.

    Returns
    -------
    int
        From 1, the first key.

    Raises
    ------
    TamperedError
        Where it is no sealed text.
    """
    if sealed[:1] == _OF_FIRST:
        return FIRST
    if sealed[:1] != _OF_ANOTHER:
        raise TamperedError
    return int.from_bytes(sealed[1 : 1 + _NUMBER_BYTES], "big")


def _head(number: int) -> bytes:
    return _OF_FIRST if number == FIRST else _OF_ANOTHER + number.to_bytes(_NUMBER_BYTES, "big")


@dataclass(frozen=True)
class DataKey:
    """A data key in the clear, for as short a time as a cache may keep it, and the same key wrapped.

    Parameters
    ----------
    plaintext : bytes
        32 bytes; never stored, never logged.
    wrapped : bytes
        What is stored: what KMS made of it, or the ring of a subject whose key was rotated.
    ring : Ring or None
        What there is beside it; None where the key was never rotated.
    """

    plaintext: bytes = field(repr=False)
    wrapped: bytes
    ring: Ring | None = None

    @cached_property
    def sealing(self) -> int:
        """The number of the key that seals."""
        return FIRST if self.ring is None else self.ring.sealing

    @cached_property
    def _ciphers(self) -> dict[int, AESGCM]:
        if self.ring is None:
            return {FIRST: AESGCM(self.plaintext)}
        keys = {**self.ring.older, self.ring.newest: self.plaintext}
        return {number: AESGCM(key) for number, key in keys.items()}

    @cached_property
    def fingerprint_key(self) -> bytes:
        """The key of fingerprints: made from the first key, and kept through rotations."""
        if self.ring is not None:
            return self.ring.fingerprints
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
            One byte of format, after a rotation two of the key's number, a fresh nonce of 12 bytes, the ciphertext with
            its tag of 16 bytes.
        """
        head, nonce = _head(self.sealing), os.urandom(NONCE_BYTES)
        return head + nonce + self._ciphers[self.sealing].encrypt(nonce, text.encode(), head + canonical(context))

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
            Where any bit was changed, or key or context is another one; a key that was destroyed is, too.
        """
        number = number_in(sealed)
        head = _head(number)
        cipher, rest = self._ciphers.get(number), sealed[len(head) :]
        if cipher is None or not sealed.startswith(head):
            raise TamperedError
        try:
            return cipher.decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], head + canonical(context)).decode()
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
        return hmac.digest(self.fingerprint_key, framed, hashlib.sha256)[:16]


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
        """Unwrap a stored data key, with those that it takes the place of: one KMS call.

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

        Raises
        ------
        TamperedError
            For a ring that was altered, or is another subject's.
        ClientError
            As KMS has it, for a wrapped key that was altered too.
        """
        try:
            blob = wrapped_in(wrapped) if is_ring(wrapped) else wrapped
            answer = self._kms.decrypt(KeyId=self._key_arn, CiphertextBlob=blob, EncryptionContext=context)
            newest = answer["Plaintext"]
            ring = ring_in(wrapped, newest, context) if is_ring(wrapped) else None
        except (NoRingError, InvalidTag) as error:
            raise TamperedError from error
        return DataKey(plaintext=newest, wrapped=wrapped, ring=ring)
