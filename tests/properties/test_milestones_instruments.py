"""A practice that changes an instrument: in the end it is as if it had been so from the beginning."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kernel.envelope import Event
from milestones.application.bringing import Bringer
from milestones.application.in_force import in_force
from milestones.application.observe_measure import observe_measure
from milestones.application.observing import Observer
from milestones.application.recompute_course import recompute_course
from milestones.application.recompute_courses import RecomputeCourses
from milestones.application.walking import Walker
from milestones.domain.contradictions import contradictions
from milestones.domain.definition import Definition, Said
from milestones.domain.events import INSTRUMENT_DEFINED
from milestones.domain.milestone import Reason
from milestones.domain.ports import JourneyPage
from unit.kernel.fakes import FixedClock
from unit.milestones.courses import uuid
from unit.milestones.events import PRACTICE, an_event, scored
from unit.milestones.fakes import SILENT, Service

_OWN: dict[str, Any] = {"direction": "higher_is_better", "minimum": 0, "maximum": 27}
_POINTS = st.none() | st.integers(1, 27)
_THRESHOLDS = {"reliable_change": _POINTS, "sudden_gain_cutoff": _POINTS, "caseness": st.none() | st.integers(1, 26)}


class Practice:
    """Detection on fakes, with what the practice says of its instruments."""

    def __init__(self) -> None:
        self.service = Service()
        self.said: dict[str, Definition] = {}
        self.jobs: list[Event] = []
        courses, trails = self.service.courses, self.service.trails
        observer = Observer(courses, trails, FixedClock(), SILENT)
        bringer = Bringer(Walker(trails, FixedClock(), SILENT), courses)
        instruments = in_force(self)
        self._observe = observe_measure(observer, bringer, instruments)
        one = recompute_course(observer, bringer, instruments)
        self._recompute = RecomputeCourses(self, self, one, SILENT, at_once=2)

    def get(self, practice: str, instrument: str) -> Definition | None:
        """Read what is said."""
        assert practice == PRACTICE
        return self.said.get(instrument)

    def of_practice(self, practice: str) -> list[Definition]:
        """Read all that is said."""
        assert practice == PRACTICE
        return list(self.said.values())

    def keep(self, practice: str, definition: Definition, event: Event) -> None:
        """Say something, with the event of it."""
        assert practice == PRACTICE
        self.said[definition.id] = definition
        self.jobs.append(event)

    def page(self, practice: str, instrument: str, after: str | None, limit: int) -> JourneyPage:
        """Find the courses of an instrument."""
        found = sorted(
            place.journey
            for place in self.service.courses.kept
            if (place.practice, place.subject) == (practice, instrument) and (after is None or place.journey > after)
        )
        return JourneyPage(found[:limit], found[limit - 1] if len(found) > limit else None)

    def add(self, job: Event) -> None:
        """Put a job at the end."""
        self.jobs.append(job)

    def say(self, instrument: str, said: Said | None) -> None:
        """Define an instrument; None takes the definition back."""
        before = self.said.get(instrument)
        version = before.version + 1 if before else 1
        if said is None and before is None:
            return
        kept = before.said if before and said is None else said or {}
        event = an_event(INSTRUMENT_DEFINED, instrument, version, {"instrument": instrument, "version": version})
        self.keep(PRACTICE, Definition(instrument, version, kept, withdrawn=said is None), event)

    def take_in(self, event: Event) -> None:
        """Take a score in."""
        self._observe(event)

    def work(self, most: int) -> None:
        """Do some of the jobs that wait."""
        for _ in range(most):
            if not self.jobs:
                return
            self._recompute(self.jobs.pop(0))


@st.composite
def definitions(draw: st.DrawFn, instrument: str) -> Said | None:
    """Draw what a practice says, free of contradictions; None: it takes it back."""
    if not draw(st.integers(0, 4)):
        return None
    named = draw(st.lists(st.sampled_from(sorted(_THRESHOLDS)), unique=True))
    said = {name: draw(_THRESHOLDS[name]) for name in named}
    said |= _OWN if instrument == "MOOD-5" else {}
    return said if not contradictions(instrument, said) else {**_OWN} if instrument == "MOOD-5" else {}


@st.composite
def steps(draw: st.DrawFn) -> tuple[str, list[Any]]:
    """Draw scores of two journeys, definitions, and moments at which some jobs are done, in any order."""
    instrument = draw(st.sampled_from(["PHQ-9", "MOOD-5"]))
    drawn: list[Any] = []
    for number in range(draw(st.integers(0, 9))):
        total = draw(st.sampled_from([18, 19, 12, 11, 10, 5, 0, 27]))
        event = scored(number, total, instrument=instrument)
        drawn.append(event.model_copy(update={"subject": uuid(draw(st.sampled_from([1, 2, 3])))}))
    drawn += [("say", said) for said in draw(st.lists(definitions(instrument), min_size=1, max_size=4))]
    drawn += draw(st.lists(st.integers(1, 4), max_size=4))
    return instrument, draw(st.permutations(drawn))


@given(steps())
def test_in_the_end_it_is_as_if_it_had_been_so_from_the_beginning(drawn: tuple[str, list[Any]]) -> None:
    instrument, order = drawn
    live = Practice()
    for step in order:
        if isinstance(step, Event):
            live.take_in(step)
        elif isinstance(step, tuple):
            live.say(instrument, step[1])
        else:
            live.work(step)
    live.work(1000)
    anew = Practice()
    anew.said = dict(live.said)
    for step in order:
        if isinstance(step, Event):
            anew.take_in(step)
    assert live.service.end_state() == anew.service.end_state()


@given(steps())
def test_a_change_that_is_applied_twice_changes_nothing_more_and_says_why_in_the_history(
    drawn: tuple[str, list[Any]],
) -> None:
    instrument, order = drawn
    practice = Practice()
    for step in order:
        if isinstance(step, Event):
            practice.take_in(step)
    for step in order:
        if isinstance(step, tuple):
            practice.say(instrument, step[1])
    again, told = list(practice.jobs), len(practice.service.milestones.events)
    practice.work(1000)
    found = dict(practice.service.milestones.found)
    changed = practice.service.milestones.events[told:]
    for event in changed:
        line = found[event.data.get("milestone") or event.data["setback"]].history[event.data["version"] - 1]
        assert line.reason is Reason.INSTRUMENT
        assert event.causationid in {job.id for job in again}
    writes = [call for call in practice.service.courses.calls if call != "get"]
    practice.jobs = again
    practice.work(1000)
    assert [call for call in practice.service.courses.calls if call != "get"] == writes
    assert practice.service.milestones.found == found


@given(st.integers(2, 20), st.integers(0, 70), st.lists(st.sampled_from([18, 17, 12, 11, 6]), min_size=71, max_size=71))
@settings(max_examples=25)
def test_a_long_course_too_whenever_the_change_comes(threshold: int, after: int, totals: list[int]) -> None:
    said = {"reliable_change": threshold, "sudden_gain_cutoff": threshold}
    events = [scored(week, total) for week, total in enumerate(totals)]
    live, anew = Practice(), Practice()
    for event in events[:after]:
        live.take_in(event)
    live.say("PHQ-9", said)
    anew.say("PHQ-9", said)
    for event in events[after : after + 2]:
        live.take_in(event)
    live.work(10)
    for event in events[after + 2 :]:
        live.take_in(event)
    for event in events:
        anew.take_in(event)
    assert live.service.end_state() == anew.service.end_state()
    calls = list(live.service.courses.calls)
    live.jobs = list(anew.jobs)
    live.work(10)
    assert live.service.courses.calls == [*calls, "get"], "it is judged by it already: the head says so"
