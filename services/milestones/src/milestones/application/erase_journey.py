"""A journey was erased: all that is known of it here goes, nothing later is taken in, and it is confirmed."""

from collections.abc import Callable
from contextlib import suppress

from kernel.clock import Clock
from kernel.envelope import Event
from kernel.instants import from_text, to_text
from kernel.settled import settled
from milestones.application.incoming import JourneyErased
from milestones.domain.events import ERASED as CONFIRMED
from milestones.domain.events import SERVICE, MilestonesErased
from milestones.domain.ports import ErasedJourneyError, ErasedJourneys

ERASED = "journey.erased.v1"


def erase_journey(erased: ErasedJourneys, clock: Clock) -> Callable[[Event], None]:
    """Make the use case that removes a journey.

    DynamoDB: one update that marks it, one delete of its key, one query and one call for each 25 rows, one update
    that confirms; one update where that was done before. Cut off anywhere it is done again, and goes on with what is
    left. What was read before the mark may be written for a moment more: so rows are removed at once, and once more
    when that moment is over.

    Parameters
    ----------
    erased : ErasedJourneys
    clock : Clock

    Returns
    -------
    callable
        Takes `ERASED`; raises `kernel.settled.UnsettledError` where the event must come again.
    """

    def erase(event: Event) -> None:
        read, now = JourneyErased.model_validate(event.data), clock.now()
        if erased.mark(event.practice, event.subject, event.time):
            return
        erased.remove(event.practice, event.subject)
        settled(from_text(event.time), now)
        confirmation = Event.of(
            kind=CONFIRMED,
            aggregate=event.subject,
            version=read.version,
            service=SERVICE,
            time=to_text(now),
            subject=event.subject,
            practice=event.practice,
            correlation=event.correlationid,
            causation=event.id,
            data=MilestonesErased(version=read.version),
        )
        erased.confirm(confirmation)

    return erase


def unless_erased(observer: Callable[[Event], None]) -> Callable[[Event], None]:
    """Make a use case deaf to what comes late of an erased journey.

    Parameters
    ----------
    observer : callable
        Raises `ErasedJourneyError` where it would begin something for an erased journey.

    Returns
    -------
    callable
        The same, and it has then done all there is to do.
    """

    def observe(event: Event) -> None:
        with suppress(ErasedJourneyError):
            observer(event)

    return observe
