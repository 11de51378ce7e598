"""A therapist is told of new cards by her own choice: once a moment, at her own hours, and of nothing decided."""

import json
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from notifications.application.drafting import TakeInMilestone
from notifications.application.sweeping import GRACE, SendOverdue
from notifications.domain.card_notice import SETTLES, TherapistId, telling_moment
from notifications.domain.lifecycle import State
from notifications.domain.message import RETRY_AFTER
from notifications.domain.notice import Outcome
from notifications.domain.ports import LostRaceError
from notifications.domain.preferences import CardNotices, Preferences
from unit.notifications.asking import ask
from unit.notifications.fakes import NOON, Desk
from unit.notifications.making import CLIENT, ID, JOURNEY, THERAPIST, journey, milestone
from unit.notifications.test_rate import FakeSqs, work_off
from unit.notifications.test_rate import sweep as sweep_into

HER = TherapistId(JOURNEY.practice, THERAPIST)
EACH = Preferences("UTC", email_notices=True, email="t@example.org", card_notices=CardNotices.EACH, version=1)
DAILY = replace(EACH, card_notices=CardNotices.DAILY, digest_at=time(8))
LONDON = replace(DAILY, time_zone="Europe/London", quiet_from=time(), quiet_to=time())


class CrashError(Exception):
    """The process died."""


def made_desk(wishes: Preferences | None = EACH) -> Desk:
    desk = Desk()
    desk.memory.journeys[JOURNEY] = journey()
    if wishes is not None:
        desk.memory.preferences[JOURNEY.practice, THERAPIST] = wishes
    return desk


def card(desk: Desk, number: int = 0, state: str = "confirmed", version: int = 1) -> None:
    take_in = TakeInMilestone(desk.celebrations, desk.preferences, desk.first_words, desk.texts, desk.clock, desk.log)
    take_in(replace(ID, hash=f"{number:016x}"), milestone(state, version))


def decide(desk: Desk, number: int = 0) -> None:
    name = replace(ID, hash=f"{number:016x}")
    stored = desk.memory.celebrations[name]
    desk.memory.celebrations[name] = replace(stored, state=State.DISMISSED, version=stored.version + 1)


def sweep(desk: Desk) -> None:
    SendOverdue(desk.due, desk.send, desk.follow_up, desk.tell, desk.clock, desk.log)()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


# --- when -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wishes", "since", "moment"),
    [
        (Preferences("UTC"), "2026-06-01T12:00", None),
        (EACH, "2026-06-01T12:00", "2026-06-01T12:00"),
        (EACH, "2026-06-01T22:00", "2026-06-02T08:00"),
        (DAILY, "2026-06-01T07:59", "2026-06-01T08:00"),
        (DAILY, "2026-06-01T08:00", "2026-06-02T08:00"),
        (replace(DAILY, time_zone="Asia/Tokyo"), "2026-06-01T12:00", "2026-06-01T23:00"),
        (replace(DAILY, time_zone="America/New_York"), "2026-06-01T12:01", "2026-06-02T12:00"),
        (replace(DAILY, digest_at=time(22)), "2026-06-01T12:00", "2026-06-02T08:00"),
        (LONDON, "2026-03-28T12:00", "2026-03-29T07:00"),  # the clock went forward in that night
        (LONDON, "2026-10-24T12:00", "2026-10-25T08:00"),  # and back
        (replace(LONDON, digest_at=time(1, 30)), "2026-03-28T12:00", "2026-03-29T01:30"),  # skipped: an hour later
        (replace(LONDON, digest_at=time(1, 30)), "2026-10-24T12:00", "2026-10-25T00:30"),  # twice: the first
        (replace(LONDON, digest_at=time(1, 30)), "2026-10-25T01:00", "2026-10-26T01:30"),
        (replace(DAILY, time_zone="Pacific/Apia"), "2011-12-29T19:00", "2011-12-30T18:00"),  # a day was skipped
    ],
)
def test_she_is_told_at_her_own_hour(wishes: Preferences, since: str, moment: str | None) -> None:
    found = telling_moment(wishes, at(since), at(since))
    assert found == (None if moment is None else at(moment))


def test_a_digests_hour_is_used_once_however_late_a_card_is_stored() -> None:
    since, told = at("2026-06-01T07:59"), at("2026-06-01T08:05")
    assert telling_moment(DAILY, since, told, told) == at("2026-06-02T08:00")


# --- the way ---------------------------------------------------------------------------------------


def test_the_sweep_hands_her_over_and_the_sending_function_tells_her_once() -> None:
    desk, sqs = made_desk(), FakeSqs()
    card(desk)
    desk.clock.forward(GRACE)
    sweep_into(desk, sqs)
    assert [json.loads(body) for body in sqs.bodies] == [{"practice": JOURNEY.practice, "therapist": THERAPIST}]
    sqs.bodies *= 2
    assert work_off(desk, sqs) == []
    assert len(desk.mailer.left) == 1


# --- what it costs --------------------------------------------------------------------------------


