from datetime import timedelta

import pytest

from notifications.domain.celebration import Celebration
from notifications.domain.journey import Consent, Journey
from notifications.domain.lifecycle import MilestoneState, State
from notifications.domain.preferences import Preferences
from notifications.domain.reason import Reason
from notifications.domain.risk import Risk
from notifications.domain.sending import Allowed, Later, Refused, may_send
from unit.notifications.fakes import NOON
from unit.notifications.making import CLIENT, administered, celebration, journey

READY = celebration(State.APPROVED)
LONDON = Preferences("Europe/London")


def with_risk(risk: Risk, instrument: str = "PHQ-9") -> Journey:
    return journey(administrations={"m1": administered("m1", risk=risk, instrument=instrument)})


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
        (READY, None, LONDON, Reason.JOURNEY_UNKNOWN),
        (READY, journey(therapist=None), LONDON, Reason.JOURNEY_UNKNOWN),
        (READY, journey(closed=True), LONDON, Reason.JOURNEY_CLOSED),
        (READY, journey(erased=True, closed=True), LONDON, Reason.JOURNEY_ERASED),
        (READY, journey(therapist="therapist-2"), LONDON, Reason.JOURNEY_HANDED_OVER),
        (READY, journey(paused=True), LONDON, Reason.JOURNEY_PAUSED),
        (READY, journey(client=None), LONDON, Reason.NO_CLIENT),
        (READY, journey(consent=None), LONDON, Reason.CONSENT_NOT_ON_RECORD),
        (READY, journey(consent=Consent(4, granted=False)), LONDON, Reason.CONSENT_WITHDRAWN),
        (READY, journey(), Preferences("UTC", celebrations=False), Reason.CELEBRATIONS_OFF),
        (READY, with_risk(Risk.POSITIVE), LONDON, Reason.RISK_POSITIVE),
        (READY, with_risk(Risk.MISSING, "BDI-II"), LONDON, Reason.RISK_MISSING),
        (READY, with_risk(Risk.UNKNOWN), LONDON, Reason.RISK_UNKNOWN),
    ],
)
def test_in_doubt_not_sent(
    celebrated: Celebration, known: Journey | None, preferences: Preferences, reason: Reason
) -> None:
    assert may_send(celebrated, known, preferences, NOON) == Refused(reason)
    # Not at night either: what is forbidden is not merely postponed.
    assert may_send(celebrated, known, preferences, NOON + timedelta(hours=12)) == Refused(reason)


@pytest.mark.parametrize("known", [journey(), with_risk(Risk.NEGATIVE), with_risk(Risk.NOT_APPLICABLE, "GAD-7")])
def test_what_nothing_speaks_against_is_sent(known: Journey) -> None:
    assert may_send(READY, known, LONDON, NOON) == Allowed(CLIENT)


def test_at_night_it_waits_for_the_morning() -> None:
    night = NOON + timedelta(hours=12)
    assert may_send(READY, journey(), LONDON, night) == Later(NOON + timedelta(hours=19))
    assert may_send(READY, journey(), Preferences("Asia/Tokyo"), night) == Allowed(CLIENT)
