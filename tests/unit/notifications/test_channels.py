"""By which way a notice goes: the client's order, the next where one fails, and never two."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from notifications.application.sweeping import SendOverdue
from notifications.domain.channel import Channel, Mailbox, is_plain
from notifications.domain.device import MOST_DEVICES, Device, with_device
from notifications.domain.lifecycle import State
from notifications.domain.message import GIVE_UP_AFTER, Message, NoticeState
from notifications.domain.notice import Outcome, holds_for
from notifications.domain.preferences import Preferences
from notifications.domain.quiet_hours import QuietHours
from unit.notifications.fakes import NOON, Desk
from unit.notifications.making import CLIENT, ID, JOURNEY, celebration, journey


def device(name: str, at: datetime = NOON) -> Device:
    return Device(f"https://push.example/{name}", b"\x04" + bytes(64), bytes(16), at)


PHONE, LAPTOP = device("phone"), device("laptop", NOON - timedelta(days=1))
WISHES = Preferences("UTC", email_notices=True, email="c@example.org", devices=(PHONE, LAPTOP), version=1)


@pytest.fixture
def desk() -> Desk:
    """A celebration that may be sent, to a client with two devices and a mailbox."""
    made = Desk()
    made.memory.celebrations[ID] = celebration(State.APPROVED)
    made.memory.journeys[JOURNEY] = journey()
    made.memory.preferences[JOURNEY.practice, CLIENT] = WISHES
    return made


def prefer(desk: Desk, **changes: object) -> None:
    known = desk.memory.preferences[JOURNEY.practice, CLIENT]
    desk.memory.preferences[JOURNEY.practice, CLIENT] = replace(known, **changes)  # type: ignore[arg-type]


def message_of(desk: Desk) -> Message:
    (message,) = desk.memory.messages.values()
    return message


def went(desk: Desk) -> list[str]:
    return [to for provider in (desk.pusher, desk.mailer) for to, _ in provider.left]


def sweep(desk: Desk) -> None:
    SendOverdue(desk.due, desk.send, desk.follow_up, desk.tell, desk.clock, desk.log)()


# --- which way ----------------------------------------------------------------------------------------------------


def test_one_notice_by_one_provider_call_and_four_calls_of_the_store(desk: Desk) -> None:
    desk.send(ID)
    assert desk.memory.calls == ["look around", "get preferences", "deliver", "record notice"]
    assert (went(desk), desk.pusher.tried, desk.mailer.tried) == ([PHONE.endpoint], 1, 0)
    message = message_of(desk)
    assert (message.notice, message.channel, message.provider_id) == (NoticeState.ACCEPTED, Channel.PUSH, "push-1")
    assert (message.owner, message.follow_up_at) == (None, None)
    (event,) = desk.memory.events
    assert event.data["channels"] == ["inbox", "push", "email"]


@pytest.mark.parametrize(
    ("changes", "to"),
    [
        ({"channel_order": (Channel.EMAIL, Channel.PUSH)}, ["c@example.org"]),
        ({"push_notices": False}, ["c@example.org"]),
        ({"devices": ()}, ["c@example.org"]),
        ({"email_notices": False}, [PHONE.endpoint]),
        ({"devices": (LAPTOP,)}, [LAPTOP.endpoint]),
        ({"push_notices": False, "email_notices": False}, []),
        ({"push_notices": False, "email": None}, []),
        ({"push_notices": False, "email": "a@b.example\r\nBcc: all@example.org"}, []),
    ],
)
def test_each_channel_needs_a_consent_of_its_own_and_comes_in_its_place(
    desk: Desk, changes: dict[str, object], to: list[str]
) -> None:
    prefer(desk, **changes)
    desk.send(ID)
    assert went(desk) == to
    assert message_of(desk).notice is (NoticeState.ACCEPTED if to else NoticeState.NOT_WANTED)


@pytest.mark.parametrize("outcome", [Outcome.REFUSED, Outcome.REFUSED_FOR_NOW, Outcome.GONE])
def test_a_channel_that_fails_leads_to_the_next_and_the_message_counts_once(desk: Desk, outcome: Outcome) -> None:
    prefer(desk, devices=(PHONE,))
    desk.pusher.outcomes = [outcome]
    desk.send(ID)
    assert (went(desk), message_of(desk).channel) == (["c@example.org"], Channel.EMAIL)
    assert (len(desk.memory.messages), len(desk.memory.events), message_of(desk).attempts) == (1, 1, 1)


def test_e_mail_first_leads_to_the_phone(desk: Desk) -> None:
    prefer(desk, channel_order=(Channel.EMAIL, Channel.PUSH))
    desk.mailer.outcomes = [Outcome.REFUSED]
    desk.send(ID)
    assert went(desk) == [PHONE.endpoint]


@pytest.mark.parametrize("outcome", [Outcome.ACCEPTED, Outcome.UNKNOWN])
def test_what_was_taken_or_may_have_been_leads_nowhere_else(desk: Desk, outcome: Outcome) -> None:
    desk.pusher.outcomes = [outcome]
    desk.send(ID)
    desk.clock.forward(timedelta(hours=3))
    sweep(desk)
    assert (desk.pusher.tried, desk.mailer.tried) == (1, 0)
    assert message_of(desk).channel is Channel.PUSH


def test_where_all_fail_and_one_only_for_now_all_are_tried_again_later(desk: Desk) -> None:
    prefer(desk, devices=(PHONE,))
    desk.pusher.outcomes, desk.mailer.outcomes = [Outcome.REFUSED_FOR_NOW], [Outcome.REFUSED]
    desk.send(ID)
    assert went(desk) == []
    desk.clock.forward(timedelta(hours=1))
    sweep(desk)
    assert (went(desk), message_of(desk).attempts) == ([PHONE.endpoint], 2)


def test_a_device_that_is_gone_is_forgotten_and_the_next_one_notified(desk: Desk) -> None:
    desk.pusher.outcomes = [Outcome.GONE, Outcome.ACCEPTED]
    desk.send(ID)
    assert went(desk) == [LAPTOP.endpoint]
    assert desk.memory.preferences[JOURNEY.practice, CLIENT].devices == (LAPTOP,)
    assert desk.memory.calls[-2:] == ["put devices", "record notice"]


def test_a_device_registered_meanwhile_is_not_forgotten_along(desk: Desk) -> None:
    tablet = device("tablet", NOON + timedelta(seconds=1))

    def register(name: str) -> None:
        if name == "after push" and len(desk.memory.preferences[JOURNEY.practice, CLIENT].devices) == 2:
            known = desk.memory.preferences[JOURNEY.practice, CLIENT]
            desk.preferences.put_devices(JOURNEY.practice, CLIENT, known, with_device(known.devices, tablet))

    desk.pusher.strike = register
    desk.pusher.outcomes = [Outcome.GONE, Outcome.GONE]
    desk.send(ID)
    assert desk.memory.preferences[JOURNEY.practice, CLIENT].devices == (tablet, PHONE, LAPTOP)
    assert went(desk) == ["c@example.org"]


# --- crashes: one gap each ------------------------------------------------------------------------------------------

GAPS: dict[str, tuple[list[Outcome], NoticeState, int]] = {
    # Where it died: what the push service says, what is known of the notice in the end, how many can have left.
    "before deliver": ([], NoticeState.ACCEPTED, 1),
    "after deliver": ([], NoticeState.UNKNOWN, 0),
    "before push": ([], NoticeState.UNKNOWN, 0),
    "after push": ([], NoticeState.UNKNOWN, 1),
    "before mail": ([Outcome.REFUSED, Outcome.REFUSED], NoticeState.UNKNOWN, 0),
    "after mail": ([Outcome.REFUSED, Outcome.REFUSED], NoticeState.UNKNOWN, 1),
    "before put devices": ([Outcome.GONE], NoticeState.UNKNOWN, 1),
    "after put devices": ([Outcome.GONE], NoticeState.UNKNOWN, 1),
    "before record notice": ([], NoticeState.UNKNOWN, 1),
    "after record notice": ([], NoticeState.ACCEPTED, 1),
}


@pytest.mark.parametrize("gap", GAPS)
def test_a_crash_in_any_gap_ends_with_one_message_and_at_most_one_notice(desk: Desk, gap: str) -> None:
    outcomes, known, left = GAPS[gap]
    desk.pusher.outcomes = list(outcomes)
    struck: list[str] = []

    def die(name: str) -> None:
        if name == gap and not struck:
            struck.append(name)
            raise KeyboardInterrupt

    desk.memory.strike = desk.mailer.strike = desk.pusher.strike = die
    with pytest.raises(KeyboardInterrupt):
        desk.send(ID)
    for _ in range(3):
        desk.send(ID)
        desk.clock.forward(GIVE_UP_AFTER)
        sweep(desk)
    assert (message_of(desk).notice, len(went(desk))) == (known, left)
    assert (message_of(desk).owner, message_of(desk).follow_up_at) == (None, None)
    assert (desk.memory.celebrations[ID].state, len(desk.memory.events)) == (State.SENT, 1)
    told = [line for line in desk.lines if '"NT030"' in line]
    assert len(told) == (1 if known is NoticeState.UNKNOWN else 0)


def test_before_a_lease_has_run_out_nobody_else_touches_the_notice(desk: Desk) -> None:
    def die(name: str) -> None:
        if name == "after push":
            raise KeyboardInterrupt

    desk.pusher.strike = die
    with pytest.raises(KeyboardInterrupt):
        desk.send(ID)
    held = message_of(desk)
    assert held.owner is not None
    desk.clock.forward(GIVE_UP_AFTER - timedelta(minutes=3))
    sweep(desk)
    desk.follow_up(held.id)
    assert message_of(desk) == held


def test_who_comes_back_after_its_lease_ran_out_may_not_record(desk: Desk) -> None:
    late: list[Message] = []

    def fall_asleep(name: str) -> None:
        if name == "after push" and not late:
            late.append(message_of(desk))
            desk.clock.forward(GIVE_UP_AFTER)
            desk.follow_up(late[0].id)

    desk.pusher.strike = fall_asleep
    desk.send(ID)
    assert message_of(desk) == late[0].unknown()
    assert desk.pusher.tried == 1


# --- what it is made of -----------------------------------------------------------------------------------------


def test_a_device_is_renewed_and_of_too_many_the_one_unseen_for_longest_goes() -> None:
    devices: tuple[Device, ...] = ()
    for day in range(MOST_DEVICES + 2):
        devices = with_device(devices, device(f"d{day}", NOON + timedelta(days=day)))
    assert [each.endpoint[-2:] for each in devices] == ["d6", "d5", "d4", "d3", "d2"]
    again = with_device(devices, device("d3", NOON + timedelta(days=9)))
    assert [each.endpoint[-2:] for each in again] == ["d3", "d6", "d5", "d4", "d2"]


@pytest.mark.parametrize(
    ("zone", "now", "hours"),
    [
        ("UTC", "2026-06-01T12:00:00+00:00", 9.0),
        ("Asia/Tokyo", "2026-06-01T00:00:00+00:00", 12.0),
        ("UTC", "2026-06-01T08:00:00+00:00", 13.0),
        ("America/New_York", "2026-11-01T04:30:00+00:00", 21.5),  # the clocks go back on the way
        ("America/New_York", "2026-03-08T05:30:00+00:00", 19.5),  # and forward
    ],
)
def test_a_notice_waits_for_its_device_until_quiet_hours_begin_and_no_longer(zone: str, now: str, hours: float) -> None:
    quiet = QuietHours(ZoneInfo(zone), time(21), time(8))
    assert holds_for(quiet, datetime.fromisoformat(now)) == timedelta(hours=hours)


def test_without_quiet_hours_it_waits_for_a_day() -> None:
    assert holds_for(QuietHours(ZoneInfo("UTC"), time(8), time(8)), NOON) == timedelta(days=1)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Australia/Lord_Howe", "America/New_York"])
def test_it_never_holds_into_quiet_hours(zone: str) -> None:
    for begins in (time(2), time(2, 15), time(1, 45), time(21)):
        quiet = QuietHours(ZoneInfo(zone), begins, time(8))
        for hours in range(0, 24 * 365, 7):
            now = NOON + timedelta(hours=hours)
            if not quiet.covers(now):
                last = now + holds_for(quiet, now) - timedelta(minutes=1)
                assert last < now or not quiet.covers(last), (now, last)


@pytest.mark.parametrize(
    ("address", "plain"),
    [
        ("c@example.org", True),
        ("first.last+tag@mail.example.co.jp", True),
        ("c@localhost", False),
        ("c@example.org\r\nBcc: d@example.org", False),
        ("c@example.org\n", False),
        ("c\x00@example.org", False),
        ("c@example.org,d@example.org", False),
        ('"c d"@example.org', False),
        ("<c@example.org>", False),
        ("c@@example.org", False),
        ("@example.org", False),
        ("c@-example.org", False),
        ("c@exa mple.org", False),
        ("c@" + "a" * 63 + "." + "b" * 200, False),
        ("c@" + "a" * 240 + "!", False),
        ("\uff43@example.org", False),
    ],
)
def test_an_address_in_which_a_header_could_hide_gets_nothing(address: str, plain: bool) -> None:  # noqa: FBT001
    assert is_plain(address) is plain
    wishes = Preferences("UTC", email_notices=True, email=address)
    assert wishes.destinations == ((Mailbox(address),) if plain else ())
