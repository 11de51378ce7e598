"""Take in a score: filled in, corrected or taken back."""

from collections.abc import Callable

from kernel.envelope import Event
from milestones.application.bringing import Bringer
from milestones.application.in_force import InForce, as_shipped, judge_of
from milestones.application.incoming import MeasureRetracted, MeasureScored
from milestones.application.observation import Observation
from milestones.application.observing import Observer
from milestones.domain.course import Course
from milestones.domain.milestone import Reason
from milestones.domain.ports import Place

_FORMS: dict[str, tuple[type[MeasureScored | MeasureRetracted], Reason]] = {
    "measure.scored.v1": (MeasureScored, Reason.SCORE),
    "measure.corrected.v1": (MeasureScored, Reason.CORRECTION),
    "measure.retracted.v1": (MeasureRetracted, Reason.RETRACTION),
}
TYPES = tuple(_FORMS)


def observe_measure(
    observer: Observer[Course], bringer: Bringer, instruments: InForce = as_shipped
) -> Callable[[Event], None]:
    """Make the use case that takes scores in.

    A course of an instrument that has no known thresholds is kept too: no rule runs on it.
    DynamoDB: as `Observer` says, and 1 read of the instrument for each time that it judges; where the score changes how
    the course stands against its first one, what `Bringer` says besides, and 1 read of the instrument.

    Parameters
    ----------
    observer : Observer
    bringer : Bringer
    instruments : callable
        Gives the instrument that holds in a practice.

    Returns
    -------
    callable
        Takes an event of one of `TYPES`.
    """

    def observe(event: Event) -> None:
        form, reason = _FORMS[event.type]
        measure = form.model_validate(event.data)
        point = measure.point()
        observation = Observation(
            place=Place(event.practice, event.subject, measure.instrument),
            learn=lambda course: course.with_point(point),
            judge=lambda: judge_of(instruments(event.practice, measure.instrument)),
            reason=reason,
        )
        bringer.bring(observation, observer.take_in(observation, event), event)

    return observe
