"""Invariants I6 and I7 of the milestones service, for any courses and any deliveries.

I6: any order, repetition, lateness, correction or retraction of the same events ends in the same milestones, and a
repeated event tells nothing. I7: what is told of a milestone gives its state again when the rule is run on it alone.
"""

import json
from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from kernel.envelope import Event
from milestones.application.observing import AT_ONCE
from milestones.domain.claim import MilestoneKind, MilestoneState
from milestones.domain.rulebook import RULES
from unit.milestones.events import goal_set, rated, retracted, scored
from unit.milestones.fakes import Service

# Steady before, steady after: so that steps large enough for a gain are common, and some of them hold.
_BEFORE = st.sampled_from([17, 18, 18, 19, 27])
_AFTER = st.sampled_from([9, 10, 10, 11, 15, 0])


@st.composite
def measures(draw: st.DrawFn, week: int, total: st.SearchStrategy[int]) -> list[Event]:
    """Draw the events of one measure: scored, sometimes corrected (in score or time), sometimes taken back at last."""
    session = week + 1 if draw(st.integers(0, 9)) else None
    events = [scored(week, draw(total), session=session)]
    for version in range(2, 2 + draw(st.sampled_from([0, 0, 0, 1, 2]))):
        moved_to = draw(st.sampled_from([None, None, week + 3]))
        events.append(scored(week, draw(_BEFORE | _AFTER), version, session=session, moved_to=moved_to))
    return [*events, retracted(week, len(events) + 1)] if draw(st.integers(0, 9)) == 0 else events


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """Draw the events of a journey: a course of scores, one goal, its ratings."""
    step, length = draw(st.integers(2, 5)), draw(st.integers(0, 9))
    first, second = draw(st.sampled_from([(_BEFORE, _AFTER), (_BEFORE, _AFTER), (_AFTER, _BEFORE)]))
    course = [
        draw(measures(week, first if week < step else second)) for week in range(length) if draw(st.integers(0, 7))
    ]
    targets = draw(st.lists(st.integers(5, 10), max_size=2))
    goal = [goal_set(target, version) for version, target in enumerate(targets, 4)]
    rating_weeks = draw(st.lists(st.integers(0, 9), max_size=4, unique=True))
    ratings = [rated(week, draw(st.integers(5, 10))) for week in rating_weeks]
    return [event for events in course for event in events] + goal + ratings


@st.composite
def deliveries(draw: st.DrawFn) -> tuple[list[Event], list[Event]]:
    """Draw a history, and one way in which a queue might bring it."""
    history = draw(histories())
    repeated = draw(st.lists(st.sampled_from(history), max_size=6)) if history else []
    return history, draw(st.permutations(history + repeated))


def taken_in(events: list[Event], at_once: int = AT_ONCE) -> Service:
    service = Service(at_once=at_once)
    service.take_in(*events)
    return service


@given(deliveries())
def test_any_order_and_repetition_ends_in_the_same_milestones(drawn: tuple[list[Event], list[Event]]) -> None:
    history, delivered = drawn
    assert taken_in(delivered).end_state() == taken_in(history).end_state()


@given(deliveries())
def test_it_makes_no_difference_how_many_changes_one_write_takes(drawn: tuple[list[Event], list[Event]]) -> None:
    history, delivered = drawn
    assert taken_in(delivered, at_once=1).end_state() == taken_in(history).end_state()


@given(histories())
def test_only_the_last_version_of_each_measure_counts(history: list[Event]) -> None:
    last: dict[str, Event] = {}
    others = []
    for event in history:
        if "measure" in event.data:
            last[event.data["measure"]] = event
        else:
            others.append(event)
    assert taken_in(history).end_state() == taken_in([*last.values(), *others]).end_state()


@given(deliveries())
def test_a_redelivery_of_everything_writes_and_tells_nothing(drawn: tuple[list[Event], list[Event]]) -> None:
    _, delivered = drawn
    service = taken_in(delivered)
    told, state, writes = list(service.milestones.events), service.end_state(), len(service.courses.calls)
    service.take_in(*reversed(delivered), *delivered)
    assert service.milestones.events == told
    assert service.end_state() == state
    assert set(service.courses.calls[writes:]) <= {"get"}


@given(deliveries())
def test_whoever_keeps_the_highest_version_of_what_is_told_knows_what_holds(
    drawn: tuple[list[Event], list[Event]],
) -> None:
    service = taken_in(drawn[1])
    told = defaultdict(list)
    for event in service.milestones.events:
        told[event.data.get("milestone") or event.data["setback"]].append(event)
    assert told.keys() == service.milestones.found.keys()
    for milestone, events in told.items():
        assert [event.data["version"] for event in events] == list(range(1, len(events) + 1))
        states = [event.data["state"] for event in events]
        assert [event.data.get("from_state") for event in events] == [None, *states[:-1]]
        assert [line.state for line in service.milestones.found[milestone].history] == states
        assert service.milestones.found[milestone].state == states[-1]


@given(deliveries())
def test_whatever_is_told_gives_its_state_again(drawn: tuple[list[Event], list[Event]]) -> None:
    for event in taken_in(drawn[1]).milestones.events:
        data = json.loads(event.model_dump_json())["data"]
        if data["state"] == MilestoneState.RETRACTED:
            assert data["numbers"] == data["thresholds"] == {}
            continue
        rule = RULES[MilestoneKind(data["rule"])]
        assert rule.rerun(data["numbers"], data["thresholds"]) == data["state"]
        assert rule.version == data["rule_version"]
