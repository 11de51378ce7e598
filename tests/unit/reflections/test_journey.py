"""The journey's rules, its versions, and what it tells of each change."""

import pytest

from reflections.domain.capture import Voice
from reflections.domain.consent import Consent, Purpose
from reflections.domain.goal import Goal
from reflections.domain.journey import Journey, State
from reflections.domain.journey_consents import with_consent
from reflections.domain.journey_events import ConsentChanged, GoalSet, JourneyClosed, JourneyJoined, JourneyOpened
from reflections.domain.journey_goals import with_goal
from reflections.domain.refusals import RefusedStepError

AT = "2026-06-01T09:00:00.000Z"
UUID = "00000000-0000-8000-8000-00000000000{}"


def _journey() -> Journey:
    return Journey(practice="p", id=UUID.format(0), therapist="tess", opened_at=AT, fingerprint=b"f")


def _goal(number: int) -> Goal:
    return Goal(UUID.format(number), 7, b"sealed", Voice.CLIENT, AT, b"f")


def _kind(error: pytest.ExceptionInfo[RefusedStepError]) -> str:
    return error.value.kind


def test_each_change_is_the_next_version_and_tells_of_it() -> None:
    journey = _journey()
    assert journey.opened() == JourneyOpened(version=1, therapist="tess")
    journey, joined = journey.joined("cleo")
    assert joined == JourneyJoined(version=2, client="cleo")
    journey, consent = with_consent(journey, Purpose.CELEBRATIONS, Consent(granted=True, at=AT, by="cleo"))
    assert consent == ConsentChanged(version=3, consent="celebrations", granted=True, client="cleo")
    journey, goal = with_goal(journey, _goal(1))
    assert goal == GoalSet(version=4, goal=UUID.format(1), target=7)
    journey, closed = journey.closed()
    assert closed == JourneyClosed(version=5)
    assert (journey.version, journey.state, journey.allows(Purpose.CELEBRATIONS, AT)) == (5, State.CLOSED, True)


def test_two_people_take_part_and_nobody_else() -> None:
    journey, _ = _journey().joined("cleo")
    assert [journey.voice_of(person) for person in ("tess", "cleo", "mallory")] == [
        Voice.THERAPIST,
        Voice.CLIENT,
        None,
    ]
    assert _journey().voice_of("cleo") is None


def test_a_journey_has_one_client() -> None:
    journey, _ = _journey().joined("cleo")
    with pytest.raises(RefusedStepError) as caught:
        journey.joined("carl")
    assert _kind(caught) == "already-joined"


def test_nobody_is_both() -> None:
    with pytest.raises(RefusedStepError) as caught:
        _journey().joined("tess")
    assert _kind(caught) == "own-journey"


def test_there_are_at_most_three_goals() -> None:
    journey = _journey()
    for number in (1, 2, 3):
        journey, _ = with_goal(journey, _goal(number))
    with pytest.raises(RefusedStepError) as caught:
        with_goal(journey, _goal(4))
    assert _kind(caught) == "too-many-goals"


def test_a_closed_journey_takes_a_withdrawal_and_nothing_else() -> None:
    journey, _ = _journey().joined("cleo")
    journey, _ = journey.closed()
    with pytest.raises(RefusedStepError):
        with_goal(journey, _goal(1))
    with pytest.raises(RefusedStepError):
        journey.closed()
    with pytest.raises(RefusedStepError):
        with_consent(journey, Purpose.CELEBRATIONS, Consent(granted=True, at=AT, by="cleo"))
    after, told = with_consent(journey, Purpose.CELEBRATIONS, Consent(granted=False, at=AT, by="cleo"))
    assert (after.version, told.granted) == (4, False)
