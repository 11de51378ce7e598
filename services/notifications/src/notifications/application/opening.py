"""Opens the words of a celebration for who may read them."""

from dataclasses import dataclass

from kernel.log import Log
from notifications.application.log_codes import Code
from notifications.domain.identity import CelebrationId
from notifications.domain.ports import SpoiltTextError, Texts


@dataclass(frozen=True, slots=True)
class Open:
    """Open words; one text that cannot be opened must not hide a whole list.

    DynamoDB: no call while the journey's key is cached, else 1 read.

    Parameters
    ----------
    texts, log
        Ports.
    """

    texts: Texts
    log: Log

    def __call__(self, celebration: CelebrationId, sealed: bytes) -> str | None:
        """Open; None where the key is gone, and, with a line in the log, where the text cannot be opened."""
        try:
            return self.texts.open(celebration.of_journey, sealed)
        except SpoiltTextError:
            self.log.line(Code.TEXT_UNREADABLE, celebration=str(celebration))
            return None
