"""What callers get to see: the bodies of replies. None but the timeline and the goals repeats a typed word."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from reflections.application.fields import ChangeReason
from reflections.application.support_views import SupportView
from reflections.domain.capture import Capture
from reflections.domain.handover import Handover
from reflections.domain.instrument import Instrument
from reflections.domain.journey import Journey

Voice = Literal["client", "therapist"]


class View(BaseModel):
    """Base of each reply body."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class JourneyView(View):
    """A journey."""

    id: str
    code: str | None
    state: Literal["open", "paused", "closed"]
    therapist: str
    client: str | None
    version: int
    opened_at: str
    country: str | None = None

    @classmethod
    def of(cls, journey: Journey) -> "JourneyView":
        """Show a journey."""
        return cls.model_validate(
            {
                "id": journey.id,
                "code": journey.code,
                "state": journey.state.value,
                "therapist": journey.therapist,
                "client": journey.client,
                "version": journey.version,
                "opened_at": journey.opened_at,
                "country": journey.country,
            }
        )


class JourneyList(View):
    """A page of journeys."""

    items: list[JourneyView]
    next: str | None


class InvitationView(View):
    """An invitation, to be handed to the client."""

    code: str
    expires_at: str


class HandoverView(View):
    """A hand-over that was done; whether anything was passed on is between the two therapists."""

    journey: str
    therapist: str
    version: int
    handed_over_at: str

    @classmethod
    def of(cls, journey: Journey, done: Handover) -> "HandoverView":
        """Show a hand-over."""
        return cls(journey=journey.id, therapist=done.to, version=done.version, handed_over_at=done.at)


class CapturedView(View):
    """What the view of any capture has."""

    id: str
    by: Voice
    occurred_at: str
    recorded_at: str
    told_at: str | None = None
    """What a clock said that was not trusted; ``occurred_at`` is what was made of it."""
    clock_offset: int | None = None
    """Seconds that this clock was ahead."""


class EntryView(CapturedView):
    """An entry that was kept; with contacts where its client's words may speak of a crisis."""

    kind: Literal["win", "struggle", "effort"]
    shared: bool
    goal: str | None = None
    struggle: str | None = None
    version: int
    support: SupportView | None = None


class ReflectionView(CapturedView):
    """A reflection that was kept; its therapist alone ever sees it."""

    kind: Literal["after_session", "came_to_mind", "on_journey"]
    session: int | None = None
    version: int


class MeasureView(CapturedView):
    """A measure that was kept."""

    kind: Literal["measure"]
    instrument: str
    total: int
    risk: Literal["positive", "negative", "missing", "not_applicable"]
    session: int | None = None
    prorated: int | None = None
    """How many answers were missing, each counted as the mean of the others."""
    reason: ChangeReason | None = None
    """Why it was corrected or taken back, where that was said."""
    version: int


class FirstScore(View):
    """What a measure said before it was corrected or taken back."""

    total: int
    risk: Literal["positive", "negative", "missing", "not_applicable"]
    occurred_at: str
    session: int | None = None


class MeasureHistoryView(MeasureView):
    """A measure as it is now, with what was first recorded; one that was taken back too."""

    retracted: bool
    first: FirstScore | None


class RatingView(CapturedView):
    """A goal rating that was kept."""

    kind: Literal["rating"]
    goal: str
    value: int


class LevelView(CapturedView):
    """A level of a goal that was kept."""

    kind: Literal["level"]
    goal: str
    level: int


class SessionView(CapturedView):
    """A session that was kept."""

    kind: Literal["session"]
    number: int
    held: bool
    version: int


class GoodbyeView(CapturedView):
    """The therapist's goodbye, with which the journey was closed."""

    kind: Literal["goodbye"]


def shown(capture: Capture) -> dict[str, object]:
    """Give what any view of a capture is made from; each view takes what it has a field for.

    Parameters
    ----------
    capture : Capture
        The capture.

    Returns
    -------
    dict
        Facts by name, without texts.
    """
    return {
        **capture.facts,
        "id": capture.id,
        "kind": capture.kind.value,
        "by": capture.by.value,
        "recorded_at": capture.recorded_at,
        "version": capture.version,
    }


class InstrumentView(View):
    """An instrument that can be scored here."""

    name: str
    title: str
    items: int
    item_minimum: int
    item_maximum: int
    total_minimum: int
    total_maximum: int
    higher_is_better: bool
    by_items: bool
    most_missing: int
    risk_items: list[int]
    loinc: str | None
    licence: str
    sources: list[str]
    own: bool
    """Whether the practice has defined it."""

    @classmethod
    def of(cls, instrument: Instrument, *, own: bool) -> "InstrumentView":
        """Show an instrument."""
        return cls(
            name=instrument.name,
            title=instrument.title,
            items=instrument.items,
            item_minimum=instrument.item_minimum,
            item_maximum=instrument.item_maximum,
            total_minimum=instrument.minimum,
            total_maximum=instrument.maximum,
            higher_is_better=instrument.higher_is_better,
            by_items=instrument.by_items,
            most_missing=instrument.most_missing,
            risk_items=[item.number for item in instrument.risk_items],
            loinc=instrument.loinc,
            licence=instrument.licence,
            sources=list(instrument.sources),
            own=own,
        )


class InstrumentList(View):
    """All instruments."""

    items: list[InstrumentView]
    next: None = None
