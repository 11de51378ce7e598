"""Take in a rating of a goal."""

from collections.abc import Callable
from functools import partial

from kernel.envelope import Event
from milestones.application.incoming import GoalRated
from milestones.application.observation import Judge, Observation
from milestones.application.observing import Observer
from milestones.domain.alerting import concerns_of_goal
from milestones.domain.detection import claims_of_goal
from milestones.domain.goal import GoalCourse
from milestones.domain.milestone import Reason
from milestones.domain.ports import Place

TYPES = ("goal.rated.v1",)


def observe_rating(observer: Observer[GoalCourse]) -> Callable[[Event], None]:
    """Make the use case that takes ratings in, also those of a goal that is not known yet.

    DynamoDB: 1 read and at most 1 write, as `Observer` says.

    Parameters
    ----------
    observer : Observer

    Returns
    -------
    callable
        Takes an event of one of `TYPES`.
    """

    def observe(event: Event) -> None:
        rating = GoalRated.model_validate(event.data)
        point = rating.point()
        observation: Observation[GoalCourse] = Observation(
            place=Place(event.practice, event.subject, str(rating.goal)),
            learn=lambda course: course.with_point(point),
            judge=lambda: Judge(partial(claims_of_goal, goal=str(rating.goal)), concerns_of=concerns_of_goal),
            reason=Reason.RATING,
        )
        observer.take_in(observation, event)

    return observe
