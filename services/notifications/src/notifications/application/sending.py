"""Sends an approved celebration, or says why not, after looking at everything again."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from kernel.clock import Clock
from kernel.instants import from_text, to_text
from kernel.log import Log
from notifications.application.announcing import not_done, sent
from notifications.application.log_codes import Code
from notifications.application.notifying import Notify, new_lease
from notifications.domain.celebration import Celebration
from notifications.domain.grounds import Grounds, Sending
from notifications.domain.identity import CelebrationId
from notifications.domain.lifecycle import State
from notifications.domain.message import Joined, Message
from notifications.domain.moment import next_moment
from notifications.domain.ports import Celebrations, LostRaceError
from notifications.domain.reason import Reason
from notifications.domain.sending import Allowed, Lapsed, Later, Refused, Unknown, may_send

_LOOKS = 3
MOST_JOINED = 9
"""How many more celebrations one message carries; what is beyond them waits for the next day."""


@dataclass(frozen=True, slots=True)
class Send:
    """Send one celebration.

    DynamoDB: 2 reads (projection with celebrations; preferences with pace), then 1 transaction that sends, or 1 write
    that postpones or gives up; with a notice 1 more write that records what became of it. Others of the journey that
    may be sent at this moment go with it, in the same message and transaction.

    Parameters
    ----------
    look : Look
        Reads what is decided upon.
    celebrations, notify, clock, log
        Ports, and what takes notices to people.
    gathers : timedelta
        How long an approval waits, so that what else is approved meanwhile goes out in the same message.
    """

    look: Callable[[CelebrationId], Grounds | None]
    celebrations: Celebrations
    notify: Notify
    clock: Clock
    log: Log
    gathers: timedelta = timedelta(0)

    def __call__(self, celebration: CelebrationId) -> None:
        """Send it if it may be sent at this moment; nothing where it is not, or no longer, approved.

        Raises
        ------
        LostRaceError
            Where things kept changing under three looks.
        """
        self._looking(celebration, self._decide)

    def at_a_decent_hour(self, celebration: CelebrationId) -> None:
        """Postpone it to the next moment that allows it without judging it yet, or send it if that is now.

        Raises
        ------
        LostRaceError
            Where things kept changing under three looks.
        """
        self._looking(celebration, self._wait_or_decide)

    def _looking(self, celebration: CelebrationId, act: Callable[[Grounds, datetime], None]) -> None:
        for _ in range(_LOOKS):
            grounds = self.look(celebration)
            if grounds is None or grounds.celebration.state is not State.APPROVED:
                return
            try:
                # Stored instants have whole milliseconds; the judgement is to be upon the very instant that is stored.
                act(grounds, from_text(to_text(self.clock.now())))
            except LostRaceError:
                self.log.line(Code.RACE, celebration=str(celebration))
            else:
                return
        raise LostRaceError

    def _wait_or_decide(self, grounds: Grounds, now: datetime) -> None:
        celebration, journey = grounds.celebration, grounds.journey
        earliest = max(now, (celebration.approved_at or now) + self.gathers)
        sessions = () if journey is None else journey.sessions.values()
        moment = next_moment(earliest, grounds.preferences, sessions, grounds.pace)
        if moment > now:
            self._postpone(grounds, moment, now)
        else:
            self._decide(grounds, now)

    def _decide(self, grounds: Grounds, now: datetime) -> None:
        verdict = may_send(grounds.celebration, grounds, now)
        if isinstance(verdict, Lapsed):
            self._return(grounds.celebration, verdict, now)
        elif isinstance(verdict, Refused):
            self._give_up(grounds.celebration, verdict.reason, now)
        elif isinstance(verdict, Unknown):
            self._wait(grounds.celebration, verdict.reason, now)
        elif isinstance(verdict, Later):
            self._postpone(grounds, verdict.until, now)
        else:
            self._deliver(grounds, verdict.client, now)

    def _postpone(self, grounds: Grounds, until: datetime, now: datetime) -> None:
        celebration, journey = grounds.celebration, grounds.journey
        after = celebration.planned_for(until, now)
        # The stream shows the new time to the planner, which alone may create schedules.
        if journey is None or journey.client is None:
            self.celebrations.change(celebration, after)
        else:
            self.celebrations.postpone(celebration, after, journey.client)
        self.log.line(Code.POSTPONED, celebration=str(celebration.id), until=to_text(until))

    def _wait(self, celebration: Celebration, reason: Reason, now: datetime) -> None:
        self.celebrations.change(celebration, celebration.waiting(now))
        self.log.line(Code.NOT_KNOWN, celebration=str(celebration.id), reason=reason)

    def _return(self, celebration: Celebration, lapsed: Lapsed, now: datetime) -> None:
        self.celebrations.change(celebration, celebration.returned(now))
        self.log.line(Code.RETURNED, celebration=str(celebration.id), end=lapsed.end)

    def _give_up(self, celebration: Celebration, reason: Reason, now: datetime) -> None:
        after = celebration.abandoned(reason, now)
        self.celebrations.change(celebration, after, not_done(after, reason, now))
        self.log.line(Code.NOT_DONE, celebration=str(celebration.id), reason=reason)

    def _deliver(self, grounds: Grounds, client: str, now: datetime) -> None:
        first, *others = together = [grounds.celebration, *_joining(grounds, now)]
        joined = tuple(Joined(other.id.hash, other.text) for other in others)
        wishes = grounds.wishes(now)
        message = Message(first.id, client, first.therapist, first.text, now, joined=joined)
        if wishes.channels:
            message = message.attempting(now, new_lease(now))
        sendings = []
        for before in together:
            after = before.delivered(now, str(message.id))
            sendings.append(Sending(before, after, sent(after, wishes.channels, now)))
        self.celebrations.deliver(grounds, sendings, message, grounds.pace.with_sent(now))
        for before in together:
            self.log.line(Code.SENT, celebration=str(before.id))
        self.notify(message, wishes)


def _joining(grounds: Grounds, now: datetime) -> list[Celebration]:
    """Choose which of the journey's other approved ones go with it: those that might go alone at this moment."""
    may_go = [
        other
        for other in sorted(grounds.beside, key=lambda one: (one.shown_at, one.id.hash))
        if isinstance(may_send(other, grounds, now), Allowed)
    ]
    return may_go[:MOST_JOINED]
