"""The notice that follows a message: one lease, channel by channel until one takes it, and never twice."""

from dataclasses import dataclass
from datetime import datetime

from kernel.clock import Clock
from kernel.ids import uuid7
from kernel.log import Log
from notifications.application.carrying import Carry
from notifications.application.log_codes import Code
from notifications.application.looking import Look
from notifications.domain.message import Message, MessageId, NoticeState
from notifications.domain.notice import Outcome
from notifications.domain.ports import Carrier, Inbox, PreferencesOf
from notifications.domain.preferences import Preferences
from notifications.domain.sending import Allowed, Later, may_reach


def new_lease(now: datetime) -> str:
    """Name the holder of a lease; the log lines of its attempts bear the name."""
    return uuid7(now)


@dataclass(frozen=True, slots=True)
class Notify:
    """Take the notice of a message to its client, whose lease on it is stored already.

    The client's channels are tried in their order, until one takes the notice or may have taken it. A device that is
    gone is forgotten.

    DynamoDB: 1 write that records what became of it; 1 more for a device that is gone.

    Parameters
    ----------
    inbox, preferences, carrier, clock, log
        Ports.
    """

    inbox: Inbox
    preferences: PreferencesOf
    carrier: Carrier
    clock: Clock
    log: Log

    def __call__(self, message: Message, preferences: Preferences) -> None:
        """Try each channel once.

        Parameters
        ----------
        message : Message
            Stored as being attempted; nothing happens for one without a notice.
        preferences : Preferences
            The client's, as they were judged.
        """
        if message.notice is NoticeState.ATTEMPTING:
            self.inbox.record(message, self._tried(message, preferences))

    def _tried(self, message: Message, preferences: Preferences) -> Message:
        carry = Carry(self.preferences, self.carrier, self.clock, self.log)
        said: dict[str, str | int | None] = {
            "celebration": str(message.celebration),
            "attempt": message.attempts,
            "lease": message.owner,
        }
        carried = carry(message.celebration.practice, message.client, preferences, said)
        if carried.channel is None:
            return message.refused(self.clock.now(), for_now=carried.outcome is Outcome.REFUSED_FOR_NOW)
        if carried.outcome is Outcome.ACCEPTED:
            return message.accepted(carried.channel, carried.provider_id)
        return message.unknown(carried.channel)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Follow a notice up whose time came: a lease that ran out, or a retry.

    DynamoDB: 1 read of the message; then 1 write, or for a retry 2 reads of what it is decided upon, 1 transaction and
    1 write.

    Parameters
    ----------
    look, inbox, notify, clock, log
        What looks, what tries, and ports.
    """

    look: Look
    inbox: Inbox
    notify: Notify
    clock: Clock
    log: Log

    def __call__(self, message: MessageId) -> None:
        """Try again after a certain refusal, as far as the client may still be reached; give up on what is unknown.

        Parameters
        ----------
        message : MessageId
            Which one.

        Raises
        ------
        LostRaceError
            Where something changed meanwhile; the next sweep looks again.
        """
        stored = self.inbox.get(message)
        if stored is None or stored.follow_up_at is None or stored.follow_up_at > self.clock.now():
            return
        if stored.may_retry:
            self._retry(stored)
        else:
            self.inbox.record(stored, stored.unknown())
            self.log.line(Code.LEASE_RAN_OUT, celebration=str(stored.celebration), lease=stored.owner)

    def _retry(self, stored: Message) -> None:
        now = self.clock.now()
        grounds = self.look(stored.celebration)
        verdict = None if grounds is None else may_reach(grounds.celebration, grounds.journey, grounds.preferences, now)
        if isinstance(verdict, Later):
            self.inbox.record(stored, stored.postponed(verdict.until))
        elif grounds is None or not isinstance(verdict, Allowed) or not grounds.wishes(now).channels:
            self.inbox.record(stored, stored.withheld())
            self.log.line(Code.NOTICE_WITHHELD, celebration=str(stored.celebration))
        else:
            again = stored.attempting(now, new_lease(now))
            self.inbox.attempt(grounds, stored, again)
            self.notify(again, grounds.wishes(now))