@pytest.mark.parametrize("wishes", [None, EACH, DAILY])
def test_a_new_card_costs_no_call_more(wishes: Preferences | None) -> None:
    desk = made_desk(wishes)
    card(desk)
    assert desk.memory.calls == ["gather", "get preferences", "get template", "add celebration"]
    assert (HER in desk.memory.card_notices) is (wishes is not None)


def test_several_cards_are_one_neutral_notice_by_her_channel_and_five_calls() -> None:
    desk = made_desk()
    for number in range(3):
        card(desk, number)
    desk.clock.forward(GRACE)
    desk.memory.calls.clear()
    sweep(desk)
    assert desk.memory.calls == ["get card notice", "get preferences", "any open", "take", "record card notice"]
    for _ in range(3):
        desk.clock.forward(timedelta(hours=1))
        sweep(desk)
    assert [to for to, _ in desk.mailer.left] == ["t@example.org"]
    (notice,) = desk.carrier.notices
    assert (notice.person, notice.holds_for) == (THERAPIST, timedelta(hours=9) - GRACE)
    assert not any(THERAPIST in line or CLIENT in line for line in desk.lines)


# --- when not -------------------------------------------------------------------------------------


def test_she_who_chose_nothing_is_told_nothing() -> None:
    desk = made_desk(None)
    card(desk)
    desk.clock.forward(timedelta(days=2))
    sweep(desk)
    assert desk.carrier.notices == []


def withdrawn(desk: Desk) -> None:
    card(desk, state="reversed", version=2)


def erased(desk: Desk) -> None:
    desk.memory.celebrations.clear()


def silenced(desk: Desk) -> None:
    desk.memory.preferences[JOURNEY.practice, THERAPIST] = replace(EACH, card_notices=CardNotices.NONE)


def unreachable(desk: Desk) -> None:
    desk.memory.preferences[JOURNEY.practice, THERAPIST] = replace(EACH, email_notices=False, email=None)


@pytest.mark.parametrize("happens", [decide, withdrawn, erased, silenced, unreachable])
def test_what_waits_no_longer_is_not_told(happens: object) -> None:
    desk = made_desk()
    card(desk)
    happens(desk)  # type: ignore[operator]
    desk.clock.forward(GRACE + SETTLES)
    sweep(desk)
    assert desk.carrier.notices == []
    assert list(desk.due.until(NOON + timedelta(days=9))) == []


def test_an_old_open_card_is_no_reason_to_tell_of_a_decided_new_one() -> None:
    desk = made_desk()
    card(desk)
    desk.clock.forward(GRACE)
    sweep(desk)
    desk.clock.forward(timedelta(hours=1))
    card(desk, 1)
    decide(desk, 1)
    desk.clock.forward(GRACE)
    sweep(desk)
    assert len(desk.carrier.notices) == 1


def test_quiet_hours_that_she_chose_meanwhile_count() -> None:
    desk = made_desk()
    card(desk)
    quiet = replace(EACH, quiet_from=time(12), quiet_to=time(15))
    desk.memory.preferences[JOURNEY.practice, THERAPIST] = quiet
    desk.clock.forward(GRACE)
    sweep(desk)
    assert (desk.carrier.notices, desk.memory.card_notices[HER].at) == ([], NOON + timedelta(hours=3))
    desk.clock.instant = NOON + timedelta(hours=3) + GRACE
    sweep(desk)
    assert len(desk.carrier.notices) == 1


def test_a_card_that_the_index_does_not_show_yet_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = made_desk()
    card(desk)
    monkeypatch.setattr(type(desk.card_notices), "any_open", lambda *_: False)
    desk.tell(HER)
    monkeypatch.undo()
    assert desk.memory.card_notices[HER].at == NOON + SETTLES
    desk.clock.forward(SETTLES)
    desk.tell(HER)
    assert len(desk.carrier.notices) == 1


# --- faults ---------------------------------------------------------------------------------------


def test_what_is_refused_for_now_is_tried_three_times_and_a_digest_does_not_wait_a_day() -> None:
    desk = made_desk(DAILY)
    desk.mailer.outcomes = [Outcome.REFUSED_FOR_NOW] * 3
    card(desk)
    desk.clock.instant = now = NOON + timedelta(hours=20)
    desk.tell(HER)
    assert desk.memory.card_notices[HER].at == now + RETRY_AFTER
    desk.clock.forward(RETRY_AFTER)
    desk.tell(HER)
    desk.clock.forward(2 * RETRY_AFTER)
    desk.tell(HER)
    assert (desk.mailer.tried, desk.memory.card_notices[HER].at) == (3, None)


