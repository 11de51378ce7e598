"""Judging the courses of an instrument anew: every one, whatever breaks on the way, and none twice to any effect."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.envelope import Event
from milestones.application.recompute_courses import TYPES, RecomputeCourses
from milestones.domain.events import INSTRUMENT_DEFINED
from milestones.domain.ports import JourneyPage, Place
from unit.milestones.courses import uuid
from unit.milestones.fakes import SILENT

PRACTICE = "practice-1"
DEFINED = Event(
    id=uuid(7),
    type=INSTRUMENT_DEFINED,
    source="/quietcheer/milestones",
    time="2026-05-01T09:00:00.000Z",
    subject="PHQ-9",
    practice=PRACTICE,
    correlationid=uuid(8),
    causationid=uuid(8),
    data={"instrument": "PHQ-9", "version": 3, "direction": "lower_is_better", "something": "new"},
)


class CrashError(Exception):
    """The function is cut off."""


class Courses:
    """Courses by instrument, in pages; counts the pages read."""

    def __init__(self, journeys: int) -> None:
        self.journeys = [uuid(number) for number in range(journeys)]
        self.limits: list[int] = []

    def page(self, practice: str, instrument: str, after: str | None, limit: int) -> JourneyPage:
        """Read a page; like DynamoDB it may end exactly at the last one and not know it."""
        assert (practice, instrument) == (PRACTICE, "PHQ-9")
        self.limits.append(limit)
        rest = [journey for journey in self.journeys if after is None or journey > after]
        return JourneyPage(rest[:limit], rest[limit - 1] if len(rest) >= limit else None)


class Queue:
    """Messages that wait; each comes at least once."""

    def __init__(self) -> None:
        self.waiting: list[Event] = []
        self.sent = 0

    def add(self, job: Event) -> None:
        """Send a message, as JSON goes."""
        self.sent += 1
        self.waiting.append(Event.model_validate_json(job.model_dump_json()))


class Run:
    """The use case on fakes, with what it judged."""

    def __init__(self, journeys: int, at_once: int = 3) -> None:
        self.courses, self.queue = Courses(journeys), Queue()
        self.judged: list[str] = []
        self.causes: set[str] = set()
        self.before_each: Callable[[Place], None] = lambda _: None
        self.use_case = RecomputeCourses(self.courses, self.queue, self._judge, SILENT, at_once)

    def _judge(self, place: Place, event: Event) -> None:
        self.before_each(place)
        self.judged.append(place.journey)
        self.causes.add(event.id)

    def to_the_end(self, most: int = 200) -> None:
        """Take messages until none waits; one that fails waits again."""
        for _ in range(most):
            if not self.queue.waiting:
                return
            event = self.queue.waiting.pop(0)
            try:
                self.use_case(event)
            except CrashError:
                self.queue.waiting.append(event)
        raise AssertionError("it does not end")


@pytest.mark.parametrize("journeys", [0, 1, 2, 3, 4, 6, 7, 20])
def test_every_course_is_judged_once_and_a_message_does_no_more_than_a_page(journeys: int) -> None:
    run = Run(journeys)
    run.queue.add(DEFINED)
    run.to_the_end()
    assert run.judged == run.courses.journeys
    assert set(run.courses.limits) == {3}
    assert run.queue.sent <= 2 + journeys // 3
    assert run.causes <= {DEFINED.id}, "what a job changes is caused by the event that began it"


@given(st.integers(0, 9), st.lists(st.integers(0, 30), max_size=6), st.lists(st.booleans(), max_size=6))
def test_whatever_breaks_and_comes_again_every_course_is_judged(
    journeys: int, breaks: list[int], again: list[bool]
) -> None:
    run, calls = Run(journeys), 0

    def breaking(_: Place) -> None:
        nonlocal calls
        calls += 1
        if calls in breaks:
            raise CrashError

    run.before_each = breaking
    run.queue.add(DEFINED)
    for twice in again:
        if twice and run.queue.waiting:
            run.queue.waiting.append(run.queue.waiting[0])
    run.to_the_end()
    assert set(run.judged) == set(run.courses.journeys)


def test_a_course_that_cannot_be_judged_fails_alone() -> None:
    run = Run(8)
    bad = run.courses.journeys[4]

    def refusing(place: Place) -> None:
        if place.journey == bad:
            raise CrashError

    run.before_each = refusing
    run.queue.add(DEFINED)
    with pytest.raises(AssertionError, match="does not end"):
        run.to_the_end()
    assert run.judged == [journey for journey in run.courses.journeys if journey != bad]
    assert [event.data for event in run.queue.waiting] == [{"instrument": "PHQ-9", "journey": bad}]


def test_a_page_that_cannot_be_followed_comes_again() -> None:
    run = Run(4)

    def lost(job: Event) -> None:
        raise CrashError(job.type)

    run.queue.add = lost  # type: ignore[method-assign]
    with pytest.raises(CrashError):
        run.use_case(DEFINED)


def test_all_types_are_taken_and_only_one_comes_from_outside() -> None:
    assert TYPES[0] == INSTRUMENT_DEFINED
    assert not any(kind.endswith(".v1") for kind in TYPES[1:])
