"""The border: what callers send and what they get, as the OpenAPI document shows it."""

import re
from datetime import time
from typing import Annotated

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    field_validator,
)

from kernel.instants import to_text
from notifications.domain.answer import Answer
from notifications.domain.channel import Channel
from notifications.domain.pace import A_MONTH, MOST_A_MONTH
from notifications.domain.preferences import CardNotices, EmailStopped, Intensity, Language, Tone, Weekday
from notifications.domain.quiet_hours import UnknownTimeZoneError, time_zone

# Not `str.isprintable`: it objects to the blank of Japanese writing and to what joins an emoji of several signs.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def _readable(text: str) -> str:
    if not text.strip():
        raise ValueError("has no words")
    if _CONTROL.search(text):
        raise ValueError("has control characters; line breaks and tabs are fine")
    return text


def _known_zone(name: str) -> str:
    try:
        time_zone(name)
    except UnknownTimeZoneError:
        raise ValueError("must be a time zone of the IANA list, for example Europe/London") from None
    return name


Text = Annotated[str, StringConstraints(min_length=1, max_length=2000), AfterValidator(_readable)]
WallClock = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
ZoneName = Annotated[str, StringConstraints(min_length=1, max_length=64), AfterValidator(_known_zone)]
ChannelName = Annotated[Channel, Field(strict=False)]
Instant = Annotated[AwareDatetime, PlainSerializer(to_text, when_used="json")]


class Border(BaseModel):
    """What crosses the border: frozen, and no field that is not known."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Body(Border):
    """A request body: no surprise conversions, so that "yes" is no boolean."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Paging(Border):
    """Which page of a list."""

    cursor: str | None = Field(default=None, max_length=120)
    limit: int = Field(default=20, ge=1, le=50)


class Cheer(Border):
    """What a message carries, to be answered by its id."""

    id: str
    answer: Answer | None


class InboxMessage(Border):
    """A message as its client finds it."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    id: str
    notice: str = Field(description="The neutral line that others may see")
    text: str | None = Field(description="Null where the journey was erased, or the words cannot be opened")
    sender: str = Field(alias="from", description="The therapist")
    sent_at: Instant
    read_at: Instant | None
    celebrations: list[Cheer] = Field(description="Each can be answered: landed, did_not_land or please_stop")


class InboxPage(Border):
    """A page of messages, newest first."""

    items: list[InboxMessage]
    next: str | None


class Seen(Border):
    """A message that was read."""

    id: str
    read_at: Instant


class PreferencesBody(Body):
    """What a person wishes about messages; quiet hours leave at least one hour of the day, null twice means none."""

    time_zone: ZoneName
    quiet_from: WallClock | None
    quiet_to: WallClock | None
    language: Language
    email_notices: bool
    celebrations: bool
    cheers_a_month: int = Field(
        default=A_MONTH, ge=1, le=MOST_A_MONTH, description="How many cheers at most in a calendar month"
    )
    tone: Tone = Field(default=Tone.PLAIN, description="How your therapist's first draft sounds")
    intensity: Intensity = Field(default=Intensity.FULL, description="How much it says")
    push_notices: bool = Field(default=True, description="False silences all your devices without forgetting them")
    channel_order: list[ChannelName] = Field(
        default=list(Channel),
        min_length=len(Channel),
        max_length=len(Channel),
        description="Which channel is tried first; the next where one fails",
    )

    card_notices: CardNotices = Field(
        default=CardNotices.NONE, description="How you, as a therapist, are told of new cards: daily needs digest_at"
    )
    digest_at: WallClock | None = Field(default=None, description="When on your clock, outside your quiet hours")

    mirror_day: Weekday | None = Field(
        default=None, description="On which day you, as a therapist, are reminded of your mirror; needs mirror_at"
    )
    mirror_at: WallClock | None = Field(default=None, description="When on your clock, outside your quiet hours")

    @field_validator("channel_order")
    @classmethod
    def _each_once(cls, order: list[Channel]) -> list[Channel]:
        if set(order) != set(Channel):
            raise ValueError(f"must name each once: {', '.join(Channel)}")
        return order


class PreferencesAnswer(PreferencesBody):
    """A person's wishes, and the verified address that notices go to while they are on."""

    email: str | None
    email_stopped: EmailStopped | None = Field(description="Why e-mail was switched off, where you did not do it here")


def wall_clock(text: str | None) -> time:
    """Read ``21:00``; None, which means that there is no quiet window, as midnight."""
    return time() if text is None else time.fromisoformat(text)


def on_the_clock(wall: time) -> str:
    """Write ``21:00``."""
    return wall.isoformat(timespec="minutes")
