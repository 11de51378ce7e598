"""What the use cases of alerts need from outside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from milestones.domain.alert import Alert, AlertKind, AlertNote
from milestones.domain.alert_changes import AlertStanding, AlertStandings
from milestones.domain.journey import Journey
from milestones.domain.ports import AlertNews, Place


@dataclass(frozen=True, slots=True)
class AlertPage:
    """One page of a journey's alerts.

    Parameters
    ----------
    items : sequence of Alert
        Red ones first.
    next : str or None
        Where the next page begins; None on the last.
    """

    items: Sequence[Alert]
    next: str | None


class Alerts(Protocol):
    """Reads alerts, and keeps what the therapist does about them."""

    def of_journey(self, practice: str, journey: str, after: str | None, limit: int, *, cleared: bool) -> AlertPage:
        """Read a page of alerts, cleared ones only where they are wanted: one call, more where few are left."""
        ...

    def with_journey(self, practice: str, alert: str) -> tuple[Journey | None, Alert | None]:
        """Read an alert and its journey: one call."""
        ...

    def standings(self, place: Place, course: str) -> tuple[Mapping[AlertKind, AlertStanding], int]:
        """Read how the alerts of a course stand, and the course's version: one call."""
        ...

    def act(  # noqa: PLR0917 - one write
        self,
        place: Place,
        course: str,
        version: int,
        standings: AlertStandings,
        news: AlertNews,
        note: AlertNote | None = None,
    ) -> None:
        """Write how they stand now with the one that changed and what was noted, all or nothing: one call.

        Raises
        ------
        StaleError
            Where the course was written meanwhile.
        """
        ...

    def note(self, practice: str, alert: Alert, note: AlertNote) -> None:
        """Write a note on an alert that stays as it is: one call.

        Raises
        ------
        StaleError
            Where the alert changed meanwhile.
        """
        ...


class AlertNotes(Protocol):
    """Seals and opens notes on alerts, under the data key of their journey."""

    def seal(self, practice: str, alert: str, text: str) -> bytes:
        """Seal a note: one read of the key, one call of the key service; one put for a journey's first key.

        Raises
        ------
        UnreadableNoteError
            Where the key was altered.
        """
        ...

    def open(self, practice: str, alerts: Sequence[Alert]) -> Mapping[str, str]:
        """Open the notes of alerts of one journey, by alert: one read and one call of the key service, none without.

        What cannot be opened, because key or note were altered or the key is gone, is missing.
        """
        ...
