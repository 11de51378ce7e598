"""Invariant I6 for what is found on the trail: scores of two instruments, entries, levels and goals, mixed.

Any order and repetition, and a crash between any two steps with the event coming again, end in the same milestones; and
these are what the rules find on a trail that was made of the last versions alone.
"""

from collections.abc import Iterator
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kernel.envelope import Event
from kernel.instants import from_text
from milestones.application.incoming import MeasureScored
from milestones.domain import arranging, known_trail
from milestones.domain.claim import milestone_id
from milestones.domain.course import Course
from milestones.domain.detection import claims_of_trail
from milestones.domain.found_in import ON_THE_TRAIL, TRAIL
from milestones.domain.instrument import INSTRUMENTS
from milestones.domain.progress import progress_of
from milestones.domain.rulebook import told_numbers
from milestones.domain.trail import Mark, Progress, Sort, Trail
from unit.milestones.courses import JOURNEY, MONDAY
from unit.milestones.events import GOAL, goal_set, retracted, scaled, scored, shared, withdrawn
from unit.milestones.fakes import Service
from unit.milestones.trails import STRUGGLE

_PHQ9, _GAD7 = st.sampled_from([20, 18, 14, 10, 9, 7, 3, 25]), st.sampled_from([16, 14, 11, 9, 8, 7, 5, 20])


@pytest.fixture(autouse=True, scope="module")
def _small() -> Iterator[None]:
    """Make heads so small that a few events fill pages."""
    with patch.multiple(known_trail, MOST_RECENT=5, PAGE=4), patch.multiple(arranging, MOST_RECENT=6, RECENT=3, PAGE=4):
        yield


@st.composite
def scores(draw: st.DrawFn, instrument: str) -> list[Event]:
    """Draw the scores of one instrument, some corrected, some taken back."""
    totals = _PHQ9 if instrument == "PHQ-9" else _GAD7
    events = []
    for week in range(draw(st.integers(0, 9))):
        events.append(scored(week, draw(totals), instrument=instrument))
        fate = draw(st.integers(0, 9))
        if fate == 0:
            moved = draw(st.sampled_from([None, week + 2]))
            events.append(scored(week, draw(totals), 2, instrument=instrument, moved_to=moved))
        elif fate == 1:
            events.append(retracted(week, 2, instrument))
    return events


@st.composite
def entries(draw: st.DrawFn) -> list[Event]:
    """Draw shared entries, some changed, some withdrawn."""
    events = [shared(0, 0xF1, "struggle")] if draw(st.integers(0, 4)) else []
    for number, day in enumerate(draw(st.lists(st.integers(0, 80), max_size=8)), 0x2000):
        kind = draw(st.sampled_from(["effort", "effort", "win"]))
        named = {"goal": GOAL} if draw(st.booleans()) else {}
        named |= {"struggle": STRUGGLE} if kind == "effort" else {}
        events.append(shared(day, number, kind, 1, **named))
        fate = draw(st.integers(0, 7))
        if fate == 0:
            events.append(withdrawn(day, number, kind))
        elif fate == 1:
            events += [withdrawn(day, number, kind), shared(day + 3, number, kind, 3, **named)]
    return events


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """Draw a history."""
    goals = [goal_set(7, version, draw(st.integers(1, 3))) for version in range(4, 4 + draw(st.integers(0, 2)))]
    levels = [
        scaled(day, 0x3000 + number, draw(st.integers(-2, 2)))
        for number, day in enumerate(draw(st.lists(st.integers(0, 80), max_size=4, unique=True)))
    ]
    return [*draw(scores("PHQ-9")), *draw(scores("GAD-7")), *draw(entries()), *goals, *levels]


@st.composite
def deliveries(draw: st.DrawFn) -> tuple[list[Event], list[Event]]:
    """Draw a history, and one way in which a queue might bring it."""
    history = draw(histories())
    repeated = draw(st.lists(st.sampled_from(history), max_size=5)) if history else []
    return history, draw(st.permutations(history + repeated))


