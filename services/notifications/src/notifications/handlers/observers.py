"""Which use case takes which type of event in."""

from kernel.consumer import Observer
from kernel.envelope import Event
from notifications.adapters import incoming
from notifications.application.drafting import TakeInMilestone
from notifications.application.erasing import EraseJourney
from notifications.application.projecting import Project


def observers(take_in: TakeInMilestone, project: Project, erase: EraseJourney) -> dict[str, Observer]:
    """Give the observer of each type that this service listens to.

    Parameters
    ----------
    take_in : TakeInMilestone
        For milestones.
    project : Project
        For journeys, administrations, sessions, alerts and setbacks.
    erase : EraseJourney
        For journeys that were erased.

    Returns
    -------
    dict
        Event type to what takes it in.
    """

    def journey(event: Event) -> None:
        fact = incoming.journey_fact(event)
        if fact is not None:
            project.fact(incoming.journey_of(event), fact)

    def measure(event: Event) -> None:
        project.administration(incoming.journey_of(event), incoming.administration(event))

    def session(event: Event) -> None:
        project.session(incoming.journey_of(event), incoming.session(event))

    def alert(event: Event) -> None:
        project.concern(incoming.journey_of(event), incoming.alert(event))

    def setback(event: Event) -> None:
        project.concern(incoming.journey_of(event), incoming.setback(event))

    def milestone(event: Event) -> None:
        take_in(*incoming.milestone(event), correlation=event.correlationid, cause=event.id)

    def erasure(event: Event) -> None:
        fact = incoming.journey_fact(event)
        if fact is not None:
            erase(incoming.journey_of(event), fact, event)

    return {
        incoming.ERASED: erasure,
        **dict.fromkeys(incoming.JOURNEY_CHANGES, journey),
        **dict.fromkeys(incoming.MEASURES, measure),
        **dict.fromkeys(incoming.SESSIONS, session),
        **dict.fromkeys(incoming.ALERTS, alert),
        **dict.fromkeys(incoming.SETBACKS, setback),
        **dict.fromkeys(incoming.MILESTONES, milestone),
    }
