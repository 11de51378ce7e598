from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from notifications.application.planning import Plan
from notifications.application.sweeping import GRACE, OverdueError, SendOverdue
from notifications.domain.channel import Channel
from notifications.domain.grounds import Grounds
from notifications.domain.identity import CelebrationId
from notifications.domain.journey import Consent
from notifications.domain.lifecycle import State
from notifications.domain.message import ATTEMPTS, NoticeState
from notifications.domain.notice import Outcome
from notifications.domain.ports import LostRaceError
from notifications.domain.preferences import Language, Preferences
from notifications.domain.reason import Reason
from notifications.domain.risk import Risk
from unit.notifications.fakes import NOON, Desk
from unit.notifications.making import CLIENT, ID, JOURNEY, THERAPIST, administered, celebration, journey, milestone

WITH_EMAIL = Preferences("UTC", language=Language.JAPANESE, email_notices=True, email="c@example.org", version=1)
NIGHT = NOON + timedelta(hours=12)
MORNING = NOON + timedelta(hours=20)


@pytest.fixture
def desk() -> Desk:
    """An approved celebration of which nothing speaks against the sending."""
    made = Desk()
    made.memory.celebrations[ID] = celebration(State.APPROVED)
    made.memory.journeys[JOURNEY] = journey()
    return made


def with_email(desk: Desk) -> None:
    desk.memory.preferences[JOURNEY.practice, CLIENT] = WITH_EMAIL


def test_what_may_be_sent_is_sent_in_one_transaction(desk: Desk) -> None:
    desk.send(ID)
    assert desk.memory.calls == ["look around", "get preferences", "deliver"]
    (message,) = desk.memory.messages.values()
    assert (message.client, message.therapist, message.sent_at) == (CLIENT, THERAPIST, NOON)
    assert message.text == celebration().text
    assert message.notice is NoticeState.NOT_WANTED
    sent = desk.memory.celebrations[ID]
    assert (sent.state, sent.sent_at, sent.send_at, sent.version) == (State.SENT, NOON, None, 2)
    (event,) = desk.memory.events
    assert (event.type, event.subject, event.practice) == ("celebration.sent.v1", JOURNEY.journey, JOURNEY.practice)
    assert (event.correlationid, event.causationid) == ("request-1", "command-1")
    assert event.data == {
        "celebration": str(ID),
        "milestone": str(ID),
        "sent_at": "2026-06-01T12:00:00.000Z",
        "channels": ["inbox"],
    }


def test_to_send_again_changes_nothing(desk: Desk) -> None:
    with_email(desk)
    for _ in range(3):
        desk.send(ID)
    assert (len(desk.memory.messages), len(desk.mailer.left), len(desk.memory.events)) == (1, 1, 1)


@pytest.mark.parametrize("state", [state for state in State if state is not State.APPROVED])
def test_what_is_not_approved_is_left_alone(desk: Desk, state: State) -> None:
    desk.memory.celebrations[ID] = celebration(state)
    desk.send(ID)
    desk.send.at_a_decent_hour(ID)
    assert (desk.memory.messages, desk.memory.events) == ({}, [])
    assert desk.memory.celebrations[ID] == celebration(state)


def test_what_may_not_be_sent_is_not_done_with_the_reason(desk: Desk) -> None:
    desk.memory.journeys[JOURNEY] = journey(consent=Consent(4, granted=False))
    desk.send(ID)
    stored = desk.memory.celebrations[ID]
    assert (stored.state, stored.reason, stored.send_at) == (State.NOT_DONE, Reason.CONSENT_WITHDRAWN, None)
    (event,) = desk.memory.events
    assert event.type == "celebration.not_done.v1"
    assert event.data["reason"] == "consent_withdrawn"
    assert desk.memory.messages == {}


def test_in_quiet_hours_it_waits_and_the_version_stays(desk: Desk) -> None:
    desk.clock.instant = NIGHT
    desk.send(ID)
    stored = desk.memory.celebrations[ID]
    assert (stored.state, stored.send_at, stored.planned, stored.version) == (State.APPROVED, MORNING, True, 1)
    assert desk.memory.messages == {}


