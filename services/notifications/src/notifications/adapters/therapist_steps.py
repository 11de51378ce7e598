"""How a therapist's step on a celebration is written."""

from typing import Any

from kernel.instants import to_text
from kernel.items import Item
from notifications.adapters.celebration_rows import written_marks, written_trace
from notifications.adapters.table_keys import DUE, celebration_key
from notifications.adapters.updates import update
from notifications.domain.command import Command
from notifications.domain.identity import CelebrationId
from notifications.domain.lifecycle import NEEDS_CONFIRMED, MilestoneState, State, Step, origins, target


def step_update(table: str, celebration: CelebrationId, command: Command) -> dict[str, Any]:
    """Write a therapist's step as a conditional update, without a look at what was before.

    Parameters
    ----------
    table : str
        The service's table.
    celebration : CelebrationId
        Which one.
    command : Command
        The step; the table of steps says from which states it is allowed.

    Returns
    -------
    dict
        The arguments of ``UpdateItem``.
    """
    # Words that nobody stands by may be drafted, and nothing else.
    settled = command.step is not Step.EDIT or set(command.findings) <= set(command.overruled)
    origin = (state for state in origins(command.step) if settled or state is State.DRAFTED)
    allowed = {f"from_{place}": state.value for place, state in enumerate(origin)}
    condition = (
        f"#therapist = :therapist AND #version = :version AND #state IN ({', '.join(map(':{}'.format, allowed))})"
    )
    values: Item = {"therapist": command.therapist, "version": command.version, **allowed}
    confirmed = NEEDS_CONFIRMED.get(command.step)
    if confirmed is not None:
        condition += f" AND #milestone_state {'=' if confirmed else '<>'} :confirmed"
        values["confirmed"] = MilestoneState.CONFIRMED.value
    if command.step in {Step.APPROVE, Step.HOLD}:
        condition += " AND " + ("#findings = :findings" if command.overruled else "attribute_not_exists(#findings)")
        values["findings"] = written_marks(command.overruled)
    steps = {"history": [written_trace(command.trace)]}
    return update(table, celebration_key(celebration), _changes(command), condition, values, appended=steps)


def _changes(command: Command) -> Item:
    """What a step changes, without a look at what was before."""
    if command.step is Step.EDIT:
        return {
            "version": command.version + 1,
            "text": command.text,
            "findings": written_marks(command.findings),
            "overruled": written_marks(command.overruled),
        }
    state = target(command.step)
    approved = state is State.APPROVED
    return {
        "version": command.version + 1,
        "state": state,
        "due": DUE if approved else None,
        "send_at": to_text(command.at) if approved else None,
        "planned": None,
        **({"approved_at": to_text(command.at)} if approved else {}),
        **({} if state is State.DISMISSED else {"overruled": written_marks(command.overruled)}),
        "command": command.mark,
        "correlation": command.correlation,
    }
