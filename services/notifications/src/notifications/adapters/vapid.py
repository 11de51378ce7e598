"""Says to a push service who sends (VAPID, RFC 8292): a token for its origin, signed with ES256 by a key in KMS.

The private key never leaves KMS: no function, no variable and no table holds it. A token is good for every device of
one push service, so it is kept for hours, and a notice costs no call to KMS as a rule.
"""

import base64
import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from cachetools import LRUCache
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import load_der_public_key

from notifications.adapters.push_encryption import point_of

if TYPE_CHECKING:
    from types_boto3_kms import KMSClient

LASTS = timedelta(hours=12)
"""RFC 8292, section 2: at most 24 hours; half of that leaves room for a push service's clock."""
_RENEWED_BEFORE = timedelta(hours=1)
_COORDINATE_BYTES = 32
_KEPT_TOKENS = 64


def base64url(data: bytes) -> str:
    """Write bytes in base64url without padding (RFC 4648, section 5)."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Vapid:
    """Signs for a push service.

    Parameters
    ----------
    kms : KMSClient
        The client.
    key_arn : str
        A KMS key for signing, on the curve P-256.
    contact : str
        Whom the push service's operators may write to.
    """

    def __init__(self, kms: "KMSClient", key_arn: str, contact: str) -> None:
        self._kms = kms
        self._key_arn = key_arn
        self._contact = contact
        self._public: bytes | None = None
        self._tokens: LRUCache[str, tuple[str, datetime]] = LRUCache(_KEPT_TOKENS)

    def public_key(self) -> bytes:
        """Give the public key, uncompressed: one KMS call in the life of a process."""
        if self._public is None:
            key = load_der_public_key(self._kms.get_public_key(KeyId=self._key_arn)["PublicKey"])
            if not isinstance(key, ec.EllipticCurvePublicKey):
                raise TypeError(self._key_arn)
            self._public = point_of(key)
        return self._public

    def authorization(self, origin: str, now: datetime) -> str:
        """Give the value of the header ``Authorization`` for a push service: as a rule no KMS call.

        Parameters
        ----------
        origin : str
            Of the push service, which is the token's audience.
        now : datetime
            Aware.
        """
        token, ends = self._tokens.get(origin, ("", now))
        if ends - _RENEWED_BEFORE < now:
            token, ends = self._signed(origin, now + LASTS), now + LASTS
            self._tokens[origin] = token, ends
        return f"vapid t={token}, k={base64url(self.public_key())}"

    def _signed(self, origin: str, ends: datetime) -> str:
        header = {"typ": "JWT", "alg": "ES256"}
        claims = {"aud": origin, "exp": int(ends.timestamp()), "sub": f"mailto:{self._contact}"}
        signing = ".".join(base64url(json.dumps(part, separators=(",", ":")).encode()) for part in (header, claims))
        answer = self._kms.sign(
            KeyId=self._key_arn, Message=signing.encode(), MessageType="RAW", SigningAlgorithm="ECDSA_SHA_256"
        )
        # KMS answers in DER; a JWT has the two numbers side by side (RFC 7518, section 3.4).
        numbers = decode_dss_signature(answer["Signature"])
        return f"{signing}.{base64url(b''.join(number.to_bytes(_COORDINATE_BYTES, 'big') for number in numbers))}"
