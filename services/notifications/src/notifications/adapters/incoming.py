"""What this service reads of other services' events: its own tolerant models, turned into facts of the domain."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Self, cast

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from kernel.envelope import Event
from notifications.domain.celebration import Milestone
from notifications.domain.channel import Channel
from notifications.domain.concern import Concern
from notifications.domain.identity import CelebrationId, JourneyId
from notifications.domain.journey import JourneyChange, JourneyFact
from notifications.domain.lifecycle import MilestoneState
from notifications.domain.reason import Reason
from notifications.domain.risk import Administration, Risk
from notifications.domain.session import Session

JOURNEY_CHANGES: Mapping[str, JourneyChange] = MappingProxyType(
    {
        "journey.opened.v1": JourneyChange.OPENED,
        "journey.joined.v1": JourneyChange.JOINED,
        "journey.handed_over.v1": JourneyChange.HANDED_OVER,
        "journey.paused.v1": JourneyChange.PAUSED,
        "journey.resumed.v1": JourneyChange.RESUMED,
        "journey.closed.v1": JourneyChange.CLOSED,
        "consent.changed.v1": JourneyChange.CONSENT,
    }
)
ERASED = "journey.erased.v1"
RETRACTED = "measure.retracted.v1"
MEASURES = ("measure.scored.v1", "measure.corrected.v1", RETRACTED)
MILESTONES = ("milestone.detected.v1", "milestone.changed.v1")
SESSIONS: Mapping[str, bool] = MappingProxyType(
    {"session.planned.v1": True, "session.cancelled.v1": False, "session.held.v1": True, "session.missed.v1": False}
)
"""Each type of event about a session, with whether the two meet."""
RAISED = "alert.raised.v1"
ALERTS = (RAISED, "alert.cleared.v1")
SETBACKS = ("setback.detected.v1", "setback.changed.v1")
# What is known to forbid nothing; in words not known here it forbids.
_HARMLESS_LEVELS = frozenset({"amber"})
_HARMLESS_SETBACKS = frozenset({"sudden_loss"})
_CONSENTS: Mapping[str, Channel | None] = MappingProxyType(
    {"celebrations": None, "celebrations_push": Channel.PUSH, "celebrations_email": Channel.EMAIL}
)
"""Each consent that is this service's, with the channel that it is about; None for cheers as such."""
_PASSED = frozenset(MilestoneState) - {MilestoneState.CONFIRMED}


class _Read(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class _Journey(_Read):
    version: int
    therapist: str | None = None
    client: str | None = None
    consent: str = "celebrations"
    granted: bool = False
    until: AwareDatetime | None = None


class _Measure(_Read):
    measure: str
    version: int
    instrument: str
    occurred_at: AwareDatetime
    risk: str = "missing"


class _Road(_Read):
    days: int | None = None
    efforts: int | None = None


class _Milestone(_Read):
    milestone: str
    version: int
    kind: str
    state: str
    numbers: dict[str, float] = Field(default_factory=dict)
    instrument: str | None = None
    instruments: tuple[str, ...] | None = None
    occurred_at: AwareDatetime | None = None
    road: _Road | None = None

    @property
    def found_in(self) -> tuple[str, ...]:
        """The instruments in whose scores it was found."""
        return self.instruments or (() if self.instrument is None else (self.instrument,))


class _Session(_Read):
    session: str
    version: int
    occurred_at: AwareDatetime | None = None
    planned_at: AwareDatetime | None = None

    @model_validator(mode="after")
    def _has_a_time(self) -> Self:
        if self.occurred_at is None and self.planned_at is None:
            raise ValueError("a session needs a time")
        return self

    @property
    def begins(self) -> AwareDatetime:
        """When it began, or is to begin."""
        return self.occurred_at or cast("AwareDatetime", self.planned_at)


class _Alert(_Read):
    alert: str
    version: int
    level: str = "red"
    raising: int = 1
    acknowledged: bool = False


class _Setback(_Read):
    setback: str
    version: int
    kind: str
    state: str


def journey_of(event: Event) -> JourneyId:
    """Tell which journey an event is about."""
    return JourneyId(event.practice, event.subject)


def journey_fact(event: Event) -> JourneyFact | None:
    """Read an event about a journey as a whole; None for a consent to what is not this service's.

    Raises
    ------
    pydantic.ValidationError
        Where the event lacks what it must have.
    """
    read = _Journey.model_validate(event.data)
    if read.consent not in _CONSENTS:
        return None
    change = JourneyChange.ERASED if event.type == ERASED else JOURNEY_CHANGES[event.type]
    return JourneyFact(
        change, read.version, read.therapist, read.client, read.granted, read.until, _CONSENTS[read.consent]
    )


def administration(event: Event) -> Administration:
    """Read an event about an administration; a risk in words not known here is unknown, which means: not sent.

    Raises
    ------
    pydantic.ValidationError
        Where the event lacks what it must have.
    """
    read = _Measure.model_validate(event.data)
    risk = Risk(read.risk) if read.risk in set(Risk) else Risk.UNKNOWN
    retracted = event.type == RETRACTED
    return Administration(read.measure, read.version, read.instrument, read.occurred_at, risk, retracted)


def session(event: Event) -> Session:
    """Read an event about a session.

    Raises
    ------
    pydantic.ValidationError
        Where the event lacks what it must have.
    """
    read = _Session.model_validate(event.data)
    return Session(read.session, read.version, read.begins, SESSIONS[event.type])


def alert(event: Event) -> Concern:
    """Read an event about an alert; a level in words not known here counts as red.

    Raises
    ------
    pydantic.ValidationError
        Where the event lacks what it must have.
    """
    read = _Alert.model_validate(event.data)
    lasts = event.type == RAISED and read.level not in _HARMLESS_LEVELS
    return Concern(read.alert, read.version, Reason.RED_ALERT, lasts, read.raising, read.acknowledged)


def setback(event: Event) -> Concern:
    """Read an event about a setback: a reliable deterioration forbids while confirmed, or in a state not known here.

    A sudden loss forbids by the alert that it raises, where it does.

    Raises
    ------
    pydantic.ValidationError
        Where the event lacks what it must have.
    """
    read = _Setback.model_validate(event.data)
    lasts = read.kind not in _HARMLESS_SETBACKS and read.state not in _PASSED
    return Concern(read.setback, read.version, Reason.DETERIORATION, lasts)


def milestone(event: Event) -> tuple[CelebrationId, Milestone]:
    """Read an event about a milestone; a state in words not known here is unstable, which means: not sent.

    Raises
    ------
    pydantic.ValidationError
        Where the event lacks what it must have.
    MalformedIdError
        Where the milestone's id is none.
    """
    read = _Milestone.model_validate(event.data)
    # To refuse it would leave a state that was confirmed before in force.
    state = MilestoneState(read.state) if read.state in set(MilestoneState) else MilestoneState.UNSTABLE
    numbers: Mapping[str, Any] = MappingProxyType(read.numbers)
    road = read.road or _Road()
    found = Milestone(read.kind, state, read.version, numbers, read.found_in, read.occurred_at, road.days, road.efforts)
    return CelebrationId.parse(event.practice, read.milestone), found
