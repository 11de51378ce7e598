"""Sends an approved celebration, or says why not, after looking at everything again."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from kernel.clock import Clock
from kernel.instants import from_text, to_text
from kernel.log import Log
from notifications.application.announcing import not_done, sent
from notifications.application.log_codes import Code
from notifications.application.notifying import Notify, new_lease
from notifications.domain.celebration import Celebration
from notifications.domain.identity import CelebrationId
from notifications.domain.lifecycle import State
from notifications.domain.message import Message
from notifications.domain.ports import Celebrations, Grounds, LostRaceError
from notifications.domain.reason import Reason
from notifications.domain.sending import Later, Refused, may_send

_LOOKS = 3


@dataclass(frozen=True, slots=True)
class Send:
    """Send one celebration.

    DynamoDB: 2 reads (celebration with projection; preferences), then 1 transaction that sends, or 1 write that
    postpones or gives up; with a notice 1 more write that records what became of it.

    Parameters
    ----------
    look : Look
        Reads what is decided upon.
    celebrations, notify, clock, log
        Ports, and what takes notices to people.
    """

    look: Callable[[CelebrationId], Grounds | None]
    celebrations: Celebrations
    notify: Notify
    clock: Clock
    log: Log

    def __call__(self, celebration: CelebrationId) -> None:
        """Send it if it may be sent at this moment; nothing where it is not, or no longer, approved.

        Raises
        ------
        LostRaceError
            Where things kept changing under three looks.
        """
        self._looking(celebration, self._decide)

    def at_a_decent_hour(self, celebration: CelebrationId) -> None:
        """Postpone it to the next decent instant without judging it yet, or send it if the hour is decent now.

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
        decent = grounds.preferences.quiet_hours.next_decent(now)
        if decent > now:
            self._postpone(grounds.celebration, decent)
        else:
            self._decide(grounds, now)

    def _decide(self, grounds: Grounds, now: datetime) -> None:
        verdict = may_send(grounds.celebration, grounds.journey, grounds.preferences, now)
        if isinstance(verdict, Refused):
            self._give_up(grounds.celebration, verdict.reason, now)
        elif isinstance(verdict, Later):
            self._postpone(grounds.celebration, verdict.until)
        else:
            self._deliver(grounds, verdict.client, now)

    def _postpone(self, celebration: Celebration, until: datetime) -> None:
        # The stream shows the new time to the planner, which alone may create schedules.
        self.celebrations.change(celebration, celebration.planned_for(until))
        self.log.line(Code.POSTPONED, celebration=str(celebration.id), until=to_text(until))

    def _give_up(self, celebration: Celebration, reason: Reason, now: datetime) -> None:
        after = celebration.abandoned(reason)
        self.celebrations.change(celebration, after, not_done(after, reason, now))
        self.log.line(Code.NOT_DONE, celebration=str(celebration.id), reason=reason)

    def _deliver(self, grounds: Grounds, client: str, now: datetime) -> None:
        before = grounds.celebration
        after = before.delivered(now)
        message = Message(before.id, client, before.therapist, before.text, now)
        if grounds.preferences.channels:
            message = message.attempting(now, new_lease(now))
        self.celebrations.deliver(grounds, after, message, sent(after, grounds.preferences.channels, now))
        self.log.line(Code.SENT, celebration=str(before.id))
        self.notify(message, grounds.preferences)