def taken_in(events: list[Event], at_once: int = 40) -> Service:
    service = Service(at_once=at_once)
    service.take_in(*events)
    return service


@settings(max_examples=40)
@given(deliveries(), st.sampled_from([1, 40]))
def test_any_order_and_repetition_ends_in_the_same_milestones(
    drawn: tuple[list[Event], list[Event]], at_once: int
) -> None:
    history, delivered = drawn
    assert taken_in(delivered, at_once).end_state() == taken_in(history).end_state()


@settings(max_examples=40)
@given(deliveries())
def test_a_redelivery_of_everything_writes_and_tells_nothing(drawn: tuple[list[Event], list[Event]]) -> None:
    service = taken_in(drawn[1])
    told, state = list(service.milestones.events), service.end_state()
    service.trails.calls, service.courses.calls = [], []
    service.take_in(*drawn[1])
    assert (service.milestones.events, service.end_state()) == (told, state)
    assert {*service.trails.calls, *service.courses.calls} <= {"get", "query"}


@settings(max_examples=40)
@given(deliveries())
def test_what_is_found_is_what_the_rules_find_on_the_last_versions(drawn: tuple[list[Event], list[Event]]) -> None:
    wanted = {
        milestone_id(JOURNEY, claim.kind, TRAIL, claim.anchor): (claim.state, dict(told_numbers(claim)))
        for claim in claims_of_trail(_straight(drawn[0]))
    }
    found = {
        key: (state, numbers)
        for key, (kind, state, _, _, numbers, _) in taken_in(drawn[1]).end_state().items()
        if kind in ON_THE_TRAIL
    }
    assert found == wanted


@settings(max_examples=40)
@given(deliveries(), st.data())
def test_cut_off_between_any_two_steps_it_ends_the_same(
    drawn: tuple[list[Event], list[Event]], data: st.DataObject
) -> None:
    history, delivered = drawn
    service = Service()
    fuse = service.milestones.fuse
    for event in delivered:
        fuse.calls_left = data.draw(st.sampled_from([None, None, 1, 2, 3, 4]))
        try:
            service.take_in(event)
        except ConnectionError:
            fuse.calls_left = None
            service.take_in(event)
        fuse.calls_left = None
    assert service.end_state() == taken_in(history).end_state()


def _straight(history: list[Event]) -> Trail:
    """Make the trail of the last version of each thing, by nothing but the rules' own types."""
    last: dict[str, Event] = {}
    for event in history:
        data = event.data
        key = data.get("measure") or data.get("entry") or data.get("rating") or data["goal"]
        if key not in last or last[key].data.get("version", 1) < data.get("version", 1):
            last[key] = event
    live = [event for event in last.values() if event.type not in {"measure.retracted.v1", "entry.withdrawn.v1"}]
    progress: dict[str, Progress] = {}
    for instrument in ("PHQ-9", "GAD-7"):
        made = Course()
        for event in live:
            if event.data.get("instrument") == instrument:
                made = made.with_point(MeasureScored.model_validate(event.data).point())
        runs = progress_of(made.series(), INSTRUMENTS[instrument])
        progress |= {instrument: runs} if runs else {}
    marks = [_mark(event) for event in live if "measure" not in event.data]
    return Trail(tuple(sorted(marks, key=lambda mark: (mark.occurred_at, mark.id))), progress)


def _mark(event: Event) -> Mark:
    data, version = event.data, event.data.get("version", 1)
    if event.type == "goal.set.v1":
        return Mark(MONDAY, GOAL, version, Sort.GOAL, GOAL, value=data["weight"])
    at = from_text(data["occurred_at"])
    if event.type == "goal.scaled.v1":
        return Mark(at, data["rating"], 1, Sort.LEVEL, GOAL, value=data["level"])
    return Mark(at, data["entry"], version, Sort(data["kind"]), data.get("goal"), data.get("struggle"))
