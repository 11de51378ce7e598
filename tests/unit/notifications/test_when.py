"""When a cheer goes out: pace, sessions, several of a day in one message, and what must be known first."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.application.planning import Plan
from notifications.application.replanning import Replan
from notifications.application.sweeping import SendOverdue
from notifications.domain.celebration import LOOK_AGAIN, Celebration
from notifications.domain.journey import Consent
from notifications.domain.lifecycle import State
from notifications.domain.moment import next_moment
from notifications.domain.notice import Outcome
from notifications.domain.pace import Pace
from notifications.domain.preferences import Preferences
from notifications.domain.reason import Reason
from notifications.domain.session import Session
from unit.notifications.asking import ask
from unit.notifications.fakes import NOON, Desk
from unit.notifications.making import CLIENT, ID, JOURNEY, celebration, journey, milestone

OTHER = replace(ID, hash="f" * 16)
PERSON = (JOURNEY.practice, CLIENT)


@pytest.fixture
def desk() -> Desk:
    """Two approved celebrations of one journey, of which nothing speaks against the sending."""
    made = Desk()
    made.memory.celebrations[ID] = approved()
    made.memory.celebrations[OTHER] = replace(
        approved(), id=OTHER, text=b"sealed:You took a first step.", shown_at=NOON - timedelta(hours=3)
    )
    made.memory.journeys[JOURNEY] = journey()
    made.texts.keys.add(JOURNEY)
    return made


def approved() -> Celebration:
    return celebration(State.APPROVED, approved_at=NOON)


def states(desk: Desk) -> list[State]:
    return [desk.memory.celebrations[name].state for name in (ID, OTHER)]


def sweep(desk: Desk) -> None:
    SendOverdue(desk.due, desk.send, desk.follow_up, desk.tell, desk.clock, desk.log)()


# --- several of a day ---------------------------------------------------------------------------------------------


def test_several_milestones_of_a_day_are_one_message_in_one_transaction(desk: Desk) -> None:
    desk.send(ID)
    assert desk.memory.calls == ["look around", "get preferences", "deliver"]
    assert states(desk) == [State.SENT, State.SENT]
    (message,) = desk.memory.messages.values()
    assert [part.hash for part in message.joined] == [OTHER.hash]
    assert [event.data["celebration"] for event in desk.memory.events] == [str(ID), str(OTHER)]
    desk.send(OTHER)
    assert (len(desk.memory.messages), len(desk.memory.events)) == (1, 2)
    (shown,) = ask(desk, "GET", "/inbox", sub=CLIENT, role="client").body["items"]
    assert shown["text"] == "You kept going.\n\nYou took a first step."


def test_what_may_not_go_alone_does_not_go_with_another(desk: Desk) -> None:
    for wrong in (
        replace(desk.memory.celebrations[OTHER], milestone=milestone("reversed")),
        replace(desk.memory.celebrations[OTHER], therapist="therapist-2"),
        replace(desk.memory.celebrations[OTHER], state=State.HELD),
        replace(desk.memory.celebrations[OTHER], approved_at=NOON - timedelta(days=8)),
    ):
        desk.memory.celebrations |= {ID: approved(), OTHER: wrong}
        desk.memory.messages.clear()
        desk.memory.paces.clear()
        desk.send(ID)
        assert states(desk) == [State.SENT, wrong.state]
        (message,) = desk.memory.messages.values()
        assert message.joined == ()


def test_an_approval_waits_a_while_for_what_else_is_approved(desk: Desk) -> None:
    del desk.memory.celebrations[OTHER]
    send = replace(desk.send, gathers=timedelta(minutes=10))
    plan = Plan(send, desk.schedule, desk.clock)
    plan(desk.memory.celebrations[ID])
    planned = desk.memory.celebrations[ID]
    assert (planned.state, planned.send_at, planned.planned) == (State.APPROVED, NOON + timedelta(minutes=10), True)
    plan(planned)
    assert list(desk.schedule.wakes) == [(ID, NOON + timedelta(minutes=10))]
    desk.clock.forward(timedelta(minutes=5))
    desk.memory.celebrations[OTHER] = replace(approved(), id=OTHER, approved_at=desk.clock.now())
    desk.clock.forward(timedelta(minutes=5))
    send(ID)
    assert states(desk) == [State.SENT, State.SENT]
    assert len(desk.memory.messages) == 1


# --- the pace -----------------------------------------------------------------------------------------------------


def test_one_a_day_and_the_next_one_tomorrow(desk: Desk) -> None:
    late = desk.memory.celebrations.pop(OTHER)
    desk.send(ID)
    desk.clock.forward(timedelta(hours=1))
    desk.memory.celebrations[OTHER] = replace(late, approved_at=desk.clock.now())
    desk.send(OTHER)
    waiting = desk.memory.celebrations[OTHER]
    assert (waiting.state, waiting.send_at) == (State.APPROVED, NOON + timedelta(hours=20))
    desk.clock.instant = NOON + timedelta(hours=20)
    desk.send(OTHER)
    assert states(desk) == [State.SENT, State.SENT]
    assert desk.memory.paces[PERSON].sent == (NOON, desk.clock.instant)


def test_the_pace_is_the_clients_whichever_journey_it_comes_from(desk: Desk) -> None:
    del desk.memory.celebrations[OTHER]
    elsewhere = replace(ID, journey=ID.journey.replace("53159992", "00000000"))
    desk.memory.celebrations[elsewhere] = replace(approved(), id=elsewhere)
    desk.memory.journeys[elsewhere.of_journey] = journey(id=elsewhere.of_journey)
    desk.send(ID)
    desk.send(elsewhere)
    assert desk.memory.celebrations[elsewhere].send_at == NOON + timedelta(hours=20)
    assert len(desk.memory.messages) == 1


def test_the_clients_own_number_a_month_counts(desk: Desk) -> None:
    desk.memory.preferences[PERSON] = Preferences("UTC", cheers_a_month=1, version=1)
    desk.memory.paces[PERSON] = Pace((NOON - timedelta(hours=30),), 1)  # on 31 May
    desk.send(ID)
    assert states(desk) == [State.SENT, State.SENT]
    desk.memory.celebrations[ID] = approved()
    desk.clock.forward(timedelta(days=6))
    desk.send(ID)
    assert (desk.memory.celebrations[ID].state, desk.memory.celebrations[ID].reason) == (
        State.NOT_DONE,
        Reason.NO_MOMENT,
    )


def test_the_notice_of_what_was_sent_does_not_wait_for_the_pace(desk: Desk) -> None:
    desk.memory.preferences[PERSON] = Preferences("UTC", email_notices=True, email="c@example.org", version=1)
    desk.mailer.outcomes = [Outcome.REFUSED_FOR_NOW]
    desk.send(ID)
    desk.clock.forward(timedelta(minutes=20))
    sweep(desk)
    assert len(desk.mailer.left) == 1


def test_a_zone_that_changes_after_scheduling_moves_what_waits(desk: Desk) -> None:
    replan = Replan(desk.preferences, desk.send)
    plan = Plan(desk.send, desk.schedule, desk.clock)
    desk.preferences.put(*PERSON, Preferences("Asia/Tokyo"))
    plan(desk.memory.celebrations[ID])
    assert desk.memory.celebrations[ID].send_at == NOON + timedelta(hours=11)
    assert desk.memory.paces[PERSON].waiting == (ID,)
    desk.preferences.put(*PERSON, Preferences("Asia/Dubai"))
    desk.memory.calls.clear()
    replan(*PERSON)
    assert desk.memory.celebrations[ID].state is State.SENT, "it is day there already"
    assert desk.memory.paces[PERSON].waiting == ()
    desk.memory.calls.clear()
    replan(*PERSON)
    assert desk.memory.calls == ["get preferences"]


def test_a_zone_where_it_is_earlier_moves_it_to_another_morning(desk: Desk) -> None:
    desk.clock.instant = NOON + timedelta(hours=12)
    desk.send.at_a_decent_hour(ID)
    assert desk.memory.celebrations[ID].send_at == NOON + timedelta(hours=20)
    desk.preferences.put(*PERSON, Preferences("Europe/Athens"))
    Replan(desk.preferences, desk.send)(*PERSON)
    moved = desk.memory.celebrations[ID]
    assert (moved.state, moved.send_at, moved.planned) == (State.APPROVED, NOON + timedelta(hours=17), True)
    Plan(desk.send, desk.schedule, desk.clock)(moved)
    assert list(desk.schedule.wakes) == [(ID, NOON + timedelta(hours=17))]


# --- sessions, and what is not known ---------------------------------------------------------------------------------


def test_a_session_that_is_planned_after_the_scheduling_counts(desk: Desk) -> None:
    begins = NOON + timedelta(minutes=30)
    desk.memory.journeys[JOURNEY] = journey(row=4, sessions={"s1": Session("s1", 1, begins)})
    desk.send(ID)
    assert desk.memory.celebrations[ID].send_at == begins + timedelta(hours=2)
    desk.memory.journeys[JOURNEY] = journey(row=5, sessions={"s1": Session("s1", 2, begins, meets=False)})
    desk.send(ID)
    assert states(desk) == [State.SENT, State.SENT]


def test_what_becomes_known_in_time_is_sent_and_no_schedule_is_made_meanwhile(desk: Desk) -> None:
    desk.memory.journeys[JOURNEY] = journey(consent=None)
    plan = Plan(desk.send, desk.schedule, desk.clock)
    plan(desk.memory.celebrations[ID])
    waiting = desk.memory.celebrations[ID]
    assert (waiting.state, waiting.waiting_since, waiting.send_at) == (State.APPROVED, NOON, NOON + LOOK_AGAIN)
    plan(waiting)
    assert len(desk.schedule) == 0
    desk.clock.forward(timedelta(hours=1))
    sweep(desk)
    assert desk.memory.celebrations[ID].waiting_since == NOON
    desk.memory.journeys[JOURNEY] = journey(row=4)
    desk.clock.forward(timedelta(hours=1))
    sweep(desk)
    assert states(desk) == [State.SENT, State.SENT]
    assert desk.memory.celebrations[ID].waiting_since is None


def test_what_stays_unknown_for_a_day_is_not_done_with_the_reason(desk: Desk) -> None:
    del desk.memory.celebrations[OTHER]
    desk.memory.journeys[JOURNEY] = journey(consent=None)
    for _ in range(27):
        sweep(desk)
        desk.clock.forward(timedelta(hours=1))
    stored = desk.memory.celebrations[ID]
    assert (stored.state, stored.reason, stored.send_at) == (
        State.NOT_DONE,
        Reason.CONSENT_NOT_ON_RECORD,
        None,
    )
    assert desk.memory.messages == {}


def test_what_is_known_to_forbid_it_meanwhile_ends_the_waiting(desk: Desk) -> None:
    desk.memory.journeys[JOURNEY] = journey(consent=None)
    desk.send(ID)
    desk.memory.journeys[JOURNEY] = journey(row=4, consent=Consent(4, granted=False))
    desk.clock.forward(LOOK_AGAIN)
    desk.send(ID)
    assert desk.memory.celebrations[ID].reason is Reason.CONSENT_WITHDRAWN


# --- the next moment ----------------------------------------------------------------------------------------------

ZONES = st.sampled_from(
    ["UTC", "America/New_York", "Asia/Tokyo", "Australia/Lord_Howe", "Pacific/Apia", "America/Havana", "Asia/Gaza"]
)
INSTANTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(  # noqa: DTZ001 - made aware below
    lambda naive: naive.replace(microsecond=0, tzinfo=UTC)
)


@given(
    now=INSTANTS,
    zone=ZONES,
    quiet_from=st.times().map(lambda wall: wall.replace(second=0, microsecond=0)),
    hours=st.integers(0, 23),
    sessions=st.lists(st.integers(-300, 3000), max_size=6),
    sent=st.lists(st.integers(0, 40 * 1440), max_size=12),
    a_month=st.integers(1, 8),
)
def test_the_next_moment_is_the_first_that_all_allow(  # noqa: PLR0917 - all that it depends upon
    now: datetime,
    zone: str,
    quiet_from: time,
    hours: int,
    sessions: list[int],
    sent: list[int],
    a_month: int,
) -> None:
    quiet_to = (datetime.combine(now, quiet_from) + timedelta(hours=hours)).time()
    preferences = Preferences(zone, quiet_from, quiet_to, cheers_a_month=a_month)
    known = [Session(f"s{at}", 1, now + timedelta(minutes=at)) for at in sessions]
    pace = Pace(tuple(sorted(now - timedelta(minutes=at) for at in sent)))

    def allowed(instant: datetime) -> bool:
        wall = instant.astimezone(ZoneInfo(zone))
        minute, begin = wall.hour * 60 + wall.minute, quiet_from.hour * 60 + quiet_from.minute
        if (minute - begin) % 1440 < hours * 60:
            return False
        if any(-60 < (instant - session.begins) / timedelta(minutes=1) < 120 for session in known):
            return False
        days = [one.astimezone(ZoneInfo(zone)) for one in pace.sent]
        if any(day.date() == wall.date() for day in days):
            return False
        return len([day for day in days if (day.year, day.month) == (wall.year, wall.month)]) < a_month

    found = next_moment(now, preferences, known, pace)
    assert found >= now
    assert allowed(found)
    # Everything changes on whole minutes but what begins with `now`: a walk in steps of 17 minutes meets each stretch.
    step = now
    while step < found:
        assert not allowed(step), step
        step += timedelta(minutes=17)
    assert found == now or not allowed(found - timedelta(seconds=1))
