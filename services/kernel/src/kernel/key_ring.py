"""The data keys of one subject while they are rotated: one value, as it is stored, that one call of KMS opens.

KMS wraps the newest key alone. The others are sealed under it, with what goes on beside them: which key seals at
present, and the key of fingerprints, which outlives them all, so that a request from before a rotation is known after
it. A subject whose key was never rotated stores what KMS made of it, and nothing else.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

Context = Mapping[str, str]
"""Names and values that a sealed text belongs to; opening it under any other context fails."""

FIRST = 1
"""The number of a subject's first key."""
NONCE_BYTES = 12
_MOST = 0xFFFF
_BEGINS = b"\x00quiet cheer keys 1\x00"
_KEY_BYTES, _NUMBER_BYTES = 32, 2


class NoRingError(ValueError):
    """No ring, or one that cannot be."""


def canonical(context: Context) -> bytes:
    """Write a context as the one text that is authenticated."""
    return json.dumps(dict(context), sort_keys=True, separators=(",", ":")).encode()


@dataclass(frozen=True, slots=True)
class Ring:
    """What there is beside the newest key.

    Parameters
    ----------
    newest, sealing : int
        Numbers of the newest key and of the one that seals; another one only until everybody can know of the newest.
    older : mapping of int to bytes
        Keys that something may still be sealed under, by number.
    fingerprints : bytes
        The key of fingerprints.
    """

    newest: int
    sealing: int
    older: Mapping[int, bytes] = field(repr=False)
    fingerprints: bytes = field(repr=False)


def is_ring(stored: bytes) -> bool:
    """Tell a ring from what KMS made of a single key."""
    return stored.startswith(_BEGINS)


def wrapped_in(stored: bytes) -> bytes:
    """Take out what KMS made of the newest key."""
    return _parts(stored)[1]


def packed(ring: Ring, newest: bytes, wrapped: bytes, context: Context) -> bytes:
    """Write a ring as it is stored.

    Parameters
    ----------
    ring : Ring
        The ring.
    newest, wrapped : bytes
        The newest key in the clear, and what KMS made of it.
    context : mapping
        Of the subject.

    Returns
    -------
    bytes
        What KMS made of the newest key, and the rest sealed under that key.
    """
    if ring.newest > _MOST:
        raise NoRingError("a key has been rotated 65,534 times")
    head = _BEGINS + _number(ring.newest) + _number(len(wrapped)) + wrapped
    keys = b"".join(_number(number) + key for number, key in sorted(ring.older.items()))
    rest, nonce = ring.fingerprints + _number(ring.sealing) + keys, os.urandom(NONCE_BYTES)
    return head + nonce + AESGCM(newest).encrypt(nonce, rest, head + canonical(context))


def ring_in(stored: bytes, newest: bytes, context: Context) -> Ring:
    """Read a ring.

    Parameters
    ----------
    stored : bytes
        As `packed` gave it.
    newest : bytes
        The newest key in the clear.
    context : mapping
        The same context.

    Returns
    -------
    Ring
        The ring.

    Raises
    ------
    NoRingError
        Where it is no ring.
    cryptography.exceptions.InvalidTag
        Where any bit was changed, or key or context is another one.
    """
    number, wrapped, sealed = _parts(stored)
    head = stored[: len(stored) - len(sealed)]
    del wrapped
    rest = AESGCM(newest).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], head + canonical(context))
    fingerprints, rest = rest[:_KEY_BYTES], rest[_KEY_BYTES:]
    sealing, rest = int.from_bytes(rest[:_NUMBER_BYTES], "big"), rest[_NUMBER_BYTES:]
    step = _NUMBER_BYTES + _KEY_BYTES
    keys = [rest[start : start + step] for start in range(0, len(rest), step)]
    older = {int.from_bytes(key[:_NUMBER_BYTES], "big"): key[_NUMBER_BYTES:] for key in keys}
    return Ring(number, sealing, older, fingerprints)


def _parts(stored: bytes) -> tuple[int, bytes, bytes]:
    """Take a stored ring apart: the newest key's number, what KMS made of it, and the sealed rest."""
    begin = len(_BEGINS)
    middle = begin + 2 * _NUMBER_BYTES
    if not is_ring(stored) or len(stored) < middle:
        raise NoRingError
    number = int.from_bytes(stored[begin : begin + _NUMBER_BYTES], "big")
    end = middle + int.from_bytes(stored[begin + _NUMBER_BYTES : middle], "big")
    if len(stored) < end + NONCE_BYTES:
        raise NoRingError
    return number, stored[middle:end], stored[end:]


def _number(number: int) -> bytes:
    return number.to_bytes(_NUMBER_BYTES, "big")