def test_an_approval_by_night_is_planned_without_being_judged_yet(desk: Desk) -> None:
    desk.clock.instant = NIGHT
    desk.memory.journeys[JOURNEY] = journey(consent=None)
    plan = Plan(desk.send, desk.schedule, desk.clock)
    plan(desk.memory.celebrations[ID])
    planned = desk.memory.celebrations[ID]
    assert (planned.state, planned.send_at) == (State.APPROVED, MORNING)
    assert len(desk.schedule) == 0
    plan(planned)
    plan(planned)
    assert list(desk.schedule.wakes) == [(ID, MORNING)]
    # The consent came in the night: what counts is the moment of sending.
    desk.memory.journeys[JOURNEY] = journey()
    desk.clock.instant = MORNING
    desk.send(ID)
    assert desk.memory.celebrations[ID].state is State.SENT


def test_an_approval_by_day_is_sent_at_once_with_four_calls_and_one_mail(desk: Desk) -> None:
    with_email(desk)
    Plan(desk.send, desk.schedule, desk.clock)(desk.memory.celebrations[ID])
    assert desk.memory.calls == ["look around", "get preferences", "deliver", "record notice"]
    assert desk.mailer.left == [("c@example.org", Language.JAPANESE)]
    (message,) = desk.memory.messages.values()
    assert (message.notice, message.channel, message.provider_id) == (NoticeState.ACCEPTED, Channel.EMAIL, "mail-1")
    assert desk.memory.events[0].data["channels"] == ["inbox", "email"]
    assert len(desk.schedule) == 0


def test_a_planned_one_that_the_stream_shows_late_is_sent(desk: Desk) -> None:
    Plan(desk.send, desk.schedule, desk.clock)(celebration(State.APPROVED, planned=True))
    assert desk.memory.celebrations[ID].state is State.SENT


CHANGES: dict[str, Callable[[Desk], None]] = {
    "consent withdrawn": lambda desk: desk.memory.journeys.update(
        {JOURNEY: journey(row=4, consent=Consent(4, granted=False))}
    ),
    "celebrations off": lambda desk: desk.memory.preferences.update(
        {(JOURNEY.practice, CLIENT): Preferences("UTC", celebrations=False, version=2)}
    ),
    "milestone reversed": lambda desk: desk.memory.celebrations.update(
        {ID: celebration(State.APPROVED).with_milestone(milestone("reversed", 2), NOON)}
    ),
    "dismissed": lambda desk: desk.memory.celebrations.update({ID: celebration(State.DISMISSED, version=2)}),
    "a risk": lambda desk: desk.memory.journeys.update(
        {JOURNEY: replace(journey(), row=4).with_administration(administered("m1", risk=Risk.POSITIVE))}
    ),
}


@dataclass
class LookThenChange:
    """Looks, and lets the world change behind its back: the first time only, or always."""

    desk: Desk
    change: Callable[[Desk], None]
    always: bool = False
    looks: int = 0

    def __call__(self, wanted: CelebrationId) -> Grounds | None:
        grounds = self.desk.look(wanted)
        self.looks += 1
        if self.always or self.looks == 1:
            self.change(self.desk)
        return grounds


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_what_changes_between_look_and_send_is_looked_at_again(desk: Desk, change: Callable[[Desk], None]) -> None:
    with_email(desk)
    looking = LookThenChange(desk, change)
    replace(desk.send, look=looking)(ID)
    assert looking.looks == 2
    assert (desk.memory.messages, desk.mailer.left) == ({}, [])
    assert desk.memory.celebrations[ID].state in {State.NOT_DONE, State.DISMISSED}


def test_where_things_keep_changing_it_stops_and_is_tried_later(desk: Desk) -> None:
    def grow(desk: Desk) -> None:
        stored = desk.memory.journeys[JOURNEY]
        desk.memory.journeys[JOURNEY] = replace(stored, row=stored.row + 1)

    with pytest.raises(LostRaceError):
        replace(desk.send, look=LookThenChange(desk, grow, always=True))(ID)
    assert desk.memory.celebrations[ID].state is State.APPROVED


# --- the notice that follows ----------------------------------------------------------------------


def sweep(desk: Desk) -> None:
    SendOverdue(desk.due, desk.send, desk.follow_up, desk.tell, desk.clock, desk.log)()


def sent_with(desk: Desk, *outcomes: Outcome) -> None:
    with_email(desk)
    desk.mailer.outcomes = list(outcomes)
    desk.send(ID)


def notice_of(desk: Desk) -> NoticeState:
    (message,) = desk.memory.messages.values()
    return message.notice


