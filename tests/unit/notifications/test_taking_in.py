from dataclasses import replace
from datetime import timedelta

import pytest

from notifications.application.drafting import TakeInMilestone
from notifications.application.projecting import Project
from notifications.domain.draft import draft
from notifications.domain.journey import JourneyChange, JourneyFact
from notifications.domain.lifecycle import State
from notifications.domain.ports import TooEarlyError
from notifications.domain.preferences import Language, Preferences
from unit.notifications.fakes import NOON, Desk
from unit.notifications.making import CLIENT, ID, JOURNEY, THERAPIST, administered, celebration, journey, milestone


@pytest.fixture
def desk() -> Desk:
    """A journey that is known."""
    made = Desk()
    made.memory.journeys[JOURNEY] = journey()
    return made


def take_in(desk: Desk) -> TakeInMilestone:
    return TakeInMilestone(desk.celebrations, desk.preferences, desk.first_words, desk.texts, desk.clock, desk.log)


def test_a_milestone_makes_one_draft_however_often_it_comes(desk: Desk) -> None:
    for _ in range(5):
        take_in(desk)(ID, milestone("provisional"))
    assert len(desk.memory) == 1
    made = desk.memory.celebrations[ID]
    assert (made.state, made.therapist, made.shown_at, made.version) == (State.DRAFTED, THERAPIST, NOON, 1)
    assert made.text == f"sealed:{draft('sudden_gain', Language.ENGLISH)}".encode()
    assert desk.memory.calls[:4] == ["gather", "get preferences", "get template", "add celebration"]
    assert desk.memory.calls[4:] == ["gather"] * 4


def test_a_draft_is_in_the_clients_language(desk: Desk) -> None:
    desk.memory.preferences[JOURNEY.practice, CLIENT] = Preferences("Asia/Tokyo", language=Language.JAPANESE)
    take_in(desk)(ID, milestone())
    assert desk.memory.celebrations[ID].text == f"sealed:{draft('sudden_gain', Language.JAPANESE)}".encode()


def test_nothing_is_said_of_a_draft_but_codes(desk: Desk) -> None:
    take_in(desk)(ID, milestone())
    assert all(draft("sudden_gain", Language.ENGLISH) not in line for line in desk.lines)
    assert [line for line in desk.lines if "NT001" in line]


@pytest.mark.parametrize("known", [None, journey(therapist=None)])
def test_before_its_journey_is_known_a_milestone_comes_too_early(desk: Desk, known: object) -> None:
    desk.memory.journeys.clear()
    if known is not None:
        desk.memory.journeys[JOURNEY] = known  # type: ignore[assignment]
    with pytest.raises(TooEarlyError):
        take_in(desk)(ID, milestone())
    assert len(desk.memory) == 0
    desk.memory.journeys[JOURNEY] = journey()
    take_in(desk)(ID, milestone())
    assert len(desk.memory) == 1


def test_an_erased_journey_gets_no_draft(desk: Desk) -> None:
    desk.memory.journeys[JOURNEY] = journey(erased=True)
    take_in(desk)(ID, milestone())
    assert len(desk.memory) == 0
    assert desk.texts.keys == set()


def test_a_later_version_changes_the_card_with_one_read_and_one_write(desk: Desk) -> None:
    desk.memory.celebrations[ID] = celebration(State.DRAFTED, "provisional")
    take_in(desk)(ID, milestone("confirmed", version=2))
    assert desk.memory.calls == ["gather", "change celebration"]
    changed = desk.memory.celebrations[ID]
    assert (changed.milestone.state, changed.state, changed.version) == ("confirmed", State.DRAFTED, 2)


def test_a_held_one_is_approved_when_its_milestone_is_confirmed(desk: Desk) -> None:
    desk.memory.celebrations[ID] = celebration(State.HELD, "provisional")
    take_in(desk)(ID, milestone("confirmed", version=2))
    changed = desk.memory.celebrations[ID]
    assert (changed.state, changed.send_at, changed.planned) == (State.APPROVED, NOON, False)


def test_after_a_hand_over_the_earlier_card_learns_what_holds_and_no_figures(desk: Desk) -> None:
    desk.memory.celebrations[ID] = celebration(State.DRAFTED, "provisional")
    desk.memory.journeys[JOURNEY] = journey(therapist="therapist-2")
    seen = milestone("reversed", version=2)
    take_in(desk)(ID, replace(seen, numbers={"before": 21, "after": 3}))
    card = desk.memory.celebrations[ID]
    assert (card.therapist, card.milestone.state) == (THERAPIST, "reversed")
    assert card.milestone.numbers == seen.numbers


def test_a_known_event_about_a_journey_writes_nothing(desk: Desk) -> None:
    project = Project(desk.journeys, desk.clock)
    desk.memory.journeys.clear()
    fact = JourneyFact(JourneyChange.OPENED, 1, therapist=THERAPIST)
    point = administered("m1")
    project.fact(JOURNEY, fact)
    project.administration(JOURNEY, point)
    assert desk.memory.calls == ["get journey", "put journey"] * 2
    desk.memory.calls.clear()
    project.fact(JOURNEY, fact)
    project.administration(JOURNEY, point)
    project.administration(JOURNEY, replace(point, occurred_at=NOON + timedelta(days=1)))
    assert desk.memory.calls == ["get journey"] * 3
    assert desk.memory.journeys[JOURNEY].row == 2
