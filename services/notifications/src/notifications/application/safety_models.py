"""The border of safety contacts: what callers send and what they get."""

from datetime import timedelta
from typing import Annotated

from pydantic import Field, field_validator

from notifications.application.models import Body, Border, ChannelName, Instant
from notifications.domain.channel import Channel
from notifications.domain.safety_contact import ESCALATE_AFTER, LATEST, SOONEST, SecondState

_MINUTE = timedelta(minutes=1)
LIMITS = (
    "Nobody is monitoring: a notice tells you of what was entered, as far as networks carry it. "
    "Agree with your clients on what to do in a crisis."
)


class SafetyContactBody(Body):
    """By which channels you are told of a red alert at once, at any hour, and who is told where you do not acknowledge.

    ``second`` is a subject of the user pool, of your practice: they are told of nothing before they have accepted.
    """

    channels: list[ChannelName] = Field(
        min_length=1, max_length=len(Channel), description="All of them are used, on all your devices"
    )
    second: Annotated[str, Field(pattern=r"^[A-Za-z0-9._:@+-]{1,128}$")] | None = None
    escalate_after_minutes: int = Field(
        default=ESCALATE_AFTER // _MINUTE, ge=SOONEST // _MINUTE, le=LATEST // _MINUTE, description="Minutes"
    )

    @field_validator("channels")
    @classmethod
    def _each_once(cls, channels: list[Channel]) -> list[Channel]:
        if len(set(channels)) < len(channels):
            raise ValueError(f"must name each at most once: {', '.join(Channel)}")
        return channels


class SafetyContactAnswer(Border):
    """How you are told of a red alert, and whether that works as things stand."""

    channels: list[Channel]
    second: str | None
    second_state: SecondState | None
    escalate_after_minutes: int
    reached_by: list[Channel] = Field(description="The channels that would reach you now; none: nobody can tell you")
    limits: str = Field(description="To be shown with it", default=LIMITS)


class NamingAnswer(Border):
    """That a colleague named you. Their journeys stay closed to you: only a hand-over opens one."""

    id: str
    therapist: str
    state: SecondState
    named_at: Instant
    escalated_at: Instant | None = Field(
        description="When an alert of theirs was last not acknowledged in time: call them; it says nothing of whose"
    )


class NamingsAnswer(Border):
    """Everybody who named you as their second."""

    items: list[NamingAnswer]
