from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType

import pytest

from adapters.notifications.conftest import Stores
from notifications.adapters.standing_table import StandingTable
from notifications.application.announcing import sent
from notifications.domain.grounds import Gathered, Grounds, Sending
from notifications.domain.lifecycle import State
from notifications.domain.message import Message
from notifications.domain.pace import Pace
from notifications.domain.ports import LostRaceError
from notifications.domain.standing_cheer import StandingCheer
from unit.notifications.fakes import NOON
from unit.notifications.making import CLIENT, ID, JOURNEY, THERAPIST, celebration, journey

GIVEN = StandingCheer(
    JOURNEY,
    THERAPIST,
    MappingProxyType({"goal_attained": None, "first_step": b"sealed"}),
    a_month=2,
    until=date(2026, 12, 31),
    therapist_version=1,
    consent_version=3,
    set_at=NOON,
)


@pytest.fixture
def table(stores: Stores) -> StandingTable:
    stores.calls.clear()
    return StandingTable(stores.dynamodb, "Table", stores.keys)


def test_it_comes_back_as_it_was_with_the_projection_in_one_call(stores: Stores, table: StandingTable) -> None:
    stores.journeys.put(journey(row=0))
    stores.calls.clear()
    assert table.get(JOURNEY) == (journey(row=1), None)
    table.put(GIVEN)
    assert stores.calls == ["BatchGetItem", "PutItem"]
    stored = replace(GIVEN, used=Pace((), 1))
    assert table.get(JOURNEY) == (journey(row=1), stored)
    assert stores.celebrations.gather(ID) == Gathered(journey(row=1), None, stored)


def test_its_row_guards_it(table: StandingTable) -> None:
    table.put(GIVEN)
    with pytest.raises(LostRaceError):
        table.put(GIVEN)
    with pytest.raises(LostRaceError):
        table.remove(GIVEN)
    stored = replace(GIVEN, used=Pace((), 1))
    table.put(stored)
    with pytest.raises(LostRaceError):
        table.remove(stored)
    table.remove(replace(GIVEN, used=Pace((), 2)))
    assert table.get(JOURNEY)[1] is None


def test_a_therapists_own_come_in_pages_and_are_no_cards(stores: Stores, table: StandingTable) -> None:
    for number in range(3):
        place = replace(JOURNEY, journey=JOURNEY.journey.replace("53159992", f"0000000{number}"))
        table.put(replace(GIVEN, journey=place, set_at=NOON + timedelta(minutes=number)))
    table.put(replace(GIVEN, therapist="therapist-2"))
    first = table.of_therapist(JOURNEY.practice, THERAPIST, None, 2)
    second = table.of_therapist(JOURNEY.practice, THERAPIST, first.next, 2)
    assert [found.journey.journey[7] for found in (*first.shown, *second.shown)] == ["2", "1", "0"]
    assert second.next is None
    assert stores.celebrations.cards(JOURNEY.practice, THERAPIST, None, 9).shown == []
    with pytest.raises(ValueError, match="x"):
        table.of_therapist(JOURNEY.practice, THERAPIST, "x", 2)


def ready(stores: Stores, table: StandingTable) -> Grounds:
    stores.journeys.put(journey(row=0))
    table.put(GIVEN)
    stores.celebrations.add(celebration(State.APPROVED, by_standing=NOON))
    found = stores.celebrations.look_around(ID)
    assert found.celebration is not None
    preferences, pace = stores.preferences.with_pace(JOURNEY.practice, CLIENT)
    stores.calls.clear()
    return Grounds(found.celebration, found.journey, preferences, pace, found.beside, found.standing)


def deliver(stores: Stores, grounds: Grounds) -> None:
    before = grounds.celebration
    after = before.delivered(NOON)
    message = Message(ID, CLIENT, THERAPIST, b"x", NOON)
    sending = Sending(before, after, sent(after, [], NOON))
    stores.celebrations.deliver(grounds, [sending], message, grounds.pace.with_sent(NOON))


def test_a_sending_by_it_notes_its_use_in_the_same_transaction(stores: Stores, table: StandingTable) -> None:
    deliver(stores, ready(stores, table))
    assert stores.calls == ["TransactWriteItems"]
    assert table.get(JOURNEY)[1] == replace(GIVEN, used=Pace((NOON,), 2))
    assert stores.preferences.with_pace(JOURNEY.practice, CLIENT)[1] == Pace((NOON,), 1)


ENDS: list[Callable[[StandingTable, StandingCheer], None]] = [
    lambda table, stored: table.remove(stored),
    lambda table, stored: table.put(replace(stored, a_month=1)),
]


@pytest.mark.parametrize("end", ENDS)
def test_where_it_changed_meanwhile_nothing_is_sent(
    stores: Stores, table: StandingTable, end: Callable[[StandingTable, StandingCheer], None]
) -> None:
    grounds = ready(stores, table)
    assert grounds.standing is not None
    end(table, grounds.standing)
    with pytest.raises(LostRaceError):
        deliver(stores, grounds)
    with pytest.raises(LostRaceError):
        deliver(stores, replace(grounds, standing=None))
    found = stores.celebrations.get(ID)
    assert found is not None
    assert found.state is State.APPROVED


def test_two_sendings_of_one_day_cannot_both_be_the_days_only_one(stores: Stores, table: StandingTable) -> None:
    grounds = ready(stores, table)
    other = replace(celebration(State.APPROVED), id=replace(ID, hash="f" * 16))
    stores.celebrations.add(other)
    deliver(stores, grounds)
    alone = replace(grounds, celebration=other)
    after = other.delivered(NOON)
    message = Message(other.id, CLIENT, THERAPIST, b"x", NOON)
    with pytest.raises(LostRaceError):
        stores.celebrations.deliver(
            alone, [Sending(other, after, sent(after, [], NOON))], message, grounds.pace.with_sent(NOON)
        )


def test_looking_around_is_one_call_and_sees_what_else_is_approved(stores: Stores, table: StandingTable) -> None:
    del table
    places = {state: replace(ID, hash=f"{number:016x}") for number, state in enumerate(State)}
    for state, place in places.items():
        stores.celebrations.add(replace(celebration(state), id=place))
    stores.calls.clear()
    found = stores.celebrations.look_around(places[State.SENT])
    assert stores.calls == ["Query"]
    assert found.celebration is not None
    assert found.celebration.state is State.SENT
    assert [one.state for one in found.beside] == [State.APPROVED]


def test_what_waits_is_known_of_its_client_until_it_is_sent(stores: Stores, table: StandingTable) -> None:
    grounds = ready(stores, table)
    before = grounds.celebration
    after = before.planned_for(NOON + timedelta(hours=8), NOON)
    stores.celebrations.postpone(before, after, CLIENT)
    assert stores.calls == ["TransactWriteItems"]
    stores.celebrations.postpone(after, after, CLIENT)
    assert stores.calls == ["TransactWriteItems"], "nothing to say"
    waiting = stores.preferences.with_pace(JOURNEY.practice, CLIENT)[1]
    assert waiting == Pace((), 0, (ID,))
    with pytest.raises(LostRaceError):
        stores.celebrations.postpone(replace(before, version=7), after, CLIENT)
    deliver(stores, replace(grounds, celebration=after, pace=waiting))
    assert stores.preferences.with_pace(JOURNEY.practice, CLIENT)[1] == Pace((NOON,), 1)
    assert stores.preferences.get(JOURNEY.practice, CLIENT).version == 0
