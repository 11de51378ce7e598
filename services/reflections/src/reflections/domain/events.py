"""What the reflections service tells the others: identifiers, enumerations and numbers, never a typed word.

The models here are the producer's half of the contract; ``contracts/`` is generated from them. A consumer writes its
own, more tolerant model. Pydantic is allowed in the modules of events alone, because the schema is made from them:
here those of captures, in `reflections.domain.journey_events` those of a journey as a whole.

Versions: ``version`` of a journey, consent or goal event is the version of the journey after that change, and
``version`` of a measure's, an entry's or a session's event is that of the measure, entry or session. A consumer keeps,
for each fact, what came with the highest version, and so arrives at the same state in whatever order, and however
often, the events reach it.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from reflections.domain.break_glass_event import BreakGlassOpened
from reflections.domain.consult_events import ConsultAnswered, ConsultRequested
from reflections.domain.event_fields import (
    Identifier,
    Instant,
    InstrumentName,
    Level,
    Payload,
    Rating,
    RiskFlag,
    Role,
    SessionNumber,
    Version,
)
from reflections.domain.journey_events import (
    ConsentChanged,
    GoalEnded,
    GoalReached,
    GoalSet,
    JourneyClosed,
    JourneyErased,
    JourneyHandedOver,
    JourneyJoined,
    JourneyOpened,
    JourneyPaused,
    JourneyResumed,
)
from reflections.domain.stuckness_event import StucknessDeclared

SERVICE = "reflections"
"""The producer's name, as the envelope's source has it."""


class GoalRated(Payload):
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


class GoalScaled(Payload):
    """One of the two placed a goal on its scale of attainment (Kiresuk & Sherman 1968).

    Parameters
    ----------
    rating : str
        The placing's identifier; it is never changed.
    goal : str
        The goal's identifier; its weight is told by `GoalSet`.
    level : int
        -2 (much less than expected) to 2 (much more than expected), 0 as expected.
    by : str
        Who placed it: ``client`` or ``therapist``.
    occurred_at : str
        When it held: RFC 3339, UTC, milliseconds.
    """

    rating: Identifier
    goal: Identifier
    level: Level
    by: Role
    occurred_at: Instant


class SessionHeld(Payload):
    """A session took place: all its facts, anew with each version. Where it was planned, the plan has ended.

    Parameters
    ----------
    version : int
        The session's; of planned, cancelled, held and missed the highest counts.
    session : str
        The session's identifier.
    number : int
        Its number on the journey, from 1; no two sessions share one.
    occurred_at : str
        When it began: RFC 3339, UTC, milliseconds.
    """

    version: Version
    session: Identifier
    number: SessionNumber
    occurred_at: Instant


class SessionMissed(SessionHeld):
    """A session that was agreed on did not take place: the same facts, ``occurred_at`` when it should have begun."""


class SessionPlanned(Payload):
    """The two mean to meet: told when it is planned, and anew each time that it is moved.

    The plan ends with what has a higher version: `SessionHeld`, `SessionMissed` or `SessionCancelled`; and with its
    journey. Where nobody notes what became of it, it lies in the past and says nothing more.

    Parameters
    ----------
    version : int
        The session's; of planned, cancelled, held and missed the highest counts.
    session : str
        The session's identifier; it keeps it when it is held or missed.
    planned_at : str
        When it is to begin: RFC 3339, UTC, milliseconds.
    """

    version: Version
    session: Identifier
    planned_at: Instant


class SessionCancelled(SessionPlanned):
    """A planned session will not take place; nothing follows it. ``planned_at`` is when it was to begin."""


class EntryShared(Payload):
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
    crisis_language : list of str or None
        What the client's words may speak of, found by a program that may be wrong; never the words. A later version
        without it takes nothing back: only a person can.
    """

    entry: Identifier
    version: Version = 1
    kind: Literal["win", "struggle", "effort"]
    by: Role
    goal: Identifier | None = None
    struggle: Identifier | None = None
    occurred_at: Instant
    crisis_language: list[Literal["suicide", "self_harm"]] | None = None


class EntryWithdrawn(Payload):
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


class MeasureScored(Payload):
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
        Within the instrument's range; a practice's own instrument may begin below 0.
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
    total: int
    risk: RiskFlag
    session: Annotated[int, Field(ge=0)] | None = None
    occurred_at: Instant


class MeasureCorrected(MeasureScored):
    """A measure was corrected: the same facts as when scored, all of them anew, with a higher version.

    It supersedes each earlier version, so that whoever hears only the last correction misses nothing.
    """


class MeasureRetracted(Payload):
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
        "journey.paused.v1": JourneyPaused,
        "journey.resumed.v1": JourneyResumed,
        "journey.handed_over.v1": JourneyHandedOver,
        "journey.closed.v1": JourneyClosed,
        "journey.erased.v1": JourneyErased,
        "consent.changed.v1": ConsentChanged,
        "goal.set.v1": GoalSet,
        "goal.rated.v1": GoalRated,
        "goal.scaled.v1": GoalScaled,
        "goal.reached.v1": GoalReached,
        "goal.ended.v1": GoalEnded,
        "session.planned.v1": SessionPlanned,
        "session.cancelled.v1": SessionCancelled,
        "session.held.v1": SessionHeld,
        "session.missed.v1": SessionMissed,
        "entry.shared.v1": EntryShared,
        "entry.withdrawn.v1": EntryWithdrawn,
        "stuckness.declared.v1": StucknessDeclared,
        "break_glass.opened.v1": BreakGlassOpened,
        "consult.requested.v1": ConsultRequested,
        "consult.answered.v1": ConsultAnswered,
        "measure.scored.v1": MeasureScored,
        "measure.corrected.v1": MeasureCorrected,
        "measure.retracted.v1": MeasureRetracted,
    }
)
"""Each type that this service publishes, with the model of its payload."""
