"""A message in a client's inbox, and the notice that says it is there: at most one, ever, by whatever channel.

The transaction that puts the message into the inbox also gives the lease on the notice: who may call a provider, and
until when. What happens next is recorded: accepted; refused for certain (only then may it be tried again); or unknown,
as after a time-out, or a lease that ran out without a word, and what is unknown is never repeated. The client loses
nothing by that, since the message is in the inbox.
"""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from notifications.domain.answer import Answer
from notifications.domain.channel import Channel
from notifications.domain.identity import CelebrationId, MalformedIdError

ATTEMPTS = 3
RETRY_AFTER = timedelta(minutes=15)
# A lease: whose outcome was not recorded for this long was cut off, for the function's time-out is far shorter.
GIVE_UP_AFTER = timedelta(minutes=15)

_FORM = re.compile(r"(\d{13})\.([0-9a-f]{16})")
_MILLISECOND = timedelta(milliseconds=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class NoticeState(StrEnum):
    """What is known of the notice."""

    NOT_WANTED = "not_wanted"
    ATTEMPTING = "attempting"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    WITHHELD = "withheld"


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
class Joined:
    """Another celebration of the same journey that came with the message: several of a day are one message.

    Parameters
    ----------
    hash : str
        Of the celebration.
    text : bytes
        Its words, sealed under the same journey's data key.
    """

    hash: str
    text: bytes


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
    notice : NoticeState
        What is known of the notice.
    attempts : int
        How often it was tried, by all channels together.
    owner : str or None
        Who holds the lease, while it is being attempted: only they may call a provider, and record what came of it.
    follow_up_at : datetime or None
        When the notice needs attention again: the end of the lease, or the time of a retry; None where it needs none.
    channel : Channel or None
        By which channel it was accepted, or may have been.
    provider_id : str or None
        That provider's id of it.
    joined : tuple of Joined
        What came with it, to be read after its own words.
    answers : tuple of (str, Answer)
        What the client said, by the celebration's hash.
    """

    celebration: CelebrationId
    client: str
    therapist: str
    text: bytes
    sent_at: datetime
    read_at: datetime | None = None
    notice: NoticeState = NoticeState.NOT_WANTED
    attempts: int = 0
    owner: str | None = None
    follow_up_at: datetime | None = None
    channel: Channel | None = None
    provider_id: str | None = None
    joined: tuple[Joined, ...] = ()
    answers: tuple[tuple[str, Answer], ...] = ()

    @property
    def celebrations(self) -> tuple[CelebrationId, ...]:
        """All celebrations that it carries, in the order of their words."""
        first = self.celebration
        return (first, *(CelebrationId(first.practice, first.journey, part.hash) for part in self.joined))

    @property
    def id(self) -> MessageId:
        """Where it lies."""
        return MessageId(self.celebration.practice, self.client, self.sent_at, self.celebration.hash)

    @property
    def may_retry(self) -> bool:
        """Whether another attempt is allowed: only after a refusal that is certain."""
        return self.notice is NoticeState.REFUSED and self.follow_up_at is not None

    def attempting(self, now: datetime, owner: str) -> "Message":
        """Give the lease on the notice; to be stored before any provider is called."""
        until = now + GIVE_UP_AFTER
        return replace(self, notice=NoticeState.ATTEMPTING, attempts=self.attempts + 1, owner=owner, follow_up_at=until)

    def accepted(self, channel: Channel, provider_id: str | None) -> "Message":
        """Record that a provider took it."""
        return self._ended(NoticeState.ACCEPTED, channel, provider_id)

    def unknown(self, channel: Channel | None = None) -> "Message":
        """Record that nobody can tell whether a provider took it, and by which channel, where that is known."""
        return self._ended(NoticeState.UNKNOWN, channel)

    def refused(self, now: datetime, *, for_now: bool) -> "Message":
        """Record that every provider refused it.

        Parameters
        ----------
        now : datetime
            Aware.
        for_now : bool
            Whether one of them may take it later: it is tried again after a while, up to `ATTEMPTS` attempts.
        """
        again = for_now and self.attempts < ATTEMPTS
        at = now + RETRY_AFTER * self.attempts if again else None
        return replace(self, notice=NoticeState.REFUSED, owner=None, follow_up_at=at)

    def postponed(self, until: datetime) -> "Message":
        """Move a pending retry to a decent hour."""
        return replace(self, follow_up_at=until)

    def withheld(self) -> "Message":
        """Give a pending retry up, because nothing may reach the client any more."""
        return self._ended(NoticeState.WITHHELD)

    def _ended(self, notice: NoticeState, channel: Channel | None = None, provider_id: str | None = None) -> "Message":
        return replace(self, notice=notice, owner=None, follow_up_at=None, channel=channel, provider_id=provider_id)
