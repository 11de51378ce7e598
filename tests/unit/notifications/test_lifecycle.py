from dataclasses import replace

import pytest

from notifications.domain.lifecycle import (
    BY_THERAPIST,
    STEPS,
    Forbidden,
    MilestoneInTheWay,
    MilestoneState,
    State,
    Step,
    origins,
    possible_steps,
    refusal,
    target,
)
from notifications.domain.trace import By, Happening, Trace
from unit.notifications.fakes import NOON
from unit.notifications.making import celebration, command, milestone

CONFIRMED, PROVISIONAL = MilestoneState.CONFIRMED, MilestoneState.PROVISIONAL


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("step", list(Step))
@pytest.mark.parametrize("seen", list(MilestoneState))
def test_what_is_not_in_the_table_is_refused_with_what_is_possible(
    state: State, step: Step, seen: MilestoneState
) -> None:
    refused = refusal(state, seen, step)
    if (state, step) not in STEPS:
        assert refused == Forbidden(state, step, possible_steps(state, seen))
    elif step in {Step.APPROVE, Step.CONFIRM} and seen is not CONFIRMED:
        assert refused == MilestoneInTheWay(seen, step, Step.HOLD)
    elif step is Step.HOLD and seen is CONFIRMED:
        assert refused == MilestoneInTheWay(seen, step, Step.APPROVE)
    else:
        assert refused is None


def test_only_approval_and_confirmation_lead_to_approved_and_only_from_there_it_is_sent() -> None:
    assert {step for (_, step), to in STEPS.items() if to is State.APPROVED} == {Step.APPROVE, Step.CONFIRM}
    assert origins(Step.CONFIRM) == (State.HELD,)
    assert origins(Step.SEND) == (State.APPROVED,)
    assert not any(state in {State.SENT, State.NOT_DONE, State.DISMISSED} for state, _ in STEPS)


def test_each_step_has_one_target() -> None:
    assert [target(step) for step in BY_THERAPIST] == [None, State.APPROVED, State.HELD, State.DISMISSED]


def test_a_therapist_may_take_an_approval_back() -> None:
    assert possible_steps(State.APPROVED, CONFIRMED) == (Step.DISMISS,)
    taken_back = celebration(State.APPROVED).after(command(Step.DISMISS))
    assert (taken_back.state, taken_back.send_at) == (State.DISMISSED, None)


def test_a_held_one_becomes_approved_by_confirmation_and_by_nothing_else() -> None:
    held = celebration(State.HELD, "provisional")
    for state in MilestoneState:
        changed = held.with_milestone(milestone(state, version=2), NOON)
        assert (changed.state is State.APPROVED) is (state is CONFIRMED)
        assert changed.version == held.version + 1
    assert held.with_milestone(milestone("confirmed", version=2), NOON).send_at == NOON


def test_a_draft_is_not_approved_by_confirmation() -> None:
    changed = celebration(State.DRAFTED, "provisional").with_milestone(milestone("confirmed", version=2), NOON)
    assert (changed.state, changed.send_at) == (State.DRAFTED, None)


@pytest.mark.parametrize("version", [1, 2])
def test_an_older_or_known_version_of_the_milestone_changes_nothing(version: int) -> None:
    reversed_ = celebration(State.HELD, "reversed", milestone=milestone("reversed", version=2))
    assert reversed_.with_milestone(milestone("confirmed", version=version), NOON) is reversed_


def test_an_edit_keeps_state_and_command_and_changes_the_text() -> None:
    held = celebration(State.HELD, "provisional", command="command-0#hold", correlation="request-0")
    edited = held.after(command(Step.EDIT, name=None, text=b"sealed:new"))
    step = Trace(Happening.EDITED, NOON, By.THERAPIST)
    assert edited == replace(held, text=b"sealed:new", version=2, history=(step,))
