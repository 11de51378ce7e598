"""The neutral e-mail that follows a message: sent at most once, tried again only after a refusal that is certain."""

from dataclasses import dataclass

from kernel.clock import Clock
from kernel.log import Log
from notifications.application.log_codes import Code
from notifications.application.looking import Look
from notifications.domain.message import Email, Message, MessageId, Outcome
from notifications.domain.ports import Inbox, Mailer
from notifications.domain.preferences import Preferences
from notifications.domain.sending import Allowed, Later, may_reach


@dataclass(frozen=True, slots=True)
class Notify:
    """Try the e-mail of a message whose attempt is stored already.

    DynamoDB: 1 write that records what became of it.

    Parameters
    ----------
    inbox, mailer, clock, log
        Ports.
    """

    inbox: Inbox
    mailer: Mailer
    clock: Clock
    log: Log

    def __call__(self, message: Message, preferences: Preferences) -> None:
        """Try once.

        Parameters
        ----------
        message : Message
            Stored as being attempted; nothing happens for one without an e-mail, or whose address went away.
        preferences : Preferences
            The client's.
        """
        if message.email is not Email.ATTEMPTING or preferences.address is None:
            return
        outcome, provider_id = self.mailer.send(preferences.address, preferences.language)
        self.inbox.record(message, message.after(outcome, self.clock.now(), provider_id))
        self.log.line(Code.EMAIL, celebration=str(message.celebration), outcome=outcome, attempt=message.attempts)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Follow an e-mail up whose time came.

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
            self.inbox.record(stored, stored.after(Outcome.UNKNOWN, self.clock.now()))
            self.log.line(Code.EMAIL, celebration=str(stored.celebration), outcome=Outcome.UNKNOWN)

    def _retry(self, stored: Message) -> None:
        now = self.clock.now()
        grounds = self.look(stored.celebration)
        verdict = None if grounds is None else may_reach(grounds.celebration, grounds.journey, grounds.preferences, now)
        if isinstance(verdict, Later):
            self.inbox.record(stored, stored.postponed(verdict.until))
        elif grounds is None or not isinstance(verdict, Allowed) or grounds.preferences.address is None:
            self.inbox.record(stored, stored.withheld())
            self.log.line(Code.EMAIL_WITHHELD, celebration=str(stored.celebration))
        else:
            again = stored.attempting(now)
            self.inbox.attempt(grounds, stored, again)
            self.notify(again, grounds.preferences)
