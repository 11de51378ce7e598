"""Notes on alerts: sealed under the data key of their journey; they lie in the alert's own item."""

from collections.abc import Sequence

from kernel.sealing import TamperedError
from milestones.adapters.journey_keys import JourneyKeys, key_context
from milestones.domain.alert import Alert
from milestones.domain.moved_me import UnreadableNoteError


class SealedAlertNotes:
    """The port `AlertNotes` with KMS.

    Parameters
    ----------
    keys : JourneyKeys
        The keys of journeys.
    """

    def __init__(self, keys: JourneyKeys) -> None:
        self._keys = keys

    def seal(self, practice: str, alert: str, text: str) -> bytes:
        """Seal a note: one read of the key, one call of KMS; one put for a journey's first key."""
        journey = alert.partition(".")[0]
        wrapped = self._keys.wrapped(practice, journey)
        if wrapped is None:
            return self._keys.made(practice, journey).seal(text, _context(practice, alert))
        return self._keys.unwrapped(practice, journey, wrapped).seal(text, _context(practice, alert))

    def open(self, practice: str, alerts: Sequence[Alert]) -> dict[str, str]:
        """Open notes of one journey: one read and one call of KMS where there are any."""
        noted = {one.id: one.note.sealed for one in alerts if one.note is not None}
        if not noted:
            return {}
        journey = alerts[0].journey
        wrapped = self._keys.wrapped(practice, journey)
        if wrapped is None:
            return {}
        try:
            key = self._keys.unwrapped(practice, journey, wrapped)
        except UnreadableNoteError:
            return {}
        opened: dict[str, str] = {}
        for alert, sealed in noted.items():
            try:
                opened[alert] = key.open(sealed, _context(practice, alert))
            except TamperedError:
                continue
        return opened


def _context(practice: str, alert: str) -> dict[str, str]:
    journey, _, digits = alert.partition(".")
    return key_context(practice, journey) | {"field": f"{digits}/alert_note"}
