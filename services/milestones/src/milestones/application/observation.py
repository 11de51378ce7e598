"""What one event says of one course, what judges it, and what came of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic

from milestones.domain.alert import Concern
from milestones.domain.claim import Claim
from milestones.domain.instrument import Instrument
from milestones.domain.milestone import Reason
from milestones.domain.ports import AnyCourse, Place


def no_concerns(_course: object, _claims: Sequence[Claim]) -> list[Concern]:
    """Find no reason for an alert."""
    return []


@dataclass(frozen=True, slots=True)
class Judge(Generic[AnyCourse]):
    """What a course is judged by.

    Parameters
    ----------
    claims_of : callable
        Runs the rules.
    version : int
        Of what they go by: of the instrument as the practice has it; 0 where nothing but the rules decides.
    concerns_of : callable
        Runs the rules for alerts, on the course and what the other rules found.
    instrument : Instrument or None
        By which the course's progress is told; None: it has none.
    """

    claims_of: Callable[[AnyCourse], list[Claim]]
    version: int = 0
    concerns_of: Callable[[AnyCourse, Sequence[Claim]], list[Concern]] = no_concerns
    instrument: Instrument | None = None


@dataclass(frozen=True, slots=True)
class Observation(Generic[AnyCourse]):
    """What one event says of one course.

    Parameters
    ----------
    place : Place
        The course.
    learn : callable
        Takes the course, gives it with the event taken in; the very same object where it was known.
    judge : callable
        Gives what holds now; asked anew at each try, after the course was read.
    reason : Reason
    anew : bool
        Whether the course is to be judged though nothing is learnt of it: what judges it may have changed.
    """

    place: Place
    learn: Callable[[AnyCourse], AnyCourse]
    judge: Callable[[], Judge[AnyCourse]]
    reason: Reason
    anew: bool = False


@dataclass(frozen=True, slots=True)
class Taken(Generic[AnyCourse]):
    """A course as it is after an event was taken in.

    Parameters
    ----------
    course : Course or GoalCourse
    version : int
    owed : bool
        Whether its progress has still to reach the trail.
    unsure : bool
        Whether it may owe some though it does not say so: it is judged by something new, and was not written.
    appended : bool
        Whether all that the trail does not know of it is the latest score.
    judge : Judge or None
        What judged it; None where nothing did.
    """

    course: AnyCourse
    version: int
    owed: bool = False
    unsure: bool = False
    appended: bool = False
    judge: Judge[AnyCourse] | None = None
