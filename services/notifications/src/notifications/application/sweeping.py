"""Finds what is past its time and was not sent: whatever got lost on the way, the table still knows."""

from dataclasses import dataclass
from datetime import timedelta

from kernel.clock import Clock
from kernel.log import Log
from notifications.application.log_codes import Code
from notifications.application.notifying import FollowUp
from notifications.application.sending import Send
from notifications.domain.identity import CelebrationId
from notifications.domain.message import MessageId
from notifications.domain.ports import Due

# Leaves the stream and the schedule their time; to compete with them would be safe, but in vain.
GRACE = timedelta(minutes=2)


class OverdueError(Exception):
    """Some of what is overdue could not be sent; the lines before tell which, and the next sweep tries again."""


@dataclass(frozen=True, slots=True)
class SendOverdue:
    """Send what is overdue, and follow e-mails up.

    DynamoDB: 1 query a page of what is due, and for each as `Send` and `FollowUp` say.

    Parameters
    ----------
    due, send, follow_up, clock, log
        Ports, and what acts on each.
    """

    due: Due
    send: Send
    follow_up: FollowUp
    clock: Clock
    log: Log

    def __call__(self) -> None:
        """Sweep once; what fails holds nothing else up.

        Raises
        ------
        OverdueError
            At the end, where anything failed.
        """
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

    def _act(self, found: CelebrationId | MessageId) -> None:
        if isinstance(found, CelebrationId):
            self.send(found)
        else:
            self.follow_up(found)