@pytest.mark.parametrize(
    ("dies", "least"),
    [
        ("before add celebration", 1),
        ("after add celebration", 1),
        ("before take", 1),
        ("after take", 0),
        ("before mail", 0),
        ("after mail", 1),
        ("before record card notice", 1),
        ("after record card notice", 1),
    ],
)
def test_whenever_it_dies_there_is_one_notice_at_most_and_none_twice(dies: str, least: int) -> None:
    desk = made_desk()
    struck: list[str] = []

    def strike(name: str) -> None:
        if name == dies and not struck:
            struck.append(name)
            raise CrashError

    desk.memory.strike = desk.mailer.strike = strike
    for _ in range(4):
        for act in (card, lambda one: one.tell(HER)):
            try:
                act(desk)
            except CrashError:
                continue
        desk.clock.forward(timedelta(minutes=5))
    assert struck == [dies]
    assert len(desk.mailer.left) == least


def test_of_two_that_tell_at_once_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = made_desk()
    card(desk)
    get, nested = desk.preferences.get, list[str]()

    def meanwhile(practice: str, person: str) -> Preferences:
        if not nested:
            nested.append(person)
            desk.tell(HER)
        return get(practice, person)

    monkeypatch.setattr(desk.preferences, "get", meanwhile)
    desk.tell(HER)
    assert len(desk.mailer.left) == 1


class Telling(RuleBasedStateMachine):
    """Cards come, repeat, are decided or taken back; sweeps, crashes and changed wishes come in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.desk = made_desk(DAILY)
        self.made, self.crash = 0, ""
        self.untold: set[int] = set()
        self.days: list[object] = []
        self.desk.memory.strike = self.desk.mailer.strike = self.strike

    def strike(self, name: str) -> None:
        if name == "after take":
            assert any(self.waits(number) for number in self.untold), "it tells of what no notice told of, and waits"
            self.untold.clear()
        if name == "before mail":
            wishes = self.desk.memory.preferences[JOURNEY.practice, THERAPIST]
            assert not wishes.quiet_hours.covers(self.desk.clock.now())
            if wishes.card_notices is CardNotices.DAILY:
                assert self.desk.clock.now().time() >= time(8)
                self.days.append(self.desk.clock.now().date())
        if name == self.crash:
            self.crash = ""
            raise CrashError

    def waits(self, number: int) -> bool:
        return self.desk.memory.celebrations[replace(ID, hash=f"{number:016x}")].state is State.DRAFTED

    def surviving(self, act: object) -> None:
        try:
            act()  # type: ignore[operator]
        except (CrashError, LostRaceError):
            return

    @rule(again=st.booleans())
    def card_comes(self, again: bool) -> None:  # noqa: FBT001 - drawn
        number = self.made if not again or not self.made else self.made - 1
        known = len(self.desk.memory)
        self.surviving(lambda: card(self.desk, number))
        if len(self.desk.memory) > known:
            self.made = number + 1
            self.untold.add(number)

    @precondition(lambda self: self.made)
    @rule(data=st.data())
    def is_decided(self, data: st.DataObject) -> None:
        decide(self.desk, data.draw(st.integers(0, self.made - 1)))

    @rule(times=st.integers(1, 3), late=st.integers(0, 400))
    def its_moment_comes(self, times: int, late: int) -> None:
        stored = self.desk.memory.card_notices.get(HER)
        if stored is not None and stored.at is not None:
            self.desk.clock.instant = max(self.desk.clock.now(), stored.at + timedelta(minutes=late))
        for _ in range(times):
            self.surviving(lambda: self.desk.tell(HER))

    @rule(hours=st.integers(1, 15))
    def time_passes(self, hours: int) -> None:
        self.desk.clock.forward(timedelta(hours=hours, minutes=7))

    @rule(name=st.sampled_from(["after take", "after mail", "before record card notice", "after add celebration"]))
    def will_die(self, name: str) -> None:
        self.crash = name

    @invariant()
    def one_digest_a_day(self) -> None:
        assert len(set(self.days)) == len(self.days)


Telling.TestCase.settings = settings(max_examples=100, stateful_step_count=30, deadline=None)
TestTelling = Telling.TestCase


# --- the choice -----------------------------------------------------------------------------------

BODY = {
    "time_zone": "UTC",
    "quiet_from": "21:00",
    "quiet_to": "08:00",
    "language": "en",
    "email_notices": False,
    "celebrations": True,
}


def test_a_daily_notice_without_an_hour_is_refused_and_nothing_is_stored() -> None:
    desk = made_desk(None)
    answer = ask(desk, "PUT", "/preferences", {**BODY, "card_notices": "daily"}, sub=THERAPIST, role="therapist")
    assert (answer.status, [error["field"] for error in answer.body["errors"]]) == (422, ["/digest_at"])
    assert desk.memory.preferences == {}


def test_the_choice_is_kept() -> None:
    desk = made_desk(None)
    wishes = {**BODY, "card_notices": "daily", "digest_at": "08:00"}
    answer = ask(desk, "PUT", "/preferences", wishes, sub=THERAPIST, role="therapist")
    assert (answer.status, answer.body["card_notices"], answer.body["digest_at"]) == (200, "daily", "08:00")
    stored = desk.memory.preferences[JOURNEY.practice, THERAPIST]
    assert (stored.card_notices, stored.digest_at) == (CardNotices.DAILY, time(8))
