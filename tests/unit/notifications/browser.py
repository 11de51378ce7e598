"""The other end of a Web Push, as a browser is it: its keys, and how it reads what comes (RFC 8291, section 3)."""

import base64
import struct
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


def written(data: bytes) -> str:
    """Write base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def read(text: str) -> bytes:
    """Read base64url without padding."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class Browser:
    """A browser with one subscription.

    Parameters
    ----------
    endpoint
        Where its push service takes messages.
    """

    endpoint: str = "https://push.example.net/JzLQ3raZJfFBR0aqvOMsLrt54w4"
    private: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    auth: bytes = read("BTBZMqHH6r4Tts7J_aSIgg")

    @property
    def p256dh(self) -> bytes:
        return self.private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    @property
    def subscription(self) -> dict[str, object]:
        keys = {"p256dh": written(self.p256dh), "auth": written(self.auth)}
        return {"endpoint": self.endpoint, "expirationTime": None, "keys": keys}

    def decrypted(self, body: bytes) -> str:
        """Read a message of one record."""
        salt, (size, length) = body[:16], struct.unpack("!IB", body[16:21])
        sender, record = body[21 : 21 + length], body[21 + length :]
        assert len(record) <= size
        peer = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender)
        shared = _extracted(self.auth, self.private.exchange(ec.ECDH(), peer))
        keying = _expanded(shared, b"WebPush: info\x00" + self.p256dh + sender, 32)
        inner = _extracted(salt, keying)
        key = _expanded(inner, b"Content-Encoding: aes128gcm\x00", 16)
        nonce = _expanded(inner, b"Content-Encoding: nonce\x00", 12)
        padded = AESGCM(key).decrypt(nonce, record, None).rstrip(b"\x00")
        assert padded.endswith(b"\x02"), "not the last record"
        return padded[:-1].decode()


def _extracted(salt: bytes, secret: bytes) -> bytes:
    mac = HMAC(salt, SHA256())
    mac.update(secret)
    return mac.finalize()


def _expanded(secret: bytes, info: bytes, length: int) -> bytes:
    return HKDFExpand(SHA256(), length, info).derive(secret)
