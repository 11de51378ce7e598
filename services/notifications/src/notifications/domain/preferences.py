"""What a person wishes about messages: when, in which language, by which channels, or not at all."""

from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from notifications.domain.quiet_hours import QuietHours, time_zone

QUIET_FROM = time(21)
QUIET_TO = time(8)


class Language(StrEnum):
    """Languages that drafts and notices exist in."""

    ENGLISH = "en"
    JAPANESE = "ja"


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
    email_notices
        Whether a neutral e-mail says that a message waits.
    celebrations
        False switches every celebration off, whatever consents say.
    email
        The address that the identity provider verified; never one that somebody typed.
    version
        Of the stored row; 0 where nothing is stored and these are the defaults.
    """

    time_zone: str
    quiet_from: time = QUIET_FROM
    quiet_to: time = QUIET_TO
    language: Language = Language.ENGLISH
    email_notices: bool = False
    celebrations: bool = True
    email: str | None = None
    version: int = 0

    @property
    def quiet_hours(self) -> QuietHours:
        """The quiet window on this person's wall clock."""
        return QuietHours(time_zone(self.time_zone), self.quiet_from, self.quiet_to)

    @property
    def address(self) -> str | None:
        """Where a neutral e-mail goes; None where no e-mail is wanted or no verified address is known."""
        return self.email if self.email_notices else None
