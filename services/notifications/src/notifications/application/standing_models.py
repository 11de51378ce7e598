"""The border of standing cheers: what a therapist sends and gets."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from notifications.application.models import Instant, Text
from notifications.domain.pace import MOST_A_MONTH
from notifications.domain.standing_cheer import End, Kind


class StandingBody(BaseModel):
    """An approval in advance."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kinds: dict[Kind, Text | None] = Field(
        min_length=1, description="For which kinds of milestones; in your own words, or null for the words of the draft"
    )
    a_month: Annotated[int, Field(strict=True, ge=1, le=MOST_A_MONTH)] = Field(
        description="How many at most in a calendar month of the client's"
    )
    until: date = Field(description="The last day of it, on the client's wall clock; at most a year ahead")


class StandingAnswer(BaseModel):
    """A standing cheer."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    journey: str
    kinds: dict[str, str | None]
    a_month: int
    until: date
    set_at: Instant
    version: int
    ended: End | None = Field(
        description="What ended it: a hand-over, the end of the journey, a withdrawn consent; lists do not look at that"
    )


class StandingPage(BaseModel):
    """A page of standing cheers, the latest first."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    items: list[StandingAnswer]
    next: str | None
