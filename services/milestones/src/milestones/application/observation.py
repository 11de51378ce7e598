"""What one event says of one course."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic

from milestones.domain.claim import Claim
from milestones.domain.milestone import Reason
from milestones.domain.ports import AnyCourse, Place


@dataclass(frozen=True, slots=True)
class Observation(Generic[AnyCourse]):
    """What one event says of one course.

    Parameters
    ----------
    place : Place
        The course.
    learn : callable
        Takes the course, gives it with the event taken in; the very same object where it was known.
    claims_of : callable
        Runs the rules.
    reason : Reason
    anew : bool
        Whether the course is to be judged though nothing is learnt of it: what it is judged by may have changed.
    """

    place: Place
    learn: Callable[[AnyCourse], AnyCourse]
    claims_of: Callable[[AnyCourse], list[Claim]]
    reason: Reason
    anew: bool = False
