from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from notifications.domain.celebration import LOOK_AGAIN, Celebration
from notifications.domain.concern import Concern
from notifications.domain.grounds import Grounds
from notifications.domain.journey import Consent, Journey
from notifications.domain.lifecycle import MilestoneState, State
from notifications.domain.pace import NO_PACE, Pace
from notifications.domain.preferences import Preferences
from notifications.domain.reason import Reason
from notifications.domain.risk import Risk
from notifications.domain.sending import KEEPS, KNOWN_WITHIN, Allowed, Later, Refused, Unknown, may_send
from notifications.domain.session import Session
from unit.notifications.fakes import NOON
from unit.notifications.making import CLIENT, administered, celebration, journey, milestone

READY = celebration(State.APPROVED)


def judged(
    celebrated: Celebration,
    known: Journey | None,
    preferences: Preferences,
    now: datetime,
    pace: Pace = NO_PACE,
) -> object:
    return may_send(celebrated, Grounds(celebrated, known, preferences, pace), now)


LONDON = Preferences("Europe/London")


def with_risk(risk: Risk, instrument: str = "PHQ-9") -> Journey:
    return journey(administrations={"m1": administered("m1", risk=risk, instrument=instrument)})


def with_concern(reason: Reason, *, lasts: bool = True) -> Journey:
    return journey(concerns={"a1": Concern("a1", 1, reason, lasts)})


@pytest.mark.parametrize(
    ("celebrated", "known", "preferences", "reason"),
    [
        *[
            (celebration(state), journey(), LONDON, Reason.NOT_APPROVED)
            for state in State
            if state is not State.APPROVED
        ],
        *[
            (celebration(State.APPROVED, seen), journey(), LONDON, Reason.MILESTONE_NOT_CONFIRMED)
            for seen in MilestoneState
            if seen is not MilestoneState.CONFIRMED
        ],
        (READY, journey(closed=True), LONDON, Reason.JOURNEY_CLOSED),
        (READY, journey(erased=True, closed=True), LONDON, Reason.JOURNEY_ERASED),
        (READY, journey(therapist="therapist-2"), LONDON, Reason.JOURNEY_HANDED_OVER),
        (READY, journey(paused=True), LONDON, Reason.JOURNEY_PAUSED),
        (READY, journey(consent=Consent(4, granted=False)), LONDON, Reason.CONSENT_WITHDRAWN),
        (READY, journey(), Preferences("UTC", celebrations=False), Reason.CELEBRATIONS_OFF),
        (READY, with_risk(Risk.POSITIVE), LONDON, Reason.RISK_POSITIVE),
        (READY, with_risk(Risk.MISSING, "BDI-II"), LONDON, Reason.RISK_MISSING),
        (READY, with_concern(Reason.RED_ALERT), LONDON, Reason.RED_ALERT),
        (READY, with_concern(Reason.DETERIORATION), LONDON, Reason.DETERIORATION),
        # What is certain counts before what is not known.
        (READY, journey(consent=None, closed=True), LONDON, Reason.JOURNEY_CLOSED),
    ],
)
def test_in_doubt_not_sent(
    celebrated: Celebration, known: Journey | None, preferences: Preferences, reason: Reason
) -> None:
    assert judged(celebrated, known, preferences, NOON) == Refused(reason)
    # Not at night either: what is forbidden is not merely postponed.
    assert judged(celebrated, known, preferences, NOON + timedelta(hours=12)) == Refused(reason)


SCORED = replace(milestone(), instruments=("PHQ-9",), occurred_at=NOON - timedelta(hours=2))


