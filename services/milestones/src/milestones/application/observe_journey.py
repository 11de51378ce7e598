"""Take in what becomes known of a journey: its therapist, its client, its end."""

from collections.abc import Callable

from kernel.envelope import Event
from milestones.application.incoming import JourneyClosed, JourneyJoined, JourneyOpened
from milestones.domain.journey import Fact
from milestones.domain.ports import Journeys

TYPES = ("journey.opened.v1", "journey.handed_over.v1", "journey.joined.v1", "journey.closed.v1")


def observe_journey(journeys: Journeys) -> Callable[[Event], None]:
    """Make the use case that projects journeys; for each fact the highest version stays.

    DynamoDB: 1 conditional update, refused where the fact was known.

    Parameters
    ----------
    journeys : Journeys

    Returns
    -------
    callable
        Takes an event of one of `TYPES`.
    """

    def observe(event: Event) -> None:
        if event.type in {"journey.opened.v1", "journey.handed_over.v1"}:
            opened = JourneyOpened.model_validate(event.data)
            journeys.learn(event.practice, event.subject, Fact.THERAPIST, opened.version, opened.therapist, event.time)
        elif event.type == "journey.joined.v1":
            joined = JourneyJoined.model_validate(event.data)
            journeys.learn(event.practice, event.subject, Fact.CLIENT, joined.version, joined.client)
        else:
            closed = JourneyClosed.model_validate(event.data)
            journeys.learn(event.practice, event.subject, Fact.CLOSED, closed.version, None)

    return observe
