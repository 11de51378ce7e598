"""When an approved celebration goes out: the stream shows it, this schedules or sends it."""

from dataclasses import dataclass

from kernel.clock import Clock
from notifications.application.sending import Send
from notifications.domain.celebration import Celebration
from notifications.domain.lifecycle import State
from notifications.domain.ports import Schedule


@dataclass(frozen=True, slots=True)
class Plan:
    """Plan one approved celebration.

    The approval is seen first: in quiet hours the next decent instant is stored, otherwise it is sent at once. The
    stored instant is seen next, and its schedule is created. Each step may be repeated, and either may be lost: what is
    due is found in the table as well.

    DynamoDB: for an approval as `Send` says; for a stored instant none.

    Parameters
    ----------
    send, schedule, clock
        What sends, and ports.
    """

    send: Send
    schedule: Schedule
    clock: Clock

    def __call__(self, seen: Celebration) -> None:
        """Plan it.

        Parameters
        ----------
        seen : Celebration
            As the stream shows it; it may have changed since, which each later step looks at.
        """
        if seen.state is not State.APPROVED:
            return
        if not seen.planned:
            self.send.at_a_decent_hour(seen.id)
        elif seen.send_at is not None and seen.send_at > self.clock.now():
            # What waits to be known is looked at again by the sweep: no schedule for each look.
            if seen.waiting_since is None:
                self.schedule.wake(seen.id, seen.send_at)
        else:
            self.send(seen.id)
