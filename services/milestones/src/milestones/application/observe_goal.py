"""Take in a goal's target."""

from collections.abc import Callable
from functools import partial

from kernel.envelope import Event
from milestones.application.incoming import GoalSet
from milestones.application.observation import Judge, Observation
from milestones.application.observing import Observer
from milestones.domain.alerting import concerns_of_goal
from milestones.domain.detection import claims_of_goal
from milestones.domain.goal import GoalCourse
from milestones.domain.milestone import Reason
from milestones.domain.ports import Place
from milestones.domain.score import exact

TYPES = ("goal.set.v1",)


def observe_goal(observer: Observer[GoalCourse]) -> Callable[[Event], None]:
    """Make the use case that takes targets in.

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
        goal = GoalSet.model_validate(event.data)
        observation: Observation[GoalCourse] = Observation(
            place=Place(event.practice, event.subject, str(goal.goal)),
            learn=lambda course: course.with_target(exact(goal.target), goal.version),
            judge=lambda: Judge(partial(claims_of_goal, goal=str(goal.goal)), concerns_of=concerns_of_goal),
            reason=Reason.TARGET,
        )
        observer.take_in(observation, event)

    return observe
