"""Which use cases each type of event goes through, in order.

Each of them takes an event in exactly once, whatever came before; so where the function is cut off between two, the
event comes again, and those that are done change nothing.
"""

from collections.abc import Callable

from kernel.envelope import Event
from milestones.application import (
    observe_contact,
    observe_goal,
    observe_journey,
    observe_mark,
    observe_measure,
    observe_rating,
    observe_reached,
    observe_said,
)
from milestones.application.observing import Observer
from milestones.application.walking import Walker
from milestones.domain.goal import GoalCourse
from milestones.domain.ports import Journeys

TakesEvent = Callable[[Event], None]
TYPES = tuple(
    dict.fromkeys(
        [
            *observe_measure.TYPES,
            *observe_goal.TYPES,
            *observe_rating.TYPES,
            *observe_reached.TYPES,
            *observe_mark.TYPES,
            *observe_journey.TYPES,
            *observe_said.TYPES,
            *observe_contact.TYPES,
        ]
    )
)
"""All that this service reads of reflections."""


def use_cases(  # noqa: PLR0917 - one for each sort of event
    scores: TakesEvent,
    goals: Observer[GoalCourse],
    walker: Walker,
    journeys: Journeys,
    hearer: observe_said.Hearer,
    contact: observe_contact.ContactObserver,
) -> dict[str, TakesEvent]:
    """Give what takes in each type of event.

    Parameters
    ----------
    scores : callable
        Takes scores in.
    goals : Observer
    walker : Walker
    journeys : Journeys
    hearer : Hearer
        Goes first: what may speak of danger waits for nothing else.
    contact : ContactObserver

    Returns
    -------
    dict
        Event type to use case.
    """
    steps: dict[str, list[TakesEvent]] = {kind: [] for kind in TYPES}
    for kinds, step in (
        (observe_said.STUCK, hearer.stuck),
        (observe_said.SHARED, hearer.shared),
        (observe_measure.TYPES, scores),
        (observe_goal.TYPES, observe_goal.observe_goal(goals)),
        (observe_rating.TYPES, observe_rating.observe_rating(goals)),
        (observe_reached.TYPES, observe_reached.observe_reached(goals)),
        (observe_mark.TYPES, observe_mark.observe_mark(walker)),
        (observe_journey.TYPES, observe_journey.observe_journey(journeys)),
        (observe_contact.SESSIONS, contact.held),
        (observe_contact.PAUSES, contact.paused),
        (observe_contact.ENDS, contact.closed),
    ):
        for kind in kinds:
            steps[kind].append(step)
    return {kind: _in_order(held) for kind, held in steps.items()}


def _in_order(steps: list[TakesEvent]) -> TakesEvent:
    def take_in(event: Event) -> None:
        for step in steps:
            step(event)

    return take_in
