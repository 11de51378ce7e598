"""A device that its owner let be notified: a Web Push subscription (RFC 8030), as the browser gave it."""

from dataclasses import dataclass
from datetime import datetime

from kernel.ids import derived

MOST_DEVICES = 5
"""So many of one person are kept; registering one more lets the one go that was not seen for longest."""


@dataclass(frozen=True, slots=True)
class Device:
    """One subscription.

    Parameters
    ----------
    endpoint : str
        Where its push service takes messages; who knows it can send, so it is shown to nobody.
    p256dh : bytes
        The device's public key on P-256, uncompressed, 65 bytes (RFC 8291, section 3.1).
    auth : bytes
        The secret of 16 bytes that it shares with whoever may send (RFC 8291, section 3.2).
    seen_at : datetime
        When it was last registered; apps do so at each start.
    """

    endpoint: str
    p256dh: bytes
    auth: bytes
    seen_at: datetime

    @property
    def id(self) -> str:
        """Derived from the endpoint: the same device registered again is the same one."""
        return derived("device", self.endpoint)


def with_device(devices: tuple[Device, ...], device: Device) -> tuple[Device, ...]:
    """Add a device, or renew it; the last seen comes first, and of too many the last go."""
    others = without_device(devices, device.id)
    return tuple(sorted((device, *others), key=lambda each: each.seen_at, reverse=True))[:MOST_DEVICES]


def without_device(devices: tuple[Device, ...], device: str) -> tuple[Device, ...]:
    """Take a device out by its id."""
    return tuple(each for each in devices if each.id != device)
