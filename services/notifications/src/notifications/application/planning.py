"""When an approved celebration goes out: the stream shows it, this schedules or sends it."""

from dataclasses import dataclass

from kernel.clock import Clock
from notifications.domain.celebration import Celebration
from notifications.domain.lifecycle import State
from notifications.domain.ports import Schedule, Sends


@dataclass(frozen=True, slots=True)
class Plan:
    """Plan one approved celebration.

    The approval is seen first, and handed to what sends: where its moment is later, that instant is stored. The stored
    instant is seen next, and its schedule is created. Each step may be repeated, and either may be lost: what is due is
    found in the table as well.

    DynamoDB: none.

    Parameters
    ----------
    send, schedule, clock
        What sends or hands over, and ports.
    """

    send: Sends
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
