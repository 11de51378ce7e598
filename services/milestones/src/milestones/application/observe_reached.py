"""Take in that one of the two says that a goal is reached."""

from collections.abc import Callable
from functools import partial

from kernel.envelope import Event
from milestones.application.incoming import GoalReached
from milestones.application.observation import Judge, Observation
from milestones.application.observing import Observer
from milestones.domain.alerting import concerns_of_goal
from milestones.domain.detection import claims_of_goal
from milestones.domain.goal import GoalCourse
from milestones.domain.milestone import Reason
from milestones.domain.ports import Place

TYPES = ("goal.reached.v1",)


def observe_reached(observer: Observer[GoalCourse]) -> Callable[[Event], None]:
    """Make the use case that takes people's word on a goal in.

    DynamoDB: 1 read and at most 1 write, as `Observer` says; 1 query more where the goal has more than 32 ratings.

    Parameters
    ----------
    observer : Observer

    Returns
    -------
    callable
        Takes an event of one of `TYPES`.
    """

    def observe(event: Event) -> None:
        word = GoalReached.model_validate({**event.data, "said_at": event.time})
        observation: Observation[GoalCourse] = Observation(
            place=Place(event.practice, event.subject, str(word.goal)),
            learn=lambda course: course.with_word(word.by, word.said_at),
            judge=lambda: Judge(partial(claims_of_goal, goal=str(word.goal)), concerns_of=concerns_of_goal),
            reason=Reason.WORD,
        )
        observer.take_in(observation, event)

    return observe
