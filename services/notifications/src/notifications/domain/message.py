"""A message in a client's inbox, and the e-mail that says it is there: at most one, ever.

The e-mail is marked as being attempted in the very transaction that puts the message into the inbox, before the
provider is called. What happens next is recorded: accepted; refused for certain (only then may it be tried again); or
unknown, as after a time-out or a crash, and what is unknown is never repeated. The client loses nothing by that, since
the message is in the inbox.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from notifications.domain.identity import CelebrationId

ATTEMPTS = 3
RETRY_AFTER = timedelta(minutes=15)
# A call that was not recorded for this long was cut off: the function's time-out is far shorter.
GIVE_UP_AFTER = timedelta(minutes=15)


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
class Message:
    """A celebration as its client finds it.

    Parameters
    ----------
    celebration
        Which one; its practice and journey are the message's.
    client, therapist
        To and from.
    text
        Sealed under the journey's data key.
    sent_at
        When it reached the inbox.
    read_at
        None while unread.
    email, attempts
        What is known of the e-mail, and how often it was tried.
    follow_up_at
        When the e-mail needs attention again; None where it needs none.
    provider_id
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

    def attempting(self, now: datetime) -> "Message":
        """Mark that an e-mail is about to be tried; to be stored before the provider is called."""
        return replace(self, email=Email.ATTEMPTING, attempts=self.attempts + 1, follow_up_at=now + GIVE_UP_AFTER)

    def after(self, outcome: Outcome, now: datetime, provider_id: str | None = None) -> "Message":
        """Record what one attempt led to.

        Parameters
        ----------
        outcome
            What the provider's answer means.
        now
            Aware; a refusal for now is followed up a while later, up to :data:`ATTEMPTS` attempts.
        provider_id
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

    @property
    def may_retry(self) -> bool:
        """Whether another attempt is allowed: only after a refusal that is certain."""
        return self.email is Email.REFUSED and self.follow_up_at is not None
