"""How a celebration's change is written, where it was read before."""

from typing import Any

from kernel.envelope import Event
from kernel.outbox import EVENT_ATTRIBUTE, with_event
from notifications.adapters.celebration_rows import celebration_item, written_trace
from notifications.adapters.table_keys import celebration_key
from notifications.adapters.updates import difference, update
from notifications.domain.celebration import Celebration

_UNCHANGED = "#state = :state AND #version = :version"


def changed(table: str, before: Celebration, after: Celebration, event: Event | None) -> dict[str, Any]:
    """Write a change, with its event, upon the condition that state and version are those of before.

    Parameters
    ----------
    table : str
        The table's name.
    before, after : Celebration
        As it was judged, and as it is to be.
    event : Event or None
        That tells of it.

    Returns
    -------
    dict
        As `update` gives it.
    """
    changes = difference(celebration_item(before), celebration_item(after))
    # Added to, never replaced: the client may have read it, which no version tells, since it was looked at.
    changes.pop("history", None)
    steps = {"history": [written_trace(step) for step in after.history[len(before.history) :]]}
    if event is not None:
        changes[EVENT_ATTRIBUTE] = with_event({}, event)[EVENT_ATTRIBUTE]
    values = {"state": before.state.value, "version": before.version}
    return update(table, celebration_key(before.id), changes, _UNCHANGED, values, appended=steps)
