"""A therapist is reminded of her blind-spot mirror by her own choice: once a week, at her hour, by the neutral line."""

import json
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notifications.application.sweeping import GRACE, SendOverdue
from notifications.domain.mirror_notice import MirrorOf, next_mirror
from notifications.domain.notice import Outcome
from notifications.domain.preferences import Preferences, Weekday
from unit.notifications.asking import ask
from unit.notifications.fakes import NOON, Desk
from unit.notifications.making import JOURNEY, THERAPIST
from unit.notifications.test_rate import FakeSqs, work_off
from unit.notifications.test_rate import sweep as sweep_into

HERS = MirrorOf(JOURNEY.practice, THERAPIST)
WEEK = timedelta(days=7)
FRIDAY = Preferences(
    "UTC",
    email_notices=True,
    email="t@example.org",
    mirror_day=Weekday.FRIDAY,
    mirror_at=time(16),
    version=1,
)
LONDON = replace(FRIDAY, time_zone="Europe/London", mirror_day=Weekday.SUNDAY, quiet_from=time(), quiet_to=time())
BODY = {
    "time_zone": "Europe/London",
    "quiet_from": "21:00",
    "quiet_to": "08:00",
    "language": "en",
    "email_notices": True,
    "celebrations": True,
    "mirror_day": "friday",
    "mirror_at": "16:00",
}


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def made_desk(wishes: Preferences = FRIDAY) -> Desk:
    desk = Desk()
    due = next_mirror(wishes, desk.clock.now())
    desk.memory.preferences[HERS.practice, HERS.therapist] = replace(wishes, mirror_due=due)
    return desk


def due_of(desk: Desk) -> datetime | None:
    return desk.memory.preferences[HERS.practice, HERS.therapist].mirror_due


def sweep(desk: Desk) -> None:
    SendOverdue(desk.due, desk.send, desk.follow_up, desk.tell, desk.clock, desk.log)()


@pytest.mark.parametrize(
    ("wishes", "after", "moment"),
    [
        (Preferences("UTC"), "2026-06-01T12:00", None),
        (FRIDAY, "2026-06-01T12:00", "2026-06-05T16:00"),
        (FRIDAY, "2026-06-05T15:59", "2026-06-05T16:00"),
        (FRIDAY, "2026-06-05T16:00", "2026-06-12T16:00"),
        (replace(FRIDAY, time_zone="Asia/Tokyo"), "2026-06-01T12:00", "2026-06-05T07:00"),
        (replace(FRIDAY, time_zone="Asia/Tokyo", mirror_day=Weekday.MONDAY), "2026-05-31T12:00", "2026-06-01T07:00"),
        (LONDON, "2026-03-22T16:00", "2026-03-29T15:00"),  # the clock went forward in that night
        (LONDON, "2026-10-18T15:00", "2026-10-25T16:00"),  # and back
        (replace(LONDON, mirror_at=time(1, 30)), "2026-03-28T12:00", "2026-03-29T01:30"),  # skipped: an hour later
        (replace(FRIDAY, quiet_from=time(15), quiet_to=time(18)), "2026-06-01T12:00", "2026-06-05T18:00"),
    ],
)
def test_the_next_moment(wishes: Preferences, after: str, moment: str | None) -> None:
    assert next_mirror(wishes, at(after)) == (None if moment is None else at(moment))


@settings(max_examples=60)
@given(
    st.sampled_from(["UTC", "Europe/London", "America/New_York", "Asia/Tokyo", "Pacific/Apia", "Australia/Lord_Howe"]),
    st.sampled_from(list(Weekday)),
    st.times().map(lambda one: one.replace(second=0, microsecond=0)),
    st.integers(0, 7000 * 24 * 60).map(lambda minutes: at("2011-01-01") + timedelta(minutes=minutes)),
)
def test_it_is_ahead_within_eight_days_and_never_twice_in_six(
    zone: str, day: Weekday, hour: time, after: datetime
) -> None:
    wishes = replace(LONDON, time_zone=zone, mirror_day=day, mirror_at=hour)
    first = next_mirror(wishes, after)
    assert first is not None
    # Of the day that Samoa skipped in 2011 there was none that week.
    assert after < first <= after + 2 * WEEK
    second = next_mirror(wishes, first)
    assert second is not None
    assert second - first >= timedelta(days=6)


def test_she_is_reminded_once_a_week_with_the_neutral_line_and_two_calls() -> None:
    desk = made_desk()
    desk.clock.forward(at("2026-06-05T16:00") - NOON + GRACE)
    desk.memory.calls.clear()
    for _ in range(3):
        sweep(desk)
    assert desk.memory.calls == ["get preferences", "remind next"]
    assert due_of(desk) == at("2026-06-12T16:00")
    (notice,) = desk.carrier.notices
    assert (notice.person, [to for to, _ in desk.mailer.left]) == (THERAPIST, ["t@example.org"])
    desk.clock.forward(WEEK)
    sweep(desk)
    assert len(desk.mailer.left) == 2
    assert not any(THERAPIST in line for line in desk.lines)


