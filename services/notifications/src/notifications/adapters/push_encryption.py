"""Encrypts a Web Push for one device (RFC 8291, with the content coding aes128gcm of RFC 8188).

The push service in between sees how long a message is and whose it is, and nothing else; that it is as long in every
language is up to the padding.
"""

import os
import struct

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

SALT_BYTES = 16
RECORD_BYTES = 4096
"""The record size that is declared: every push service takes that much (RFC 8291, section 4)."""
_LAST_RECORD = b"\x02"


def point_of(key: ec.EllipticCurvePublicKey) -> bytes:
    """Write a public key as the 65 bytes of an uncompressed point (X9.62)."""
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def is_point(p256dh: bytes) -> bool:
    """Tell whether bytes are an uncompressed point on P-256; one beside the curve would give keys away."""
    try:
        key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), p256dh)
    except ValueError:
        return False
    return point_of(key) == p256dh


def encrypted(
    text: bytes,
    p256dh: bytes,
    auth: bytes,
    *,
    length: int = 0,
    salt: bytes | None = None,
    ephemeral: ec.EllipticCurvePrivateKey | None = None,
) -> bytes:
    """Encrypt a text for a device.

    Parameters
    ----------
    text : bytes
        What the device's app gets.
    p256dh, auth : bytes
        The device's public key and secret.
    length : int
        Padded to so many bytes before encryption, so that texts up to it cannot be told apart by their length.
    salt : bytes, optional
        16 bytes; fresh ones where none are given. Only the test of the RFC's own example gives any.
    ephemeral : EllipticCurvePrivateKey, optional
        The sender's key, for this message alone; a fresh one where none is given.

    Returns
    -------
    bytes
        The body of the request: header and one record (RFC 8188, section 2).
    """
    fresh = os.urandom(SALT_BYTES) if salt is None else salt
    own = ec.generate_private_key(ec.SECP256R1()) if ephemeral is None else ephemeral
    ours = point_of(own.public_key())
    secret = own.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), p256dh))
    keying = _derived(secret, auth, b"WebPush: info\x00" + p256dh + ours, 32)
    key = _derived(keying, fresh, b"Content-Encoding: aes128gcm\x00", 16)
    nonce = _derived(keying, fresh, b"Content-Encoding: nonce\x00", 12)
    padded = (text + _LAST_RECORD).ljust(length + 1, b"\x00")
    header = fresh + struct.pack("!IB", RECORD_BYTES, len(ours)) + ours
    return header + AESGCM(key).encrypt(nonce, padded, None)


def _derived(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    """Derive a key (HKDF with SHA-256, RFC 5869)."""
    return HKDF(SHA256(), length, salt, info).derive(secret)
