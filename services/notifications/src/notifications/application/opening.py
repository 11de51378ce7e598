"""Opens the words of a celebration for who may read them."""

from dataclasses import dataclass

from kernel.log import Log
from notifications.application.log_codes import Code
from notifications.domain.identity import CelebrationId, JourneyId
from notifications.domain.ports import TEXT, SpoiltTextError, Texts


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

    def __call__(self, celebration: CelebrationId, sealed: bytes, field: str = TEXT) -> str | None:
        """Open; None where the key is gone, and, with a line in the log, where the text cannot be opened."""
        return self._open(celebration.of_journey, sealed, str(celebration), field)

    def words(self, journey: JourneyId, sealed: bytes) -> str | None:
        """Open words that belong to a journey and to no celebration: those of a standing cheer."""
        return self._open(journey, sealed, journey.journey, TEXT)

    def _open(self, journey: JourneyId, sealed: bytes, named: str, field: str) -> str | None:
        try:
            return self.texts.open(journey, sealed, field)
        except SpoiltTextError:
            self.log.line(Code.TEXT_UNREADABLE, celebration=named)
            return None
