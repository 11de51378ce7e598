"""Invariant I6 for goals: ratings, targets and both people's word, in any order and on any length of course."""

from collections.abc import Iterator
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kernel.envelope import Event
from milestones.domain import arranging
from milestones.domain.claim import MilestoneKind, MilestoneState
from unit.milestones.events import goal_set, rated, reached
from unit.milestones.fakes import Service

_WEEKS = st.integers(0, 24)


@pytest.fixture(autouse=True, scope="module")
def _small() -> Iterator[None]:
    """Make heads so small that a few ratings fill pages."""
    with patch.multiple(arranging, MOST_RECENT=6, RECENT=3, PAGE=4):
        yield


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """Draw ratings of some weeks, targets, and the word of none, one or both."""
    ratings = draw(st.dictionaries(_WEEKS, st.integers(3, 9), max_size=20))
    targets = [goal_set(draw(st.integers(5, 8)), version) for version in range(4, 5 + draw(st.integers(0, 1)))]
    words = [reached(by, draw(_WEEKS)) for by in draw(st.sets(st.sampled_from(["client", "therapist"])))]
    return [*targets, *words, *(rated(week, value) for week, value in ratings.items())]


def _after(events: list[Event]) -> Service:
    service = Service()
    service.take_in(*events)
    return service


@settings(max_examples=80)
@given(histories(), st.data())
def test_any_order_and_repetition_ends_the_same(history: list[Event], data: st.DataObject) -> None:
    repeated = data.draw(st.lists(st.sampled_from(history), max_size=4))
    delivered = data.draw(st.permutations(history + repeated))
    assert _after(delivered).end_state() == _after(history).end_state()


@settings(max_examples=80)
@given(histories())
def test_a_goal_is_attained_once_and_never_while_its_latest_rating_is_below_the_target(history: list[Event]) -> None:
    attained = [
        found
        for found in _after(history).milestones.found.values()
        if found.kind is MilestoneKind.GOAL_ATTAINED and found.state is MilestoneState.CONFIRMED
    ]
    assert len(attained) <= 1
    ratings = [event for event in history if event.type == "goal.rated.v1"]
    words = [event.time for event in history if event.type == "goal.reached.v1"]
    latest = max(ratings, key=lambda event: str(event.data["occurred_at"]), default=None)
    for found in attained:
        said = len(words) > 1 and (latest is None or max(words) >= str(latest.data["occurred_at"]))
        assert said or (latest is not None and latest.data["value"] >= found.thresholds["target"])
