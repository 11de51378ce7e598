"""What the milestones service tells the others: identifiers, enumerations and numbers.

The models here are the producer's half of the contract; ``contracts/`` is generated from them. ``version`` is the
version of the milestone. A consumer keeps, for each milestone, what came with the highest version, and so arrives at
the same state in whatever order, and however often, the events reach it. A milestone may be first told of in any state,
also as unstable or reversed, where its scores arrived late.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

SERVICE = "milestones"
"""The producer's name, as the envelope's source has it."""
DETECTED = "milestone.detected.v1"
CHANGED = "milestone.changed.v1"

MilestoneId = Annotated[str, Field(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.[0-9a-f]{16}$")]
Identifier = Annotated[str, Field(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
Instant = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$")]
InstrumentName = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9-]{1,15}$")]
NumberName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Kind = Literal["sudden_gain", "reliable_improvement", "goal_attained"]
State = Literal["provisional", "confirmed", "reversed", "unstable", "retracted"]


class MilestoneDetected(BaseModel):
    """A milestone was found for the first time.

    Parameters
    ----------
    milestone : str
        Its id: the journey's, a dot, 16 hexadecimal digits.
    version : int
        The milestone's, 1.
    kind : str
        ``sudden_gain``, ``reliable_improvement`` or ``goal_attained``.
    state : str
        How much it can bear; any but ``retracted`` at first.
    rule : str
        The rule that found it.
    rule_version : int
        That rule's version.
    instrument, goal : str or None
        What it was found in: one of the two.
    numbers, thresholds : mapping of str to number
        What the rule used; running it on these again gives the state again. Empty where the state is ``retracted``.
    occurred_at : str
        When the score or rating that it hangs on was given: RFC 3339, UTC, milliseconds.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    milestone: MilestoneId
    version: Annotated[int, Field(ge=1)]
    kind: Kind
    state: State
    rule: NumberName
    rule_version: Annotated[int, Field(ge=1)]
    instrument: InstrumentName | None = None
    goal: Identifier | None = None
    numbers: dict[NumberName, int | float]
    thresholds: dict[NumberName, int | float]
    occurred_at: Instant


class MilestoneChanged(MilestoneDetected):
    """A milestone is not as it was told: its state, or the numbers that it rests on.

    Parameters
    ----------
    from_state : str
        The state before; the same as ``state`` where only numbers changed.
    """

    from_state: State


EVENTS: Mapping[str, type[BaseModel]] = MappingProxyType({DETECTED: MilestoneDetected, CHANGED: MilestoneChanged})
"""Each type that this service publishes, with the model of its payload."""
