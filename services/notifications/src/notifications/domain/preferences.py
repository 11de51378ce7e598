"""What a person wishes about messages: when, in which language, by which channels, or not at all."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime, time
from enum import StrEnum

from notifications.domain.channel import Channel, Destination, Mailbox, is_plain
from notifications.domain.device import Device
from notifications.domain.pace import A_MONTH
from notifications.domain.quiet_hours import QuietHours, time_zone

QUIET_FROM = time(21)
QUIET_TO = time(8)


class Language(StrEnum):
    """Languages that drafts and notices exist in."""

    ENGLISH = "en"
    JAPANESE = "ja"


class Tone(StrEnum):
    """How a draft for this person sounds."""

    PLAIN = "plain"
    WARM = "warm"


class Intensity(StrEnum):
    """How much a draft for this person says."""

    QUIET = "quiet"
    FULL = "full"


class CardNotices(StrEnum):
    """How a therapist is told that a new card waits."""

    NONE = "none"
    EACH = "each"
    DAILY = "daily"


class Weekday(StrEnum):
    """Days of the week, in the order in which a calendar counts them."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


class EmailStopped(StrEnum):
    """Why notices by e-mail were switched off by something else than the person's own wish."""

    BOUNCED = "bounced"
    COMPLAINED = "complained"
    UNSUBSCRIBED = "unsubscribed"


@dataclass(frozen=True, slots=True)
class Preferences:
    """One person's wishes about messages.

    Parameters
    ----------
    time_zone
        IANA name, valid where it was stored.
    quiet_from, quiet_to
        Wall clock of the quiet window; equal values mean none.
    language
        Of drafts made for this person and of notices.
    tone, intensity
        How drafts made for this person sound, and how much they say.
    email_notices
        Whether a neutral e-mail says that a message waits.
    celebrations
        False switches every celebration off, whatever consents say.
    cheers_a_month
        How many at most in a calendar month of this person's wall clock.
    email
        The address that the identity provider verified; never one that somebody typed.
    push_notices
        Whether registered devices are notified; a device is registered on it, with its owner's consent.
    channel_order
        Which channel is tried first; the next where one fails.
    email_stopped
        Why e-mail was switched off, where the person did not do it here; None once it is on again.
    card_notices
        How this person, as a therapist, is told of new cards: not at all unless she chose it.
    digest_at
        Wall clock of the daily notice; None where none was chosen.
    mirror_day, mirror_at
        On which day of the week, and when on the wall clock, this person, as a therapist, is reminded of the
        blind-spot mirror; None where no reminder was chosen.
    mirror_due
        When the next one is due; None where none is.
    devices
        Those that are registered, the one last seen first.
    version
        Of the stored row; 0 where nothing is stored and these are the defaults.
    """

    time_zone: str
    quiet_from: time = QUIET_FROM
    quiet_to: time = QUIET_TO
    language: Language = Language.ENGLISH
    email_notices: bool = False
    celebrations: bool = True
    cheers_a_month: int = A_MONTH
    email: str | None = None
    push_notices: bool = True
    channel_order: tuple[Channel, ...] = tuple(Channel)
    email_stopped: EmailStopped | None = None
    tone: Tone = Tone.PLAIN
    intensity: Intensity = Intensity.FULL
    card_notices: CardNotices = CardNotices.NONE
    digest_at: time | None = None
    mirror_day: Weekday | None = None
    mirror_at: time | None = None
    mirror_due: datetime | None = None
    devices: tuple[Device, ...] = ()
    version: int = 0

    @property
    def quiet_hours(self) -> QuietHours:
        """The quiet window on this person's wall clock."""
        return QuietHours(time_zone(self.time_zone), self.quiet_from, self.quiet_to)

    @property
    def address(self) -> str | None:
        """Where a neutral e-mail goes; None where no e-mail is wanted or no verified address is known."""
        return self.email if self.email_notices else None

    @property
    def destinations(self) -> tuple[Destination, ...]:
        """Where a notice can go, in the order in which it is tried; consent is judged for each channel apart."""
        return tuple(destination for channel in self.channel_order for destination in self._of(channel))

    @property
    def channels(self) -> tuple[Channel, ...]:
        """By which channels a notice can go, in that order."""
        return tuple(channel for channel in self.channel_order if self._of(channel))

    def without(self, refused: AbstractSet[Channel]) -> "Preferences":
        """Give these wishes for a message whose client consents to no notice by some channels."""
        return replace(self, channel_order=tuple(one for one in self.channel_order if one not in refused))

    def reached_by(self, channel: Channel) -> tuple[Destination, ...]:
        """Where an urgent notice can go by a channel: silenced devices too, and the address that is switched on."""
        return self.devices if channel is Channel.PUSH else self._of(channel)

    def _of(self, channel: Channel) -> tuple[Destination, ...]:
        if channel is Channel.PUSH:
            return self.devices if self.push_notices else ()
        return (Mailbox(self.address),) if self.address is not None and is_plain(self.address) else ()
