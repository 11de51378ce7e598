"""After a journey was erased: its rows go, and what the services confirm becomes the certificate."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from kernel.clock import Clock
from kernel.envelope import Event
from kernel.instants import from_text, to_text
from kernel.settled import settled
from reflections.domain.events import SERVICE
from reflections.domain.ports import ErasedRows

ERASED = "journey.erased.v1"
CONFIRMED: Mapping[str, str] = MappingProxyType(
    {"milestones.erased.v1": "milestones", "notifications.erased.v1": "notifications"}
)
"""The service that each type speaks for."""


def remove_erased(rows: ErasedRows, clock: Clock) -> Callable[[Event], None]:
    """Make the use case that removes the rows of a journey.

    DynamoDB: one read, two queries, one call for each 25 rows; one put once nothing more can come. Cut off anywhere it
    is done again, and goes on with what is left. A function that remembers the journey may write for a moment more: so
    it is done at once, and once more when that moment is over, before it is confirmed.

    Parameters
    ----------
    rows : ErasedRows
    clock : Clock

    Returns
    -------
    callable
        Takes `ERASED`; raises `UnsettledError` where the event must come again.
    """

    def remove(event: Event) -> None:
        now, left = clock.now(), rows.remove(event.practice, event.subject)
        if left is not None:
            settled(from_text(left.at), now)
            rows.confirm(event.practice, event.subject, SERVICE, to_text(now))

    return remove


def note_confirmation(rows: ErasedRows) -> Callable[[Event], None]:
    """Make the use case that gathers what the other services confirm: one DynamoDB call.

    Parameters
    ----------
    rows : ErasedRows

    Returns
    -------
    callable
        Takes the types in `CONFIRMED`.
    """

    def note(event: Event) -> None:
        at = to_text(from_text(event.time))
        rows.confirm(event.practice, event.subject, CONFIRMED[event.type], at)

    return note
