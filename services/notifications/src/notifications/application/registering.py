"""The devices that a person is notified on: register, list, forget."""

import base64
from dataclasses import dataclass
from urllib.parse import urlsplit

from kernel.clock import Clock
from kernel.problem import FieldError, invalid
from kernel.routes import Reply, Request
from notifications.application.contending import looking_again
from notifications.application.device_models import Devices, RegisteredDevice, unpadded
from notifications.domain.device import Device, with_device, without_device
from notifications.domain.ports import PreferencesOf, PushServices


def _shown(device: Device) -> RegisteredDevice:
    return RegisteredDevice(id=device.id, push_service=urlsplit(device.endpoint).hostname or "", seen_at=device.seen_at)


@dataclass(frozen=True, slots=True)
class RegisterDevice:
    """Register a device, or renew it: apps do so at each start, and change nothing by it but the time.

    DynamoDB: 1 read, 1 write.

    Parameters
    ----------
    preferences, push, clock
        Ports.
    """

    preferences: PreferencesOf
    push: PushServices
    clock: Clock

    def __call__(self, request: Request) -> Reply:
        """Answer ``POST /devices``.

        Raises
        ------
        Problem
            422 for an address that nothing may be sent to, and for a key that is none.
        """
        caller, body = request.caller, request.body
        point, secret = unpadded(body.keys.p256dh), unpadded(body.keys.auth)
        if not self.push.takes_key(point):
            raise invalid(FieldError("/keys/p256dh", "a public key on P-256, as the browser gave it"))
        right = self.push.refusal(body.endpoint)
        if right is not None:
            raise invalid(FieldError("/endpoint", right))
        device = Device(body.endpoint, point, secret, self.clock.now())

        def add() -> None:
            known = self.preferences.get(caller.practice, caller.sub)
            self.preferences.put_devices(caller.practice, caller.sub, known, with_device(known.devices, device))

        looking_again(add)
        return Reply(_shown(device))


@dataclass(frozen=True, slots=True)
class ListDevices:
    """List the caller's devices, and say what a browser subscribes with.

    DynamoDB: 1 read. KMS: 1 call in the life of a process.

    Parameters
    ----------
    preferences, push
        Ports.
    """

    preferences: PreferencesOf
    push: PushServices

    def __call__(self, request: Request) -> Reply:
        """Answer ``GET /devices``."""
        devices = self.preferences.get(request.caller.practice, request.caller.sub).devices
        key = base64.urlsafe_b64encode(self.push.server_key()).rstrip(b"=").decode()
        return Reply(Devices(application_server_key=key, items=[_shown(device) for device in devices]))


@dataclass(frozen=True, slots=True)
class ForgetDevice:
    """Forget one of the caller's devices, as they sign out on it; none is the same as one forgotten before.

    DynamoDB: 1 read; 1 write where there is such a device.

    Parameters
    ----------
    preferences : PreferencesOf
        Preferences of people, which hold their devices.
    """

    preferences: PreferencesOf

    def __call__(self, request: Request) -> Reply:
        """Answer ``DELETE /devices/{device}``."""
        caller, name = request.caller, request.path["device"]

        def remove() -> None:
            known = self.preferences.get(caller.practice, caller.sub)
            left = without_device(known.devices, name)
            if left != known.devices:
                self.preferences.put_devices(caller.practice, caller.sub, known, left)

        looking_again(remove)
        return Reply()
