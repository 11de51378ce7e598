"""A red alert reaches its therapist at once and her second in time, whatever dies; and never the client."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from kernel.envelope import Event
from kernel.instants import to_text
from notifications.adapters import incoming
from notifications.application.projecting import Project
from notifications.domain.channel import Channel
from notifications.domain.device import Device
from notifications.domain.draft import notice as words
from notifications.domain.journey import JourneyChange, JourneyFact
from notifications.domain.notice import Outcome
from notifications.domain.ports import LostRaceError
from notifications.domain.preferences import Language, Preferences
from notifications.domain.safety_contact import ESCALATE_AFTER, SafetyContact, Second, SecondState
from notifications.domain.urgency import ATTEMPTS, COVERS, LEASE, NOTHING
from notifications.handlers.urgent import AlarmFailedError, alarms
from unit.notifications.fakes import NOON, Desk
from unit.notifications.making import CLIENT, JOURNEY, THERAPIST, journey

SECOND = "supervisor-1"
HERS = Preferences("UTC", email_notices=True, email="t@example.org", version=1)
THEIRS = Preferences("UTC", email_notices=True, email="s@example.org", language=Language.JAPANESE, version=1)
NAMED = SafetyContact(second=Second(SECOND, SecondState.ACCEPTED), version=1)
PHONE = Device("https://push.example.net/1", b"\x04", b"", NOON)


class CrashError(BaseException):
    """The process died."""


def made_desk(contact: SafetyContact | None = NAMED) -> Desk:
    desk = Desk()
    desk.memory.journeys[JOURNEY] = journey()
    desk.memory.preferences[JOURNEY.practice, THERAPIST] = HERS
    desk.memory.preferences[JOURNEY.practice, SECOND] = THEIRS
    desk.memory.preferences[JOURNEY.practice, CLIENT] = replace(HERS, email="c@example.org")
    if contact is not None:
        desk.memory.contacts[JOURNEY.practice, THERAPIST] = contact
    return desk


def told_of(desk: Desk, version: int, raising: int = 1, *, name: str = "a1", end: str = "", level: str = "red") -> None:
    """Take an event of an alert in, as the queue brings it."""
    data = {"alert": name, "version": version, "raising": raising, "level": level}
    event = Event(
        id=f"{name}.{version}",
        type="alert.cleared.v1" if end == "cleared" else "alert.raised.v1",
        source="/quietcheer/milestones",
        time=to_text(desk.clock.instant),
        subject=JOURNEY.journey,
        practice=JOURNEY.practice,
        correlationid="request-1",
        causationid="event-1",
        data=data if end == "cleared" else data | {"acknowledged": end == "seen"},
    )
    Project(desk.journeys, desk.clock).concern(incoming.journey_of(event), incoming.alert(event))


def later(desk: Desk, by: timedelta) -> None:
    """Let time go by, with a sweep each minute."""
    ends = desk.clock.instant + by
    while desk.clock.instant < ends:
        desk.clock.forward(timedelta(minutes=1))
        sweep(desk)


def sweep(desk: Desk) -> None:
    """Let the sweep of this minute find what is due in the table."""
    for known in list(desk.memory.journeys.values()):
        if known.urgency.at is not None and known.urgency.at <= desk.clock.instant:
            desk.alarm(known.id)


def reached(desk: Desk) -> list[str]:
    return [to for to, _ in desk.mailer.left]


# --- who is told, and when -------------------------------------------------------------------------


def test_the_therapist_is_told_at_once_and_her_second_after_half_an_hour() -> None:
    desk = made_desk()
    told_of(desk, 1)
    assert desk.memory.journeys[JOURNEY].urgency.at == NOON
    desk.alarm(JOURNEY)
    assert reached(desk) == ["t@example.org"]
    later(desk, ESCALATE_AFTER - timedelta(minutes=1))
    assert reached(desk) == ["t@example.org"]
    later(desk, timedelta(minutes=1))
    assert desk.mailer.left == [("t@example.org", Language.ENGLISH), ("s@example.org", Language.JAPANESE)]
    assert desk.memory.escalated_at == {(JOURNEY.practice, THERAPIST): desk.clock.instant}
    later(desk, timedelta(days=1))
    assert len(reached(desk)) == 2, "and no more"
    assert all(notice.urgent and notice.person in {THERAPIST, SECOND} for notice in desk.carrier.notices)


@pytest.mark.parametrize("end", ["seen", "cleared"])
def test_who_acknowledged_in_time_wakes_nobody_else(end: str) -> None:
    desk = made_desk()
    told_of(desk, 1)
    desk.alarm(JOURNEY)
    later(desk, timedelta(minutes=29))
    told_of(desk, 2, end=end)
    later(desk, timedelta(days=1))
    assert reached(desk) == ["t@example.org"]
    assert desk.memory.journeys[JOURNEY].urgency == NOTHING
    told_of(desk, 3, 2)
    later(desk, timedelta(minutes=1))
    assert reached(desk) == ["t@example.org"] * 2, "raised again by new data: told again"


@pytest.mark.parametrize("end", ["seen", "cleared"])
def test_acknowledged_before_it_was_heard_of_it_is_not_told(end: str) -> None:
    desk = made_desk()
    told_of(desk, 2, end=end)
    told_of(desk, 1)
    later(desk, timedelta(hours=1))
    assert reached(desk) == []


def test_several_alerts_of_one_score_are_one_notice_and_go_to_the_second_together() -> None:
    desk = made_desk()
    told_of(desk, 1)
    desk.alarm(JOURNEY)
    desk.clock.forward(COVERS - timedelta(seconds=1))
    told_of(desk, 1, name="a2")
    told_of(desk, 1, name="a3")
    told_of(desk, 2, name="a3")  # the same raising, with other numbers
    later(desk, timedelta(minutes=10))
    assert reached(desk) == ["t@example.org"]
    told_of(desk, 2, end="seen")
    later(desk, timedelta(hours=2))
    assert reached(desk) == ["t@example.org", "s@example.org"]


def test_a_later_alert_is_a_notice_of_its_own() -> None:
    desk = made_desk()
    told_of(desk, 1)
    desk.alarm(JOURNEY)
    later(desk, COVERS + timedelta(minutes=1))
    told_of(desk, 1, name="a2")
    later(desk, timedelta(minutes=1))
    assert reached(desk) == ["t@example.org"] * 2


def test_quiet_hours_and_silenced_devices_hold_nothing_back() -> None:
    desk = made_desk()
    night = NOON.replace(hour=3)
    desk.clock.instant = night
    wishes = replace(HERS, devices=(PHONE, replace(PHONE, endpoint="https://push.example.net/2")))
    desk.memory.preferences[JOURNEY.practice, THERAPIST] = replace(wishes, push_notices=False)
    told_of(desk, 1)
    desk.alarm(JOURNEY)
    assert [to for to, _ in desk.pusher.left] == ["https://push.example.net/1", "https://push.example.net/2"]
    assert reached(desk) == ["t@example.org"], "by every channel that she chose"


def test_a_device_that_is_gone_is_forgotten() -> None:
    desk = made_desk()
    desk.memory.preferences[JOURNEY.practice, THERAPIST] = replace(HERS, devices=(PHONE,))
    desk.pusher.outcomes = [Outcome.GONE]
    told_of(desk, 1)
    desk.alarm(JOURNEY)
    assert desk.memory.preferences[JOURNEY.practice, THERAPIST].devices == ()
    assert reached(desk) == ["t@example.org"]


def test_only_the_channels_that_she_chose_are_used() -> None:
    desk = made_desk(replace(NAMED, channels=(Channel.PUSH,)))
    desk.memory.preferences[JOURNEY.practice, THERAPIST] = replace(HERS, devices=(PHONE,))
    told_of(desk, 1)
    desk.alarm(JOURNEY)
    assert (len(desk.pusher.left), reached(desk)) == (1, [])


def test_whom_no_notice_can_reach_is_not_waited_for() -> None:
    desk = made_desk()
    desk.memory.preferences[JOURNEY.practice, THERAPIST] = Preferences("UTC")
    told_of(desk, 1)
    desk.alarm(JOURNEY)
    later(desk, timedelta(minutes=1))
    assert reached(desk) == ["s@example.org"]


@pytest.mark.parametrize("state", [None, SecondState.ASKED, SecondState.DECLINED])
def test_without_a_second_who_accepted_she_is_reminded_once(state: SecondState | None) -> None:
    desk = made_desk(replace(NAMED, second=None if state is None else Second(SECOND, state)))
    told_of(desk, 1)
    desk.alarm(JOURNEY)
    later(desk, timedelta(days=1))
    assert reached(desk) == ["t@example.org"] * 2


def test_where_nobody_can_be_reached_the_log_says_so() -> None:
    desk = made_desk(None)
    desk.memory.preferences[JOURNEY.practice, THERAPIST] = Preferences("UTC")
    told_of(desk, 1)
    later(desk, timedelta(hours=1))
    assert len([line for line in desk.lines if "NT041" in line]) == 1


def test_after_a_hand_over_the_next_therapist_is_told() -> None:
    desk = made_desk()
    told_of(desk, 1)
    desk.alarm(JOURNEY)
    desk.memory.preferences[JOURNEY.practice, "therapist-2"] = replace(HERS, email="n@example.org")
    handed = JourneyFact(JourneyChange.HANDED_OVER, 5, therapist="therapist-2")
    Project(desk.journeys, desk.clock).fact(JOURNEY, handed)
    later(desk, timedelta(minutes=1))
    assert reached(desk) == ["t@example.org", "n@example.org"]


def test_an_alert_that_comes_before_its_journey_is_told_once_that_is_known() -> None:
    desk = made_desk()
    desk.memory.journeys.clear()
    told_of(desk, 1)
    later(desk, timedelta(minutes=2))
    assert reached(desk) == []
    opened = JourneyFact(JourneyChange.OPENED, 1, therapist=THERAPIST)
    Project(desk.journeys, desk.clock).fact(JOURNEY, opened)
    later(desk, timedelta(minutes=1))
    assert reached(desk) == ["t@example.org"]


def test_of_an_erased_journey_nothing_is_told() -> None:
    desk = made_desk()
    told_of(desk, 1)
    Project(desk.journeys, desk.clock).fact(JOURNEY, JourneyFact(JourneyChange.ERASED, 9))
    desk.alarm(JOURNEY)
    later(desk, timedelta(hours=1))
    assert reached(desk) == []


def test_amber_wakes_nobody() -> None:
    desk = made_desk()
    told_of(desk, 1, level="amber")
    later(desk, timedelta(hours=1))
    assert reached(desk) == []


@pytest.mark.parametrize("language", Language)
def test_the_line_says_nothing_about_anybody(language: Language) -> None:
    said = words(language, urgent=True)
    assert (said.line, said.invitation) in {
        ("Please sign in now", "Something needs your attention:"),
        ("今すぐサインインしてください", "ご確認をお願いします。"),
    }


# --- faults ---------------------------------------------------------------------------------------


def test_its_calls_are_counted() -> None:
    desk = made_desk()
    told_of(desk, 1)
    desk.memory.calls.clear()
    desk.alarm(JOURNEY)
    telling = ["get journey", "put journey", "get contact", "get preferences", "get journey", "put journey"]
    assert desk.memory.calls == telling
    desk.memory.calls.clear()
    desk.alarm(JOURNEY)
    assert desk.memory.calls == ["get journey"], "nothing is due"
    desk.clock.forward(ESCALATE_AFTER)
    desk.memory.calls.clear()
    desk.alarm(JOURNEY)
    passing = ["get journey", "put journey", "get contact", "put escalation", "get contact", "get preferences"]
    assert desk.memory.calls == [*passing, "get journey", "put journey"]


@pytest.mark.parametrize("twice", [1, 5])
def test_redelivered_it_is_told_once(twice: int) -> None:
    desk = made_desk()
    for _ in range(twice):
        told_of(desk, 1)
        desk.alarm(JOURNEY)
    assert reached(desk) == ["t@example.org"]


@pytest.mark.parametrize(
    ("place", "count"),
    [("before put journey", 1), ("after put journey", 1), ("before mail", 1), ("after mail", 2)],
)
def test_whoever_dies_while_telling_is_followed_when_the_lease_ends(place: str, count: int) -> None:
    desk = made_desk()
    told_of(desk, 1)
    armed = [place]

    def strike(name: str) -> None:
        if armed and armed[0] == name:
            armed.pop()
            raise CrashError

    desk.memory.strike = desk.mailer.strike = strike
    with pytest.raises(CrashError):
        desk.alarm(JOURNEY)
    assert armed == []
    later(desk, LEASE + timedelta(minutes=1))
    assert reached(desk) == ["t@example.org"] * count, "twice at worst, never not at all"
    told_of(desk, 2, end="seen")
    later(desk, timedelta(hours=1))
    assert reached(desk) == ["t@example.org"] * count


@pytest.mark.parametrize("place", ["after put escalation", "before mail", "after mail", "before put journey"])
def test_whoever_dies_while_passing_on_is_followed_too(place: str) -> None:
    desk = made_desk()
    told_of(desk, 1)
    desk.alarm(JOURNEY)
    desk.clock.forward(ESCALATE_AFTER)
    armed = [place]

    def strike(name: str) -> None:
        if armed and armed[0] == name:
            armed.pop()
            raise CrashError

    desk.memory.strike = desk.mailer.strike = strike
    with pytest.raises(CrashError):
        desk.alarm(JOURNEY)
    later(desk, LEASE + timedelta(minutes=1))
    assert reached(desk).count("s@example.org") == (2 if place == "after mail" else 1)
    assert len(desk.memory.escalated_at) == 1


def test_what_is_acknowledged_while_it_is_told_stays_so() -> None:
    desk = made_desk()
    told_of(desk, 1)
    desk.mailer.strike = lambda name: told_of(desk, 2, end="seen") if name == "after mail" else None
    desk.alarm(JOURNEY)
    desk.mailer.strike = lambda _name: None
    later(desk, timedelta(hours=1))
    assert reached(desk) == ["t@example.org"]
    assert desk.memory.journeys[JOURNEY].urgency == NOTHING


def test_what_is_raised_while_another_is_told_is_covered_by_that_notice() -> None:
    desk = made_desk()
    told_of(desk, 1)
    desk.mailer.strike = lambda name: told_of(desk, 1, name="a2") if name == "before mail" else None
    desk.alarm(JOURNEY)
    desk.mailer.strike = lambda _name: None
    told_of(desk, 2, end="seen")
    later(desk, timedelta(hours=1))
    assert reached(desk) == ["t@example.org", "s@example.org"], "the other one was never acknowledged"


@pytest.mark.parametrize("outcome", [Outcome.REFUSED_FOR_NOW, Outcome.UNKNOWN])
def test_what_may_not_have_arrived_is_tried_again_soon_and_then_passed_on(outcome: Outcome) -> None:
    desk = made_desk()
    told_of(desk, 1)
    desk.mailer.outcomes = [outcome] * ATTEMPTS
    desk.alarm(JOURNEY)
    assert desk.mailer.tried == 1
    later(desk, timedelta(minutes=1))
    assert desk.mailer.tried == 2
    later(desk, timedelta(minutes=1 + 2 + 4 + 8))
    assert desk.mailer.tried == ATTEMPTS + 1, "five to her, then one to her second"
    assert reached(desk)[-1] == "s@example.org"


def test_a_table_that_throttles_leaves_it_due_for_the_next_minute() -> None:
    desk = made_desk()
    told_of(desk, 1)
    armed = [True]

    def strike(name: str) -> None:
        if name == "before put journey" and armed:
            armed.pop()
            raise LostRaceError if len(armed) else TimeoutError

    desk.memory.strike = strike
    handler = alarms(desk.alarm, lambda: [JOURNEY], desk.log)
    with pytest.raises(AlarmFailedError):
        handler({}, None)
    assert "NT042" in "".join(desk.lines)
    handler({}, None)
    assert reached(desk) == ["t@example.org"]


def test_the_queue_names_what_failed_alone() -> None:
    desk = made_desk()

    def alarm(name: object) -> None:
        if str(name).endswith("bad"):
            raise TimeoutError

    bodies = ['{"practice": "p", "journey": "good"}', '{"practice": "p", "journey": "bad"}']
    records = [{"messageId": str(number), "body": body} for number, body in enumerate(bodies)]
    failing = alarms(lambda one: alarm(one.journey), list, desk.log)
    assert failing({"Records": records}, None) == {"batchItemFailures": [{"itemIdentifier": "1"}]}


# --- in any order ---------------------------------------------------------------------------------


class Nights(RuleBasedStateMachine):
    """Alerts, acknowledgements, crashes and refusals in any order, under a sweep each minute."""

    def __init__(self) -> None:
        super().__init__()
        self.desk = made_desk()
        self.versions = {"a1": [0, 0], "a2": [0, 0]}
        self.open: dict[str, int] = {}
        self.crash: str | None = None
        self.desk.memory.strike = self.desk.mailer.strike = self._strike

    def _strike(self, name: str) -> None:
        if self.crash == name:
            self.crash = None
            raise CrashError

    def _next(self, name: str, *, raised: bool) -> tuple[int, int]:
        version, raising = self.versions[name]
        self.versions[name] = [version + 1, raising + raised]
        return version + 1, raising + raised

    @rule(name=st.sampled_from(["a1", "a2"]), late=st.booleans())
    def raised(self, name: str, late: bool) -> None:  # noqa: FBT001 - drawn
        again = name not in self.open
        version, raising = self._next(name, raised=again)
        self.open[name] = raising
        self.crash = None
        told_of(self.desk, version, raising, name=name)
        if late and version > 1:
            told_of(self.desk, version - 1, raising, name=name)

    @rule(name=st.sampled_from(["a1", "a2"]), end=st.sampled_from(["seen", "cleared"]))
    def ended(self, name: str, end: str) -> None:
        if name in self.open:
            version, raising = self._next(name, raised=False)
            del self.open[name]
            self.crash = None
            told_of(self.desk, version, raising, name=name, end=end)

    @rule(place=st.sampled_from(["after put journey", "before mail", "after mail", "before put journey"]))
    def dies(self, place: str) -> None:
        self.crash = place

    @rule(outcome=st.sampled_from([Outcome.REFUSED_FOR_NOW, Outcome.UNKNOWN]))
    def falters(self, outcome: Outcome) -> None:
        self.desk.mailer.outcomes.append(outcome)

    @rule(minutes=st.sampled_from([1, 3, 40]))
    def passes(self, minutes: int) -> None:
        for _ in range(minutes):
            try:
                later(self.desk, timedelta(minutes=1))
            except CrashError:
                continue

    @rule()
    def a_quiet_hour(self) -> None:
        """Whatever went wrong before: what waited through an hour without faults has reached both."""
        self.crash = None
        self.desk.mailer.outcomes.clear()
        waited = set(self.open)
        later(self.desk, timedelta(hours=1))
        if waited:
            tellings = self.desk.memory.journeys[JOURNEY].urgency.tellings
            assert {name: tellings[name].raising for name in waited} == self.open
            assert all(tellings[name].escalate_at is None for name in waited)
            assert {"t@example.org", "s@example.org"} <= {*reached(self.desk)}

    @invariant()
    def nobody_else_is_told(self) -> None:
        assert {notice.person for notice in self.desk.carrier.notices} <= {THERAPIST, SECOND}
        if not self.open:
            assert self.desk.memory.journeys[JOURNEY].urgency == NOTHING


TestNights = Nights.TestCase
TestNights.settings = settings(max_examples=25, stateful_step_count=20)
