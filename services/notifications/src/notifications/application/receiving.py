"""A client's inbox: the list of messages, and marking one read."""

from dataclasses import dataclass

from kernel.clock import Clock
from kernel.problem import not_found
from kernel.routes import Reply, Request
from notifications.application.contending import looking_again
from notifications.application.models import Cheer, InboxMessage, InboxPage, Seen
from notifications.application.opening import Open
from notifications.application.showing import bad_cursor
from notifications.domain.draft import notice
from notifications.domain.identity import MalformedIdError
from notifications.domain.message import Message, MessageId
from notifications.domain.ports import Inbox, PreferencesOf, Texts


@dataclass(frozen=True, slots=True)
class OpenInbox:
    """List the caller's messages, newest first.

    DynamoDB: 1 query, 1 read of the caller's language, and 1 read of the keys that are not cached.

    Parameters
    ----------
    inbox, preferences, texts, opened
        Ports, and what opens the words.
    """

    inbox: Inbox
    preferences: PreferencesOf
    texts: Texts
    opened: Open

    def __call__(self, request: Request) -> Reply:
        """Answer ``GET /inbox``."""
        caller, asked = request.caller, request.query
        try:
            page = self.inbox.messages(caller.practice, caller.sub, asked.cursor, asked.limit)
        except ValueError:
            raise bad_cursor() from None
        line = notice(self.preferences.get(caller.practice, caller.sub).language).line
        self.texts.fetch([found.celebration.of_journey for found in page.shown])
        items = [self._shown(found, line) for found in page.shown]
        return Reply(InboxPage(items=items, next=page.next), about=_journeys(*page.shown))

    def _shown(self, message: Message, line: str) -> InboxMessage:
        answers = dict(message.answers)
        return InboxMessage(
            id=str(message.id),
            notice=line,
            text=self._words(message),
            sender=message.therapist,
            sent_at=message.sent_at,
            read_at=message.read_at,
            celebrations=[Cheer(id=str(one), answer=answers.get(one.hash)) for one in message.celebrations],
        )

    def _words(self, message: Message) -> str | None:
        """Give the words of all that the message carries; what cannot be opened hides nothing else."""
        parts = [
            self.opened(message.celebration, text) for text in (message.text, *(one.text for one in message.joined))
        ]
        readable = [part for part in parts if part is not None]
        return "\n\n".join(readable) if readable else None


@dataclass(frozen=True, slots=True)
class MarkRead:
    """Mark one of the caller's messages read; the first time counts, and is shown on the therapist's cards.

    DynamoDB: 1 read and 1 transaction; read before: 1 read.

    Parameters
    ----------
    inbox, clock
        Ports.
    """

    inbox: Inbox
    clock: Clock

    def __call__(self, request: Request) -> Reply:
        """Answer ``POST /inbox/{message}/read``."""
        caller, now = request.caller, self.clock.now()
        try:
            named = MessageId.parse(caller.practice, caller.sub, request.path["message"])
        except MalformedIdError:
            raise not_found() from None
        read: list[Message | None] = []
        looking_again(lambda: read.append(self.inbox.mark_read(named, now)))
        message = read[-1]
        if message is None:
            raise not_found()
        return Reply(Seen(id=str(message.id), read_at=message.read_at or now), about=_journeys(message))


def _journeys(*messages: Message) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.journey for message in messages for one in message.celebrations))
