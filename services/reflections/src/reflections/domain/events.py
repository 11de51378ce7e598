"""What the reflections service tells the others: identifiers, enumerations and numbers, never a typed word.

The models here are the producer's half of the contract; ``contracts/`` is generated from them. A consumer writes its
own, more tolerant model. Pydantic is allowed in this one module of the domain, because the schema is made from it.

Versions: ``version`` of a journey, consent or goal event is the version of the journey after that change, and
``version`` of a measure's or an entry's event is that of the measure or entry. A consumer keeps, for each fact, what
came with the highest version, and so arrives at the same state in whatever order, and however often, the events reach
it.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

SERVICE = "reflections"
"""The producer's name, as the envelope's source has it."""

Identifier = Annotated[str, Field(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
Person = Annotated[str, Field(min_length=1, max_length=128)]
Version = Annotated[int, Field(ge=1)]
Instant = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$")]
InstrumentName = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9-]{1,15}$")]
Rating = Annotated[int, Field(ge=0, le=10)]
Role = Literal["client", "therapist"]
RiskFlag = Literal["positive", "negative", "missing", "not_applicable"]


class _Payload(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class JourneyOpened(_Payload):
    """A therapist opened a journey; the envelope's subject names it.

    Parameters
    ----------
    version : int
        The journey's, 1.
    therapist : str
        The therapist's subject, as the token states it.
    """

    version: Version
    therapist: Person


class JourneyJoined(_Payload):
    """The invited client joined.

    Parameters
    ----------
    version : int
        The journey's.
    client : str
        The client's subject, as the token states it.
    """

    version: Version
    client: Person


class JourneyClosed(_Payload):
    """The journey was closed: nothing more is captured, and nothing more is sent.

    Parameters
    ----------
    version : int
        The journey's.
    """

    version: Version


class ConsentChanged(_Payload):
    """The client gave or withdrew a consent.

    Parameters
    ----------
    version : int
        The journey's.
    consent : str
        What it is about: ``celebrations``, receiving messages about milestones.
    granted : bool
        Whether it is given from now on.
    client : str
        Whose consent it is.
    """

    version: Version
    consent: Literal["celebrations"]
    granted: bool
    client: Person


class GoalSet(_Payload):
    """A goal was set; its wording stays in this service.

    Parameters
    ----------
    version : int
        The journey's.
    goal : str
        The goal's identifier.
    target : int
        The rating, 0 to 10, at which the goal counts as attained.
    """

    version: Version
    goal: Identifier
    target: Rating


class GoalRated(_Payload):
    """One of the two rated how far a goal is reached.

    Parameters
    ----------
    rating : str
        The rating's identifier; a rating is never changed.
    goal : str
        The goal's identifier.
    value : int
        0 to 10, higher is better.
    by : str
        Who rated: ``client`` or ``therapist``.
    occurred_at : str
        When it held: RFC 3339, UTC, milliseconds.
    """

    rating: Identifier
    goal: Identifier
    value: Rating
    by: Role
    occurred_at: Instant


class EntryShared(_Payload):
    """One of the two shared an entry with the other, or changed a shared one; its words stay in this service.

    All facts anew: it supersedes each earlier version, also a withdrawal.

    Parameters
    ----------
    entry : str
        The entry's identifier.
    version : int
        The entry's; where it is absent, 1.
    kind : str
        ``win``, ``struggle`` or ``effort``.
    by : str
        Whose entry it is: ``client`` or ``therapist``.
    goal : str or None
        The goal that it belongs to.
    struggle : str or None
        The struggle that it pushes against.
    occurred_at : str
        When it happened: RFC 3339, UTC, milliseconds.
    """

    entry: Identifier
    version: Version = 1
    kind: Literal["win", "struggle", "effort"]
    by: Role
    goal: Identifier | None = None
    struggle: Identifier | None = None
    occurred_at: Instant


class EntryWithdrawn(_Payload):
    """A shared entry is no longer shared, or was deleted: for everybody but its author it counts as never written.

    Its author may share it again, with a higher version.

    Parameters
    ----------
    entry : str
        The entry's identifier.
    version : int
        The entry's.
    kind : str
        ``win``, ``struggle`` or ``effort``.
    occurred_at : str
        When it had happened, as it was last told: RFC 3339, UTC, milliseconds.
    """

    entry: Identifier
    version: Version
    kind: Literal["win", "struggle", "effort"]
    occurred_at: Instant


class MeasureScored(_Payload):
    """A filled instrument was scored.

    Parameters
    ----------
    measure : str
        The administration's identifier.
    version : int
        The measure's, 1 when first scored.
    instrument : str
        For example ``PHQ-9``.
    total : int
        Within the instrument's range.
    risk : str
        What the instrument's risk item says: ``positive``, ``negative``, ``missing`` (the instrument has one and nobody
        told its answer) or ``not_applicable`` (it has none).
    session : int or None
        The number of the session that it belongs to.
    occurred_at : str
        When it was filled in: RFC 3339, UTC, milliseconds.
    """

    measure: Identifier
    version: Version
    instrument: InstrumentName
    total: Annotated[int, Field(ge=0)]
    risk: RiskFlag
    session: Annotated[int, Field(ge=0)] | None = None
    occurred_at: Instant


class MeasureCorrected(MeasureScored):
    """A measure was corrected: the same facts as when scored, all of them anew, with a higher version.

    It supersedes each earlier version, so that whoever hears only the last correction misses nothing.
    """


class MeasureRetracted(_Payload):
    """A measure was taken back: it counts as never filled in.

    Parameters
    ----------
    measure : str
        The administration's identifier.
    version : int
        The measure's; nothing follows it.
    instrument : str
        For example ``PHQ-9``.
    occurred_at : str
        When it had been filled in: RFC 3339, UTC, milliseconds.
    """

    measure: Identifier
    version: Version
    instrument: InstrumentName
    occurred_at: Instant


EVENTS: Mapping[str, type[BaseModel]] = MappingProxyType(
    {
        "journey.opened.v1": JourneyOpened,
        "journey.joined.v1": JourneyJoined,
        "journey.closed.v1": JourneyClosed,
        "consent.changed.v1": ConsentChanged,
        "goal.set.v1": GoalSet,
        "goal.rated.v1": GoalRated,
        "entry.shared.v1": EntryShared,
        "entry.withdrawn.v1": EntryWithdrawn,
        "measure.scored.v1": MeasureScored,
        "measure.corrected.v1": MeasureCorrected,
        "measure.retracted.v1": MeasureRetracted,
    }
)
"""Each type that this service publishes, with the model of its payload."""
