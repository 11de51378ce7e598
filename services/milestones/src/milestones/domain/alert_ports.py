"""What the use cases of alerts need from outside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from milestones.domain.alert import Alert, AlertKind
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

    def act(self, place: Place, course: str, version: int, standings: AlertStandings, news: AlertNews) -> None:
        """Write how they stand now with the one that changed, all or nothing: one call.

        Raises
        ------
        StaleError
            Where the course was written meanwhile.
        """
        ...