def test_an_unknown_outcome_is_recorded_and_never_repeated(desk: Desk) -> None:
    sent_with(desk, Outcome.UNKNOWN)
    desk.clock.forward(timedelta(hours=6))
    sweep(desk)
    assert (notice_of(desk), desk.mailer.tried) == (NoticeState.UNKNOWN, 1)


def test_a_refusal_for_good_is_recorded_and_not_repeated(desk: Desk) -> None:
    sent_with(desk, Outcome.REFUSED)
    desk.clock.forward(timedelta(hours=6))
    sweep(desk)
    assert (notice_of(desk), desk.mailer.tried) == (NoticeState.REFUSED, 1)


def test_a_certain_refusal_is_tried_again(desk: Desk) -> None:
    sent_with(desk, Outcome.REFUSED_FOR_NOW)
    sweep(desk)
    assert desk.mailer.tried == 1
    desk.clock.forward(timedelta(hours=1))
    sweep(desk)
    sweep(desk)
    assert (notice_of(desk), desk.mailer.tried, len(desk.mailer.left)) == (NoticeState.ACCEPTED, 2, 1)


def test_it_is_tried_three_times_and_no_more(desk: Desk) -> None:
    sent_with(desk, *[Outcome.REFUSED_FOR_NOW] * 9)
    for _ in range(6):
        desk.clock.forward(timedelta(hours=1))
        sweep(desk)
    assert (notice_of(desk), desk.mailer.tried) == (NoticeState.REFUSED, ATTEMPTS)


@pytest.mark.parametrize(
    ("changed", "notice"),
    [
        (lambda desk: desk.memory.journeys.update({JOURNEY: journey(closed=True, row=4)}), NoticeState.WITHHELD),
        (
            lambda desk: desk.memory.preferences.update({(JOURNEY.practice, CLIENT): Preferences("UTC", version=2)}),
            NoticeState.WITHHELD,
        ),
        (lambda desk: desk.clock.forward(timedelta(hours=11)), NoticeState.REFUSED),
    ],
    ids=["closed", "no e-mail wanted", "night"],
)
def test_a_retry_is_judged_like_a_sending(desk: Desk, changed: Callable[[Desk], object], notice: NoticeState) -> None:
    sent_with(desk, Outcome.REFUSED_FOR_NOW)
    desk.clock.forward(timedelta(hours=1))
    changed(desk)
    sweep(desk)
    assert (notice_of(desk), desk.mailer.tried) == (notice, 1)


def test_an_attempt_that_was_cut_off_becomes_unknown(desk: Desk) -> None:
    with_email(desk)

    def crash(name: str) -> None:
        if name == "after mail":
            raise KeyboardInterrupt

    desk.mailer.strike = crash
    with pytest.raises(KeyboardInterrupt):
        desk.send(ID)
    assert notice_of(desk) is NoticeState.ATTEMPTING
    desk.send(ID)
    desk.clock.forward(timedelta(hours=1))
    sweep(desk)
    sweep(desk)
    assert (notice_of(desk), desk.mailer.tried) == (NoticeState.UNKNOWN, 1)


# --- what is overdue ------------------------------------------------------------------------------


def test_the_sweep_sends_what_got_lost_after_a_grace(desk: Desk) -> None:
    sweep(desk)
    assert desk.memory.messages == {}
    desk.clock.forward(GRACE)
    sweep(desk)
    assert len(desk.memory.messages) == 1


def test_one_that_fails_holds_nothing_else_up(desk: Desk) -> None:
    other = replace(ID, journey=ID.journey.replace("53159992", "00000000"))
    desk.memory.celebrations[other] = replace(celebration(State.APPROVED), id=other, send_at=NOON - timedelta(days=1))
    desk.memory.journeys[other.of_journey] = journey(id=other.of_journey, client="client-2")
    desk.clock.forward(GRACE)
    faults = iter([OSError])

    def fail_once(name: str) -> None:
        fault = next(faults, None) if name == "before deliver" else None
        if fault is not None:
            raise fault

    desk.memory.strike = fail_once
    with pytest.raises(OverdueError):
        sweep(desk)
    assert [desk.memory.celebrations[name].state for name in (other, ID)] == [State.APPROVED, State.SENT]
    sweep(desk)
    assert desk.memory.celebrations[other].state is State.SENT
