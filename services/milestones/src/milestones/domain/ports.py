"""What the use cases need from outside; adapters serve it, and tests serve it with fakes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Generic, Protocol, TypeVar

from kernel.envelope import Event
from milestones.domain.alert_changes import AlertChange, AlertStandings
from milestones.domain.arranging import CoursePage
from milestones.domain.changes import Change, Standings
from milestones.domain.claim import Claim, Numbers
from milestones.domain.course import Course
from milestones.domain.definition import Definition
from milestones.domain.goal import GoalCourse
from milestones.domain.journey import Fact, Journey, View
from milestones.domain.milestone import Milestone, Reason

AnyCourse = TypeVar("AnyCourse", Course, GoalCourse)


class StaleError(Exception):
    """Somebody else wrote the course between our read and our write: read again and decide again."""


class ErasedJourneyError(Exception):
    """The journey was erased: what comes late of it is not taken in."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a course is kept.

    Parameters
    ----------
    practice, journey : str
    subject : str
        The instrument, or the id of the goal.
    """

    practice: str
    journey: str
    subject: str


@dataclass(frozen=True, slots=True)
class Kept(Generic[AnyCourse]):
    """A course with what was told of it.

    Parameters
    ----------
    course : Course or GoalCourse
    standings : Standings
        What was last told of each of its claims.
    version : int
        Grows by one with each write; 0 where nothing is stored yet.
    untold : bool
        Whether more was found in it than could be told in one write: the rest is still to be told.
    pages : sequence of CoursePage
        The pages that were read, or that are to be written, of a long course.
    judged_by : int
        Version of the instrument that it was last judged by; 0 as shipped.
    alerts : AlertStandings
        What was last told of each of its alerts.
    owed : bool
        Whether its progress has still to reach the trail.
    """

    course: AnyCourse
    standings: Standings
    version: int
    untold: bool = False
    pages: Sequence[CoursePage] = ()
    judged_by: int = 0
    alerts: AlertStandings = field(default_factory=lambda: MappingProxyType({}))
    owed: bool = False

    @property
    def is_head(self) -> bool:
        """Whether the course is longer than what was read of it."""
        return self.course.recorded.older is not None and not self.pages


@dataclass(frozen=True, slots=True)
class News:
    """A milestone that is new or not as it was, with the event that says so.

    Parameters
    ----------
    milestone : str
        Its id.
    change : Change
    occurred_at : datetime
        When the score or rating was given that it hangs on.
    numbers : Numbers
        As told; empty where it is retracted.
    at : datetime
        Now.
    reason : Reason
    event : Event
        Published from the very item that the change is written to.
    """

    milestone: str
    change: Change
    occurred_at: datetime
    numbers: Numbers
    at: datetime
    reason: Reason
    event: Event

    @property
    def claim(self) -> Claim | None:
        """The claim; None where it is retracted."""
        return self.change.claim


@dataclass(frozen=True, slots=True)
class AlertNews:
    """An alert that is raised or not as it was, with the event that says so.

    Parameters
    ----------
    alert : str
        Its id.
    change : AlertChange
    subject : str
        Of its course.
    at : datetime
        Now.
    event : Event
        Published from the very item that the change is written to.
    """

    alert: str
    change: AlertChange
    subject: str
    at: datetime
    event: Event


class CourseStore(Protocol[AnyCourse]):
    """Keeps courses, each with the milestones found in it."""

    def load(self, place: Place) -> Kept[AnyCourse]:
        """Read a course, of a long one its head: one consistent read; an empty one where there is none.

        Raises
        ------
        ErasedJourneyError
            Where there is none because the journey was erased.
        """
        ...

    def load_whole(self, place: Place) -> Kept[AnyCourse]:
        """Read a course with all of its pages: one consistent query.

        Raises
        ------
        StaleError
            Where it was written meanwhile, so that head and pages do not belong together.
        """
        ...

    def keep(self, place: Place, kept: Kept[AnyCourse], news: Sequence[News | AlertNews]) -> None:
        """Write a course with its news, all or nothing: one call.

        Raises
        ------
        StaleError
            Where another write came first; ``kept.version`` must follow the stored one.
        """
        ...

    def settle(self, place: Place, version: int) -> None:
        """Note that the trail knows the progress of a course at this version: one call.

        Raises
        ------
        StaleError
            Where the course is at another version.
        """
        ...


class Journeys(Protocol):
    """Keeps what is known of journeys."""

    def learn(  # noqa: PLR0917 - one fact
        self, practice: str, journey: str, fact: Fact, version: int, value: str | None, at: str | None = None
    ) -> None:
        """Note a fact unless the same or a later version of it is known, or the journey was erased: one call."""
        ...

    def get(self, practice: str, journey: str) -> Journey | None:
        """Read a journey: one call."""
        ...


class ErasedJourneys(Protocol):
    """Journeys that were erased."""

    def mark(self, practice: str, journey: str, at: str) -> bool:
        """Mark a journey erased, and forget whose it was: one call. Tell whether it was confirmed before."""
        ...

    def remove(self, practice: str, journey: str) -> None:
        """Remove all that is known of it but the mark; done again it goes on."""
        ...

    def confirm(self, event: Event) -> None:
        """Tell, once, that all of it is gone: one call."""
        ...


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a journey's milestones.

    Parameters
    ----------
    items : sequence of Milestone
    next : str or None
        Where the next page begins; None on the last.
    """

    items: Sequence[Milestone]
    next: str | None


class Milestones(Protocol):
    """Reads milestones."""

    def page(self, practice: str, journey: str, view: View, after: str | None, limit: int) -> Page:
        """Read a page of the milestones that hold (retracted ones do not): one call, more where much is hidden."""
        ...

    def with_journey(self, practice: str, milestone: str) -> tuple[Journey | None, Milestone | None]:
        """Read a milestone and its journey: one call."""
        ...


class Definitions(Protocol):
    """Keeps what practices say of instruments."""

    def get(self, practice: str, instrument: str) -> Definition | None:
        """Read one, withdrawn or not: one call."""
        ...

    def of_practice(self, practice: str) -> list[Definition]:
        """Read all of a practice, withdrawn ones too: one call."""
        ...

    def keep(self, practice: str, definition: Definition, event: Event) -> None:
        """Write one with its event: one call.

        Raises
        ------
        StaleError
            Where another version was written first.
        """
        ...


@dataclass(frozen=True, slots=True)
class JourneyPage:
    """One page of the journeys that have a course of an instrument.

    Parameters
    ----------
    journeys : sequence of str
    next : str or None
        The last of them, where more may follow; None on the last page.
    """

    journeys: Sequence[str]
    next: str | None


class CourseIndex(Protocol):
    """Finds the courses of an instrument."""

    def page(self, practice: str, instrument: str, after: str | None, limit: int) -> JourneyPage:
        """Give a page of journeys in the order of their ids: one call."""
        ...


class Jobs(Protocol):
    """Work that is still to be done, each piece as an event to the one who gave it."""

    def add(self, job: Event) -> None:
        """Put a job at the end: one call."""
        ...
