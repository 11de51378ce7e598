"""Judge one course anew by the instrument that holds now."""

from collections.abc import Callable

from kernel.envelope import Event
from milestones.application.bringing import Bringer
from milestones.application.in_force import InForce, judge_of
from milestones.application.observation import Observation
from milestones.application.observing import Observer
from milestones.domain.course import Course
from milestones.domain.milestone import Reason
from milestones.domain.ports import Place


def recompute_course(
    observer: Observer[Course], bringer: Bringer, instruments: InForce
) -> Callable[[Place, Event], None]:
    """Make the use case that judges a course anew.

    DynamoDB: 1 read of the instrument, 1 of the course; no write where nothing changes; else as `Observer` says.
    Then 1 query of the trail, and where its progress is another by this instrument, what `Bringer` says.

    Parameters
    ----------
    observer : Observer
    bringer : Bringer
    instruments : callable
        Gives the instrument that holds in a practice.

    Returns
    -------
    callable
        Takes the course's place and the event that made it necessary; done again it changes nothing.
    """

    def recompute(place: Place, event: Event) -> None:
        observation: Observation[Course] = Observation(
            place=place,
            learn=lambda course: course,
            judge=lambda: judge_of(instruments(place.practice, place.subject)),
            reason=Reason.INSTRUMENT,
            anew=True,
        )
        bringer.bring(observation, observer.take_in(observation, event), event)

    return recompute
