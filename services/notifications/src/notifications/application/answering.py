"""A client's answer to a cheer: it landed, it did not, or please no more of them."""

from dataclasses import dataclass

from kernel.clock import Clock
from kernel.ids import command_id
from kernel.instants import from_text, to_text
from kernel.problem import key_reused, not_found
from kernel.routes import Reply, Request
from notifications.application.announcing import answered
from notifications.application.answer_models import AnswerGiven
from notifications.application.contending import looking_again
from notifications.application.showing import named
from notifications.domain.answer import Answer, Answered
from notifications.domain.celebration import Celebration
from notifications.domain.identity import CelebrationId
from notifications.domain.lifecycle import State
from notifications.domain.message import MessageId
from notifications.domain.ports import Celebrations, PreferencesOf
from notifications.domain.relation import Relation


@dataclass(frozen=True, slots=True)
class AnswerCheer:
    """Take a client's answer; it may be changed, and the last one counts.

    DynamoDB: 1 read of celebration and projection, 1 transaction over celebration and message; where nothing more is
    wished 1 read of the client's preferences besides, which the transaction switches off.

    Parameters
    ----------
    celebrations, preferences, clock
        Ports.
    """

    celebrations: Celebrations
    preferences: PreferencesOf
    clock: Clock

    def __call__(self, request: Request) -> Reply:
        """Answer ``POST /celebrations/{celebration}/answer``.

        Raises
        ------
        Problem
            404 for what did not come to the caller; 422 for a key that came with another answer before.
        """
        celebration, caller = named(request, Relation.CLIENT), request.caller
        # Stored instants have whole milliseconds, and the reply is to be what is stored.
        now = from_text(to_text(self.clock.now()))
        given = Answered(request.body.answer, now, command_id(caller.practice, caller.sub, request.key))
        shown: list[Answered] = []

        def attempt() -> None:
            before = self._sent_to(celebration, caller.sub)
            standing = before.answered
            if standing is not None and standing.command == given.command:
                if standing.answer is not given.answer:
                    raise key_reused()
                shown.append(standing)
                return
            self._store(before, given, caller.sub, request.correlation)
            shown.append(given)

        looking_again(attempt)
        told = shown[-1]
        return Reply(AnswerGiven(celebration=str(celebration), answer=told.answer, answered_at=told.at))

    def _sent_to(self, celebration: CelebrationId, client: str) -> Celebration:
        """Find what was sent to a client; a draft does not exist for them."""
        found = self.celebrations.gather(celebration)
        journey, stored = found.journey, found.celebration
        if stored is None or stored.state is not State.SENT or journey is None or journey.client != client:
            raise not_found()
        return stored

    def _store(self, before: Celebration, given: Answered, client: str, correlation: str) -> None:
        if before.sent_at is None:
            raise not_found()
        practice = before.id.practice
        message = MessageId(practice, client, before.sent_at, before.id.hash)
        if before.message is not None:
            message = MessageId.parse(practice, client, before.message)
        after = before.answered_with(given)
        stopping = self.preferences.get(practice, client) if given.answer is Answer.PLEASE_STOP else None
        self.celebrations.answer(before, after, message, answered(after, given, correlation), stopping)
