"""A message in a client's inbox, and the e-mail that says it is there: at most one, ever.

The e-mail is marked as being attempted in the very transaction that puts the message into the inbox, before the
provider is called. What happens next is recorded: accepted; refused for certain (only then may it be tried again); or
unknown, as after a time-out or a crash, and what is unknown is never repeated. The client loses nothing by that, since
the message is in the inbox.
"""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from notifications.domain.identity import CelebrationId, MalformedIdError

ATTEMPTS = 3
RETRY_AFTER = timedelta(minutes=15)
# An attempt whose outcome was not recorded for this long was cut off: the function's time-out is far shorter.
GIVE_UP_AFTER = timedelta(minutes=15)

_FORM = re.compile(r"(\d{13})\.([0-9a-f]{16})")
_MILLISECOND = timedelta(milliseconds=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Email(StrEnum):
    """What is known of the e-mail notice."""

    NOT_WANTED = "not_wanted"
    ATTEMPTING = "attempting"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    WITHHELD = "withheld"


class Outcome(StrEnum):
    """What the provider's answer to one attempt means."""

    ACCEPTED = "accepted"
    REFUSED_FOR_NOW = "refused_for_now"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class MessageId:
    """A message in somebody's inbox.

    Parameters
    ----------
    practice, client : str
        Whose inbox.
    sent_at : datetime
        When it was put there, in whole milliseconds.
    hash : str
        Of the celebration.
    """

    practice: str
    client: str
    sent_at: datetime
    hash: str

    @classmethod
    def parse(cls, practice: str, client: str, text: str) -> "MessageId":
        """Read an id as it stands in URLs.

        Parameters
        ----------
        practice, client : str
            Whose inbox it is looked for in.
        text : str
            ``{milliseconds since 1970}.{16 hex}``.

        Raises
        ------
        MalformedIdError
            Where the text has another form.
        """
        form = _FORM.fullmatch(text)
        if form is None:
            raise MalformedIdError
        return cls(practice, client, _EPOCH + int(form[1]) * _MILLISECOND, form[2])

    def __str__(self) -> str:
        """Give the id as it stands in URLs, without practice and client."""
        return f"{(self.sent_at - _EPOCH) // _MILLISECOND:013d}.{self.hash}"


@dataclass(frozen=True, slots=True)
class Message:
    """A celebration as its client finds it.

    Parameters
    ----------
    celebration : CelebrationId
        Which one; its practice and journey are the message's.
    client, therapist : str
        To and from.
    text : bytes
        Sealed under the journey's data key.
    sent_at : datetime
        When it reached the inbox, in whole milliseconds.
    read_at : datetime or None
        None while unread.
    email : Email
        What is known of the e-mail.
    attempts : int
        How often it was tried.
    follow_up_at : datetime or None
        When the e-mail needs attention again; None where it needs none.
    provider_id : str or None
        The provider's id of the accepted e-mail.
    """

    celebration: CelebrationId
    client: str
    therapist: str
    text: bytes
    sent_at: datetime
    read_at: datetime | None = None
    email: Email = Email.NOT_WANTED
    attempts: int = 0
    follow_up_at: datetime | None = None
    provider_id: str | None = None

    @property
    def id(self) -> MessageId:
        """Where it lies."""
        return MessageId(self.celebration.practice, self.client, self.sent_at, self.celebration.hash)

    @property
    def may_retry(self) -> bool:
        """Whether another attempt is allowed: only after a refusal that is certain."""
        return self.email is Email.REFUSED and self.follow_up_at is not None

    def attempting(self, now: datetime) -> "Message":
        """Mark that an e-mail is about to be tried; to be stored before the provider is called."""
        return replace(self, email=Email.ATTEMPTING, attempts=self.attempts + 1, follow_up_at=now + GIVE_UP_AFTER)

    def after(self, outcome: Outcome, now: datetime, provider_id: str | None = None) -> "Message":
        """Record what one attempt led to.

        Parameters
        ----------
        outcome : Outcome
            What the provider's answer means.
        now : datetime
            Aware; a refusal for now is followed up a while later, up to `ATTEMPTS` attempts.
        provider_id : str or None
            Of an accepted e-mail.
        """
        if outcome is Outcome.ACCEPTED:
            return replace(self, email=Email.ACCEPTED, follow_up_at=None, provider_id=provider_id)
        if outcome is Outcome.UNKNOWN:
            return replace(self, email=Email.UNKNOWN, follow_up_at=None)
        again = outcome is Outcome.REFUSED_FOR_NOW and self.attempts < ATTEMPTS
        return replace(self, email=Email.REFUSED, follow_up_at=now + RETRY_AFTER * self.attempts if again else None)

    def postponed(self, until: datetime) -> "Message":
        """Move a pending retry to a decent hour."""
        return replace(self, follow_up_at=until)

    def withheld(self) -> "Message":
        """Give a pending retry up, because nothing may reach the client any more."""
        return replace(self, email=Email.WITHHELD, follow_up_at=None)
