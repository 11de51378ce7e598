"""Which steps a celebration can take: one table of what is allowed, and typed refusals for all else.

Nothing leaves this service unless a therapist approved, held until the milestone is confirmed (an approval in advance
for exactly that), or gave a standing cheer for this kind of milestone (one in advance for all of them).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class State(StrEnum):
    """Where a celebration stands."""

    DRAFTED = "drafted"
    APPROVED = "approved"
    HELD = "held"
    DISMISSED = "dismissed"
    SENT = "sent"
    NOT_DONE = "not_done"


class MilestoneState(StrEnum):
    """Where the milestone stands, in the words of the service that detects it."""

    PROVISIONAL = "provisional"
    CONFIRMED = "confirmed"
    REVERSED = "reversed"
    UNSTABLE = "unstable"
    RETRACTED = "retracted"
    DISMISSED = "dismissed"


class Step(StrEnum):
    """What can be done to a celebration: by its therapist, by a milestone's confirmation, or by sending."""

    EDIT = "edit"
    APPROVE = "approve"
    HOLD = "hold"
    DISMISS = "dismiss"
    CONFIRM = "confirm"
    RETURN = "return"
    SEND = "send"
    GIVE_UP = "give_up"


# Every allowed step, and no other. A conditional write takes its states from here too, so the table is the only one.
STEPS: Mapping[tuple[State, Step], State] = MappingProxyType(
    {
        (State.DRAFTED, Step.EDIT): State.DRAFTED,
        (State.DRAFTED, Step.APPROVE): State.APPROVED,
        (State.DRAFTED, Step.HOLD): State.HELD,
        (State.DRAFTED, Step.DISMISS): State.DISMISSED,
        (State.HELD, Step.EDIT): State.HELD,
        (State.HELD, Step.DISMISS): State.DISMISSED,
        (State.HELD, Step.CONFIRM): State.APPROVED,
        # Taking an approval back before it is acted on: who has second thoughts must be able to stay silent.
        (State.APPROVED, Step.DISMISS): State.DISMISSED,
        # By the end of the standing cheer that approved it: no approval is left, so it is a draft again.
        (State.HELD, Step.RETURN): State.DRAFTED,
        (State.APPROVED, Step.RETURN): State.DRAFTED,
        (State.APPROVED, Step.SEND): State.SENT,
        (State.APPROVED, Step.GIVE_UP): State.NOT_DONE,
    }
)
# Steps that depend on the milestone: approving needs it confirmed; holding makes sense only while it is not.
NEEDS_CONFIRMED: Mapping[Step, bool] = MappingProxyType({Step.APPROVE: True, Step.CONFIRM: True, Step.HOLD: False})
BY_THERAPIST = (Step.EDIT, Step.APPROVE, Step.HOLD, Step.DISMISS)


@dataclass(frozen=True, slots=True)
class Forbidden:
    """The step is not in the table for the present state.

    Parameters
    ----------
    state
        The present state.
    step
        What was asked.
    possible
        What the therapist can do instead; empty where nothing is left to do.
    """

    state: State
    step: Step
    possible: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class MilestoneInTheWay:
    """The milestone's state does not allow the step.

    Parameters
    ----------
    milestone
        The milestone's present state.
    step
        What was asked.
    remedy
        The step to take instead.
    """

    milestone: MilestoneState
    step: Step
    remedy: Step


Refusal = Forbidden | MilestoneInTheWay


def origins(step: Step) -> tuple[State, ...]:
    """List the states from which a step is allowed."""
    return tuple(state for (state, allowed) in STEPS if allowed is step)


def target(step: Step) -> State | None:
    """Tell where a step leads to; None for a step that leaves the state as it is."""
    targets = {to for (state, allowed), to in STEPS.items() if allowed is step and to is not state}
    return targets.pop() if targets else None


def possible_steps(state: State, milestone: MilestoneState) -> tuple[Step, ...]:
    """List what the therapist can do with a celebration in a state now."""
    return tuple(step for step in BY_THERAPIST if (state, step) in STEPS and _in_the_way(milestone, step) is None)


def refusal(state: State, milestone: MilestoneState, step: Step) -> Refusal | None:
    """Judge a step.

    Parameters
    ----------
    state : State
        Of the celebration.
    milestone : MilestoneState
        State of its milestone.
    step : Step
        What is asked.

    Returns
    -------
    Forbidden, MilestoneInTheWay or None
        None where the step is allowed.
    """
    if (state, step) not in STEPS:
        return Forbidden(state, step, possible_steps(state, milestone))
    return _in_the_way(milestone, step)


def _in_the_way(milestone: MilestoneState, step: Step) -> MilestoneInTheWay | None:
    confirmed = milestone is MilestoneState.CONFIRMED
    if NEEDS_CONFIRMED.get(step, confirmed) is confirmed:
        return None
    return MilestoneInTheWay(milestone, step, Step.APPROVE if confirmed else Step.HOLD)
