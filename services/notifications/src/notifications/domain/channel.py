"""By which ways a person can be told that a message waits; the message itself is always in the inbox."""

import re
from dataclasses import dataclass
from enum import StrEnum

from notifications.domain.device import Device

_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
# RFC 5321 allows more, quoted text and comments among it: nobody signs in so, and a line break would be a header.
_FORM = re.compile(rf"[A-Za-z0-9.!#$%&'*+/=?^_`{{|}}~-]{{1,64}}@{_LABEL}(?:\.{_LABEL})+")
_MOST_SIGNS = 254


class Channel(StrEnum):
    """Channels of notices, in the order in which they are tried where a person wishes no other."""

    PUSH = "push"
    EMAIL = "email"


@dataclass(frozen=True, slots=True)
class Mailbox:
    """An e-mail address.

    Parameters
    ----------
    address : str
        Verified by the identity provider, and of a plain form.
    """

    address: str


Destination = Device | Mailbox


def is_plain(address: str) -> bool:
    """Tell whether an e-mail address is of the plain form that any mail system takes, and no header can hide in."""
    return len(address) <= _MOST_SIGNS and _FORM.fullmatch(address) is not None
