"""Made-up celebrations and journeys, ready to be sent unless a test says otherwise."""

from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from notifications.domain.celebration import Celebration, Milestone
from notifications.domain.command import Command
from notifications.domain.identity import CelebrationId, JourneyId
from notifications.domain.journey import Consent, Journey
from notifications.domain.lifecycle import MilestoneState, State, Step
from notifications.domain.risk import Administration, Risk
from unit.notifications.fakes import NOON

JOURNEY = JourneyId("practice-1", "53159992-016f-8cc9-8e97-8121e483aca9")
ID = CelebrationId(JOURNEY.practice, JOURNEY.journey, "0a1b2c3d4e5f6071")
THERAPIST, CLIENT = "therapist-1", "client-1"


def milestone(state: str = "confirmed", version: int = 1) -> Milestone:
    return Milestone("sudden_gain", MilestoneState(state), version, MappingProxyType({"before": 18, "after": 11}))


def celebration(state: State = State.DRAFTED, seen: str = "confirmed", **changes: Any) -> Celebration:  # noqa: ANN401 - any field
    made = Celebration(ID, THERAPIST, milestone(seen), b"sealed:You kept going.", NOON - timedelta(days=1), state=state)
    if state is State.APPROVED:
        made = replace(made, send_at=NOON, command="command-1#approve", correlation="request-1")
    return replace(made, **changes)


def journey(**changes: Any) -> Journey:  # noqa: ANN401 - any field
    made = Journey(JOURNEY, row=3, therapist=THERAPIST, client=CLIENT, consent=Consent(3, granted=True))
    return replace(made, **changes)


def administered(
    measure: str, at: datetime = NOON, risk: Risk = Risk.NEGATIVE, instrument: str = "PHQ-9", version: int = 1
) -> Administration:
    return Administration(measure, version, instrument, at, risk)


def command(step: Step, version: int = 1, name: str | None = "command-1", **changes: Any) -> Command:  # noqa: ANN401 - any field
    made = Command(step, THERAPIST, version, name, "request-1", NOON)
    return replace(made, **changes)
