"""What the milestones service tells the others: identifiers, enumerations and numbers.

The models here are the producer's half of the contract; ``contracts/`` is generated from them. ``version`` is the
version of the milestone or setback. A consumer keeps, for each, what came with the highest version, and so arrives at
the same state in whatever order, and however often, the events reach it. A milestone may be first told of in any state,
also as unstable or reversed, where its scores arrived late. What was never good news has types of its own, so that who
subscribes to milestones, to cheer for them, never hears of a setback.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from milestones.domain.alert_events import CLEARED, RAISED, AlertCleared, AlertRaised
from milestones.domain.event_fields import Identifier, Instant, InstrumentName, MilestoneId, NumberName

SERVICE = "milestones"
"""The producer's name, as the envelope's source has it."""
DETECTED = "milestone.detected.v1"
CHANGED = "milestone.changed.v1"
SETBACK_DETECTED = "setback.detected.v1"
SETBACK_CHANGED = "setback.changed.v1"
INSTRUMENT_DEFINED = "instrument.defined.v1"
ERASED = "milestones.erased.v1"

Kind = Literal[
    "sudden_gain",
    "reliable_improvement",
    "goal_attained",
    "clinically_significant_change",
    "comeback",
    "nhs_reliable_improvement",
    "nhs_recovery",
    "nhs_reliable_recovery",
    "goal_reliably_improved",
    "goal_attainment_scaling",
    "effort_against_the_odds",
    "first_step",
]
SetbackKind = Literal["sudden_loss", "reliable_deterioration", "nhs_reliable_deterioration"]
State = Literal["provisional", "confirmed", "reversed", "unstable", "retracted", "dismissed"]


class RoadSoFar(BaseModel):
    """The long road to a milestone, as far as it was known when it was told.

    Parameters
    ----------
    days : int
        From the day on which the struggle was first named to the milestone.
    efforts : int
        Shared efforts in between.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    days: Annotated[int, Field(ge=0)]
    efforts: Annotated[int, Field(ge=0)]


class _Found(BaseModel):
    """What milestones and setbacks have in common.

    Parameters
    ----------
    version : int
        The milestone's or setback's, from 1.
    state : str
        How much it can bear; any but ``retracted`` and ``dismissed`` at first.
    rule : str
        The rule that found it.
    rule_version : int
        That rule's version.
    instrument, instruments, goal, struggle : optional
        What it was found in: one instrument, a pair of them, a goal, or the efforts against a struggle. None of these:
        the levels of all goals together.
    numbers, thresholds : mapping of str to number
        What the rule used; running it on these again gives the state again. Empty where the state is ``retracted`` or
        ``dismissed``.
    occurred_at : str
        When the score, rating or entry that it hangs on was given: RFC 3339, UTC, milliseconds.
    road : RoadSoFar or None
        None where no struggle was named before.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: Annotated[int, Field(ge=1)]
    state: State
    rule: NumberName
    rule_version: Annotated[int, Field(ge=1)]
    instrument: InstrumentName | None = None
    instruments: tuple[InstrumentName, InstrumentName] | None = None
    goal: Identifier | None = None
    struggle: Identifier | None = None
    numbers: dict[NumberName, int | float]
    thresholds: dict[NumberName, int | float]
    occurred_at: Instant
    road: RoadSoFar | None = None


class MilestoneDetected(_Found):
    """A milestone was found for the first time.

    Parameters
    ----------
    milestone : str
        Its id: the journey's, a dot, 16 hexadecimal digits.
    kind : str
        What was found.
    """

    milestone: MilestoneId
    kind: Kind


class MilestoneChanged(MilestoneDetected):
    """A milestone is not as it was told: its state, or the numbers that it rests on.

    Parameters
    ----------
    from_state : str
        The state before; the same as ``state`` where only numbers changed.
    """

    from_state: State


class SetbackDetected(_Found):
    """A setback was found for the first time: for the therapist, and never a reason to cheer.

    Parameters
    ----------
    setback : str
        Its id: the journey's, a dot, 16 hexadecimal digits.
    kind : str
        What was found.
    """

    setback: MilestoneId
    kind: SetbackKind


class SetbackChanged(SetbackDetected):
    """A setback is not as it was told: its state, or the numbers that it rests on.

    Parameters
    ----------
    from_state : str
        The state before; the same as ``state`` where only numbers changed.
    """

    from_state: State


class RiskItemDefined(BaseModel):
    """An item whose answer alone may speak of danger.

    Parameters
    ----------
    number : int
        From 1.
    positive_from : int
        The least answer that counts as positive.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: Annotated[int, Field(ge=1)]
    positive_from: int


class InstrumentDefined(BaseModel):
    """A practice defined an instrument of its own, set thresholds of a shipped one, or took that back.

    The envelope's subject is the instrument. Of a shipped instrument all that is told here is as shipped: a practice
    changes its thresholds alone, which nobody else needs.

    Parameters
    ----------
    instrument : str
        Its name within the practice.
    version : int
        From 1; the highest one counts.
    direction : str
        Which way is better.
    minimum, maximum : int
        Range of the total.
    items, item_minimum, item_maximum : int or None
        How it is filled in; None where only totals are known.
    by_items : bool
        Whether single answers may be entered; their sum is the total.
    risk_items : list of RiskItemDefined
        Those that may speak of danger.
    withdrawn : bool
        Whether the practice took its definition back: one of its own is then filled in no more.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    instrument: InstrumentName
    version: Annotated[int, Field(ge=1)]
    direction: Literal["lower_is_better", "higher_is_better"]
    minimum: int
    maximum: int
    items: Annotated[int, Field(ge=1)] | None = None
    item_minimum: int | None = None
    item_maximum: int | None = None
    by_items: bool
    risk_items: list[RiskItemDefined]
    withdrawn: bool = False


class MilestonesErased(BaseModel):
    """Nothing of an erased journey is left in this service: no course, no milestone, no alert.

    Parameters
    ----------
    version : int
        Of the journey when it was erased.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: Annotated[int, Field(ge=1)]


EVENTS: Mapping[str, type[BaseModel]] = MappingProxyType(
    {
        DETECTED: MilestoneDetected,
        CHANGED: MilestoneChanged,
        SETBACK_DETECTED: SetbackDetected,
        SETBACK_CHANGED: SetbackChanged,
        INSTRUMENT_DEFINED: InstrumentDefined,
        ERASED: MilestonesErased,
        RAISED: AlertRaised,
        CLEARED: AlertCleared,
    }
)
"""Each type that this service publishes, with the model of its payload."""
