"""Judge every course of an instrument anew after its practice changed it: a page a message, until there are no more."""

from collections.abc import Callable
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from kernel.envelope import Event
from kernel.log import Log, origin
from milestones.application.log_codes import MilestoneCode
from milestones.domain.events import INSTRUMENT_DEFINED
from milestones.domain.ports import CourseIndex, Jobs, Place

_PAGE, _COURSE = "recompute.page", "recompute.course"
TYPES = (INSTRUMENT_DEFINED, _PAGE, _COURSE)
"""The event that begins it, and the two jobs that it makes of it: these never leave their queue."""

AT_ONCE = 50
"""Courses a message: some seconds of work, so far from the function's timeout."""


class _Job(BaseModel):
    """What of an event or a job is looked at: ``after`` and ``journey`` stand in jobs only."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    instrument: str
    after: str | None = None
    journey: str | None = None


@dataclass(frozen=True, slots=True)
class RecomputeCourses:
    """Take an instrument's new definition, or a job that it led to, to the courses.

    Where a message comes twice, or is cut off and comes again, the courses that are done know the instrument's version
    already and nothing changes. A course that cannot be judged gets a message of its own, tried again and given up
    alone: it holds up no other.
    DynamoDB: 1 query for the page, and for each course what `Observer.recompute` states. SQS: 1 message for the next
    page, 1 for each course that failed.

    Parameters
    ----------
    courses : CourseIndex
    jobs : Jobs
    recompute : callable
        Judges one course anew by the instrument that holds now; done again it changes nothing.
    log : Log
    at_once : int
        Courses a message.
    """

    courses: CourseIndex
    jobs: Jobs
    recompute: Callable[[Place, Event], None]
    log: Log
    at_once: int = AT_ONCE

    def __call__(self, event: Event) -> None:
        """Do what one message asks.

        Parameters
        ----------
        event : Event
            Of one of `TYPES`.
        """
        job = _Job.model_validate(event.data)
        if job.journey is not None:
            self.recompute(Place(event.practice, job.journey, job.instrument), event)
            return
        page = self.courses.page(event.practice, job.instrument, job.after, self.at_once)
        for journey in page.journeys:
            self._one(Place(event.practice, journey, job.instrument), event)
        # Last: where it is sent and this message comes again all the same, two go on, and the second changes nothing.
        if page.next is not None:
            self.jobs.add(_job(event, _PAGE, {"instrument": job.instrument, "after": page.next}))
        self.log.line(
            MilestoneCode.RECOMPUTED,
            instrument=job.instrument,
            practice=event.practice,
            courses=len(page.journeys),
            more=page.next is not None,
            correlation=event.correlationid,
        )

    def _one(self, place: Place, event: Event) -> None:
        try:
            self.recompute(place, event)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is tried again, and given up, alone
            self.log.line(
                MilestoneCode.SET_APART,
                journey=place.journey,
                instrument=place.subject,
                error=type(error).__name__,
                origin=origin(error),
                correlation=event.correlationid,
            )
            self.jobs.add(_job(event, _COURSE, {"instrument": place.subject, "journey": place.journey}))


def _job(event: Event, kind: str, data: dict[str, str]) -> Event:
    """Keep who and why of the event that began it: what it changes is caused by that one."""
    return event.model_copy(update={"type": kind, "data": data})
