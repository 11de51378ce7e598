"""A journey was erased: its key, its celebrations and the messages about it go, and it is confirmed."""

from dataclasses import dataclass

from kernel.clock import Clock
from kernel.envelope import Event
from kernel.instants import from_text, to_text
from kernel.settled import settled
from notifications.application.projecting import Project
from notifications.domain import events
from notifications.domain.erased_journeys import ErasedJourneys
from notifications.domain.identity import JourneyId
from notifications.domain.journey import JourneyFact
from notifications.domain.ports import Journeys


@dataclass(frozen=True, slots=True)
class EraseJourney:
    """Remove a journey, in steps that may be cut off anywhere and done again.

    DynamoDB: 1 read and 1 conditional write that stop every sending, 1 read, 1 delete of the key, 2 queries, 1 call for
    each 25 rows, 1 write that confirms; 2 reads where it was confirmed before. What was read before the mark may be
    written for a moment more: so rows are removed at once, and once more when that moment is over.

    Parameters
    ----------
    project : Project
        Marks the journey.
    journeys, erased, clock
        Ports.
    """

    project: Project
    journeys: Journeys
    erased: ErasedJourneys
    clock: Clock

    def __call__(self, journey: JourneyId, fact: JourneyFact, event: Event) -> None:
        """Take ``journey.erased.v1`` in.

        Raises
        ------
        UnsettledError
            Where the event must come again, a little later.
        LostRaceError
            Where somebody else keeps writing meanwhile.
        """
        self.project.fact(journey, fact)
        known, now = self.journeys.get(journey), self.clock.now()
        if known.erasure_confirmed:
            return
        self.erased.remove(journey, known.client)
        settled(from_text(event.time), now)
        confirmation = Event.of(
            kind=events.ERASED,
            aggregate=journey.journey,
            version=fact.version,
            service=events.SERVICE,
            time=to_text(now),
            subject=journey.journey,
            practice=journey.practice,
            correlation=event.correlationid,
            causation=event.id,
            data=events.NotificationsErased(version=fact.version),
        )
        self.erased.confirm(journey, confirmation)
