"""All channels behind one port: a destination decides who carries the notice."""

from dataclasses import dataclass

from notifications.adapters.ses import SesMailer
from notifications.adapters.web_push import WebPush
from notifications.domain.channel import Destination
from notifications.domain.device import Device
from notifications.domain.notice import Delivery, Notice


@dataclass(frozen=True, slots=True)
class ByChannel:
    """Carries by what fits the destination; a further channel is a kind of destination and a line here.

    Parameters
    ----------
    push : WebPush
        To devices.
    mail : SesMailer
        To mailboxes.
    """

    push: WebPush
    mail: SesMailer

    def carry(self, notice: Notice, destination: Destination) -> Delivery:
        """Take one there, calling its provider at most once; say what the answer means."""
        if isinstance(destination, Device):
            return self.push.carry(notice, destination)
        return self.mail.carry(notice, destination)