def test_the_sweep_hands_her_over_and_brought_twice_she_is_reminded_once() -> None:
    desk, sqs = made_desk(), FakeSqs()
    desk.clock.forward(timedelta(days=5))
    sweep_into(desk, sqs)
    wake = {"practice": HERS.practice, "therapist": THERAPIST, "mirror": True}
    assert [json.loads(body) for body in sqs.bodies] == [wake]
    sqs.bodies *= 2
    assert work_off(desk, sqs) == []
    assert len(desk.mailer.left) == 1


def test_a_refusal_is_not_repeated_before_next_week() -> None:
    desk = made_desk()
    desk.mailer.outcomes.append(Outcome.REFUSED_FOR_NOW)
    desk.clock.forward(timedelta(days=5))
    sweep(desk)
    desk.clock.forward(timedelta(hours=2))
    sweep(desk)
    assert (desk.mailer.tried, len(desk.mailer.left)) == (1, 0)
    desk.clock.forward(WEEK)
    sweep(desk)
    assert len(desk.mailer.left) == 1


def test_a_late_sweep_waits_for_the_end_of_her_quiet_hours() -> None:
    desk = made_desk()
    desk.clock.forward(at("2026-06-05T22:00") - NOON)
    sweep(desk)
    assert (desk.mailer.tried, due_of(desk)) == (0, at("2026-06-06T08:00"))
    desk.clock.forward(timedelta(hours=10) + GRACE)
    sweep(desk)
    assert (desk.mailer.tried, due_of(desk)) == (1, at("2026-06-12T16:00"))


def test_without_a_channel_nobody_is_called_and_the_week_goes_on() -> None:
    desk = made_desk(replace(FRIDAY, email_notices=False))
    desk.clock.forward(timedelta(days=5))
    sweep(desk)
    assert (desk.mailer.tried, due_of(desk)) == (0, at("2026-06-12T16:00"))


@pytest.mark.parametrize("when", ["before remind next", "after remind next"])
def test_a_crash_leads_to_one_notice_or_none_and_the_next_week_comes(when: str) -> None:
    desk = made_desk()
    struck: list[str] = []

    def strike(name: str) -> None:
        if name == when and not struck:
            struck.append(name)
            raise RuntimeError

    desk.memory.strike = strike
    desk.clock.forward(timedelta(days=5))
    with pytest.raises(RuntimeError):
        desk.tell(HERS)
    sweep(desk)
    assert len(desk.mailer.left) == (when == "before remind next")
    desk.clock.forward(WEEK)
    sweep(desk)
    assert len(desk.mailer.left) == 1 + (when == "before remind next")


def test_it_is_chosen_changed_and_given_up() -> None:
    desk = Desk()
    claims = {"email": "t@example.org", "email_verified": "true"}
    chosen = ask(desk, "PUT", "/preferences", BODY, sub=THERAPIST, claims=claims)
    assert chosen.status == 200, chosen.body
    assert (chosen.body["mirror_day"], chosen.body["mirror_at"]) == ("friday", "16:00")
    assert ask(desk, "GET", "/preferences", sub=THERAPIST).body == chosen.body
    assert due_of(desk) == at("2026-06-05T15:00")
    monday = {**BODY, "mirror_day": "monday", "mirror_at": "08:00"}
    assert ask(desk, "PUT", "/preferences", monday, sub=THERAPIST, claims=claims).status == 200
    assert due_of(desk) == at("2026-06-08T07:00")
    never = {**BODY, "mirror_day": None, "mirror_at": None}
    assert ask(desk, "PUT", "/preferences", never, sub=THERAPIST, claims=claims).status == 200
    assert due_of(desk) is None
    desk.clock.forward(3 * WEEK)
    sweep(desk)
    assert desk.mailer.tried == 0


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"mirror_at": None}, "/mirror_at"),
        ({"mirror_day": None}, "/mirror_day"),
        ({"mirror_at": "07:59"}, "/mirror_at"),
        ({"mirror_at": "21:00"}, "/mirror_at"),
        ({"mirror_day": "Friday"}, "/mirror_day"),
    ],
)
def test_a_wish_that_cannot_be_met_is_named(change: dict[str, object], field: str) -> None:
    desk = Desk()
    claims = {"email": "t@example.org", "email_verified": "true"}
    answer = ask(desk, "PUT", "/preferences", {**BODY, **change}, sub=THERAPIST, claims=claims)
    assert (answer.status, [error["field"] for error in answer.body["errors"]]) == (422, [field])
    assert desk.memory.preferences == {}