@pytest.mark.parametrize(
    ("celebrated", "known", "reason"),
    [
        (READY, None, Reason.JOURNEY_UNKNOWN),
        (READY, journey(therapist=None), Reason.JOURNEY_UNKNOWN),
        (READY, journey(client=None), Reason.NO_CLIENT),
        (READY, journey(consent=None), Reason.CONSENT_NOT_ON_RECORD),
        (READY, with_risk(Risk.UNKNOWN), Reason.RISK_UNKNOWN),
        # The milestone is here, and the score that it hangs on is not: what else was answered then is not known.
        (replace(READY, milestone=SCORED), journey(), Reason.SCORE_NOT_KNOWN),
        (
            replace(READY, milestone=SCORED),
            journey(administrations={"m1": administered("m1", NOON - timedelta(days=7))}),
            Reason.SCORE_NOT_KNOWN,
        ),
    ],
)
def test_what_is_not_known_is_waited_for_a_day_and_then_refused(
    celebrated: Celebration, known: Journey | None, reason: Reason
) -> None:
    assert judged(celebrated, known, LONDON, NOON) == Unknown(reason)
    waiting = celebrated.waiting(NOON)
    assert waiting.send_at == NOON + LOOK_AGAIN
    for hours in (1, 12, 23.9):
        later = NOON + timedelta(hours=hours)
        assert judged(waiting.waiting(later), known, LONDON, later) == Unknown(reason)
    assert judged(waiting, known, LONDON, NOON + KNOWN_WITHIN) == Refused(reason)


@pytest.mark.parametrize("instrument", ["PHQ-9", "GAD-7"])
def test_of_a_milestone_in_two_instruments_the_later_score_must_be_known(instrument: str) -> None:
    pair = replace(SCORED, instruments=("GAD-7", "PHQ-9"))
    points = {"m1": administered("m1", SCORED.occurred_at or NOON, instrument=instrument)}
    assert judged(replace(READY, milestone=pair), journey(administrations=points), LONDON, NOON) == Allowed(CLIENT)


def test_a_week_after_its_approval_a_cheer_rings_false() -> None:
    ready = replace(READY, approved_at=NOON - KEEPS)
    assert judged(ready, journey(), LONDON, NOON) == Allowed(CLIENT)
    assert judged(ready, journey(), LONDON, NOON + timedelta(minutes=1)) == Refused(Reason.NO_MOMENT)
    # It would have to wait for the next month, and until then too long.
    pace = Pace(tuple(NOON - timedelta(days=days) for days in range(10)))
    assert judged(replace(READY, approved_at=NOON), journey(), LONDON, NOON, pace) == Later(NOON + timedelta(hours=19))
    pace = Pace(tuple(NOON + timedelta(days=days) for days in range(8)))
    full = NOON + timedelta(days=9)
    assert judged(replace(READY, approved_at=full), journey(), LONDON, full, pace) == Refused(Reason.NO_MOMENT)


@pytest.mark.parametrize("minutes", [-59, -1, 0, 30, 119])
def test_around_a_session_it_waits_until_an_hour_after(minutes: int) -> None:
    begins = NOON - timedelta(minutes=minutes)
    near = journey(sessions={"s1": Session("s1", 1, begins)})
    assert judged(READY, near, LONDON, NOON) == Later(begins + timedelta(hours=2))
    off = journey(sessions={"s1": Session("s1", 2, begins, meets=False)})
    assert judged(READY, off, LONDON, NOON) == Allowed(CLIENT)


FAR = {"s1": Session("s1", 1, NOON - timedelta(hours=2)), "s2": Session("s2", 1, NOON + timedelta(hours=1))}


@pytest.mark.parametrize(
    "known",
    [
        journey(),
        with_risk(Risk.NEGATIVE),
        with_risk(Risk.NOT_APPLICABLE, "GAD-7"),
        with_concern(Reason.RED_ALERT, lasts=False),
        journey(sessions=FAR),
    ],
)
def test_what_nothing_speaks_against_is_sent(known: Journey) -> None:
    assert judged(READY, known, LONDON, NOON) == Allowed(CLIENT)


def test_at_night_it_waits_for_the_morning() -> None:
    night = NOON + timedelta(hours=12)
    assert judged(READY, journey(), LONDON, night) == Later(NOON + timedelta(hours=19))
    assert judged(READY, journey(), Preferences("Asia/Tokyo"), night) == Allowed(CLIENT)
