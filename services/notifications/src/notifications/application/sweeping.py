"""Finds what is past its time and was not sent: whatever got lost on the way, the table still knows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from kernel.clock import Clock
from kernel.log import Log
from notifications.application.log_codes import Code
from notifications.domain.card_notice import TherapistId
from notifications.domain.identity import CelebrationId
from notifications.domain.message import MessageId
from notifications.domain.mirror_notice import MirrorOf, Reminded
from notifications.domain.ports import Due, Sends

# Leaves the stream and the schedule their time; to compete with them would be safe, but in vain.
GRACE = timedelta(minutes=2)


class OverdueError(Exception):
    """Some of what is overdue could not be sent; the lines before tell which, and the next sweep tries again."""


@dataclass(frozen=True, slots=True)
class SendOverdue:
    """Send what is overdue, and follow notices up.

    DynamoDB: 1 query a page of what is due, and for each what acts on it.

    Parameters
    ----------
    due, send, follow_up, tell, clock, log
        Ports, and what acts on each, or hands it over.
    is_busy : callable
        Tells whether sendings that were handed over are still being worked off: what is overdue then is most likely
        among them, and is left to the next sweep.
    """

    due: Due
    send: Sends
    follow_up: Callable[[MessageId], None]
    tell: Callable[[Reminded], None]
    clock: Clock
    log: Log
    is_busy: Callable[[], bool] = lambda: False

    def __call__(self) -> None:
        """Sweep once; what fails holds nothing else up.

        Raises
        ------
        OverdueError
            At the end, where anything failed.
        """
        if self.is_busy():
            self.log.line(Code.OVERDUE, busy=True)
            return
        swept = failed = 0
        for found in self.due.until(self.clock.now() - GRACE):
            swept += 1
            try:
                self._act(found)
            except Exception as error:  # noqa: BLE001 - whatever is wrong with one must not keep the others waiting
                failed += 1
                self.log.line(Code.OVERDUE_FAILED, found=str(found), error=type(error).__name__)
        self.log.line(Code.OVERDUE, found=swept, failed=failed)
        if failed:
            raise OverdueError

    def _act(self, found: CelebrationId | MessageId | Reminded) -> None:
        if isinstance(found, CelebrationId):
            self.send(found)
        elif isinstance(found, TherapistId | MirrorOf):
            self.tell(found)
        else:
            self.follow_up(found)
