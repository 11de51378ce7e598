"""Takes a notice to a person, channel by channel, until one takes it or may have taken it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kernel.clock import Clock
from kernel.log import Log
from notifications.application.log_codes import Code
from notifications.domain.channel import Channel
from notifications.domain.device import Device, without_device
from notifications.domain.notice import ENDING, Notice, Outcome, holds_for
from notifications.domain.ports import Carrier, LostRaceError, PreferencesOf
from notifications.domain.preferences import Preferences


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of a notice by all channels together.

    Parameters
    ----------
    outcome : Outcome
        Accepted or unknown by a channel; refused, or refused for now, by all of them.
    channel : Channel or None
        The one that accepted it or may have.
    provider_id : str or None
        That provider's id of it.
    """

    outcome: Outcome
    channel: Channel | None = None
    provider_id: str | None = None


@dataclass(frozen=True, slots=True)
class Carry:
    """Try each of a person's channels once, in their order; a device that is gone is forgotten.

    DynamoDB: none; 1 write for devices that are gone.

    Parameters
    ----------
    preferences, carrier, clock, log
        Ports.
    """

    preferences: PreferencesOf
    carrier: Carrier
    clock: Clock
    log: Log

    def __call__(
        self, practice: str, person: str, wishes: Preferences, said: Mapping[str, str | int | None]
    ) -> Carried:
        """Carry it; who calls holds the lease on it.

        Parameters
        ----------
        practice, person : str
            Whom to.
        wishes : Preferences
            Theirs, as they were judged.
        said : mapping
            What the lines of its attempts say besides channel and outcome.
        """
        notice = Notice(practice, person, wishes.language, holds_for(wishes.quiet_hours, self.clock.now()))
        carried, gone = Carried(Outcome.REFUSED), list[Device]()
        for destination in wishes.destinations:
            channel = Channel.PUSH if isinstance(destination, Device) else Channel.EMAIL
            delivery = self.carrier.carry(notice, destination)
            self.log.line(Code.NOTICE, **said, channel=channel, outcome=delivery.outcome)
            if delivery.outcome in ENDING:
                carried = Carried(delivery.outcome, channel, delivery.provider_id)
                break
            if delivery.outcome is Outcome.REFUSED_FOR_NOW:
                carried = Carried(Outcome.REFUSED_FOR_NOW)
            if delivery.outcome is Outcome.GONE and isinstance(destination, Device):
                gone.append(destination)
        forget(self.preferences, self.log, (practice, person), wishes, gone)
        return carried


def forget(
    preferences: PreferencesOf, log: Log, person: tuple[str, str], wishes: Preferences, gone: Sequence[Device]
) -> None:
    """Forget devices that are gone; where the preferences have changed meanwhile the next notice finds them gone again.

    Parameters
    ----------
    preferences, log
        Ports.
    person : tuple of str
        Practice and person.
    wishes : Preferences
        Theirs, as they were read.
    gone : sequence of Device
    """
    if not gone:
        return
    devices = wishes.devices
    for device in gone:
        devices = without_device(devices, device.id)
    try:
        preferences.put_devices(*person, wishes, devices)
    except LostRaceError:
        return
    log.line(Code.DEVICES_GONE, devices=len(gone))
