"""A long course that is read by its head alone ends as one that is read whole: same claims, same tellings."""

from collections.abc import Iterator
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.envelope import Event
from milestones.domain import arranging, older
from unit.milestones.events import goal_set, rated, retracted, scored
from unit.milestones.fakes import Service

_GAINING = (17, 18, 18, 19, 27, 12, 10, 9, 4, 0)
_LOSING = (5, 6, 6, 5, 14, 15, 14, 21, 20, 6)


@pytest.fixture(autouse=True, scope="module")
def _small() -> Iterator[None]:
    """Make pages and heads so small that thirty scores fill many."""
    with (
        patch.multiple(arranging, MOST_RECENT=6, RECENT=3, PAGE=4),
        patch.multiple(older, MOST_CHANGED=3, MOST_KEPT=12),
    ):
        yield


@st.composite
def streams(draw: st.DrawFn) -> list[Event]:
    """Draw a stream of scores, mostly in order: now and then late, corrected, taken back, repeated."""
    numbered, totals = draw(st.booleans()), st.sampled_from(draw(st.sampled_from([_GAINING, _LOSING])))
    weeks = [week for week in range(draw(st.integers(8, 40))) if draw(st.integers(0, 11))]
    events: list[Event] = []
    for week in weeks:
        session = week + 1 if numbered or draw(st.booleans()) else None
        events.append(scored(week, draw(totals), session=session))
        if draw(st.integers(0, 7)) == 0:
            moved = draw(st.sampled_from([None, None, week + 3, max(0, week - 9)]))
            events.append(scored(week, draw(totals), 2, session=session, moved_to=moved))
        elif draw(st.integers(0, 11)) == 0:
            events.append(retracted(week, 2))
    for _ in range(draw(st.integers(0, 4))):
        place = draw(st.integers(0, len(events))) if events else 0
        if events:
            events.insert(place, draw(st.sampled_from(events)))
    return events


def _unbounded(events: list[Event]) -> Service:
    with patch.multiple(arranging, MOST_RECENT=10_000):
        return _taken_in(events)


def _taken_in(events: list[Event], at_once: int = 40) -> Service:
    service = Service(at_once=at_once)
    service.take_in(*events)
    return service


@given(streams())
def test_a_course_in_pages_ends_as_a_whole_one(events: list[Event]) -> None:
    bounded, unbounded = _taken_in(events), _unbounded(events)
    assert bounded.end_state() == unbounded.end_state()
    assert [event.data for event in bounded.milestones.events] == [event.data for event in unbounded.milestones.events]


@given(streams(), st.randoms(use_true_random=False))
def test_any_order_ends_in_the_same_milestones(events: list[Event], random: object) -> None:
    shuffled = list(events)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert _taken_in(shuffled, at_once=2).end_state() == _unbounded(events).end_state()


@given(st.lists(st.integers(0, 10), min_size=5, max_size=40), st.lists(st.integers(4, 9), min_size=1, max_size=3))
def test_ratings_in_pages_end_as_whole_ones(ratings: list[int], targets: list[int]) -> None:
    events = [rated(week, rating) for week, rating in enumerate(ratings)]
    for place, target in enumerate(targets):
        events.insert(place * 9, goal_set(target, 4 + place))
    assert _taken_in(events).end_state() == _unbounded(events).end_state()
