"""The border of devices: what a browser's subscription looks like, and what is shown of it again."""

import base64
import binascii
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, PlainSerializer, StringConstraints

from kernel.instants import to_text
from notifications.domain.push_endpoint import MOST_SIGNS

_POINT_BYTES, _SECRET_BYTES = 65, 16


def unpadded(text: str) -> bytes:
    """Read base64url, with or without padding (RFC 4648, section 5).

    Raises
    ------
    ValueError
        For any other sign.
    """
    bare = text.rstrip("=")
    try:
        return base64.b64decode(bare + "=" * (-len(bare) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise ValueError("must be base64url") from error


def _point(text: str) -> str:
    if len(unpadded(text)) != _POINT_BYTES:
        raise ValueError(f"must be the {_POINT_BYTES} bytes of a public key on P-256, in base64url")
    return text


def _secret(text: str) -> str:
    if len(unpadded(text)) != _SECRET_BYTES:
        raise ValueError(f"must be {_SECRET_BYTES} bytes, in base64url")
    return text


Endpoint = Annotated[str, StringConstraints(min_length=1, max_length=MOST_SIGNS)]
Point = Annotated[str, StringConstraints(max_length=96), AfterValidator(_point)]
Secret = Annotated[str, StringConstraints(max_length=32), AfterValidator(_secret)]
Instant = Annotated[AwareDatetime, PlainSerializer(to_text, when_used="json")]


class SubscriptionKeys(BaseModel):
    """What messages for a device are encrypted with."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    p256dh: Point
    auth: Secret


class Subscription(BaseModel):
    """A browser's push subscription, as ``PushSubscription.toJSON()`` gives it."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    endpoint: Endpoint
    expiration_time: int | None = Field(default=None, alias="expirationTime", description="Is not kept")
    keys: SubscriptionKeys


class RegisteredDevice(BaseModel):
    """A device that is notified."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    push_service: str = Field(
        description="The host that takes its notices; the address itself is a secret of the device"
    )
    seen_at: Instant


class Devices(BaseModel):
    """A person's devices, the one last seen first."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    application_server_key: str = Field(description="What a browser subscribes with (RFC 8292), in base64url")
    items: list[RegisteredDevice]
