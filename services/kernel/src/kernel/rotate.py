"""The rotate function: operators invoke it, again and again, until every data key has been rotated."""

import time
from collections import Counter
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from pydantic import AwareDatetime, BaseModel, ConfigDict

from kernel.key_rotation import KeyRotation, Order
from kernel.log import Code, Log
from kernel.sealing import DataKey

if TYPE_CHECKING:
    from kernel.start import Handler

_MARGIN_MILLISECONDS = 60_000
_PAUSE_SECONDS = 0.02


def gently() -> None:
    """Wait a moment: at most 50 items a second are sealed anew, so that whoever works meanwhile is served."""
    time.sleep(_PAUSE_SECONDS)


class Wanted(BaseModel):
    """What one invocation is to do.

    Parameters
    ----------
    made_before : AwareDatetime
        Keys made before are rotated.
    destroy : bool
        Whether older keys are destroyed once nothing is sealed under them.
    cursor : str or None
        As the last call returned it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    made_before: AwareDatetime
    destroy: bool = False
    cursor: str | None = None


def rotate(rotation: KeyRotation, sweep: Callable[[str, DataKey], int], log: Log) -> "Handler":
    """Make the handler that ops invoke by hand.

    Parameters
    ----------
    rotation : KeyRotation
        Takes each key as far as it can go now.
    sweep : callable
        Seals anew, by partition and key; gives how much it found.
    log : Log
        Takes one line a call.

    Returns
    -------
    callable
        Takes a `Wanted` as JSON; gives ``{"steps": {step: keys}, "items": n, "cursor": …}``. Where ``cursor`` is not
        null the time was up: invoke again with it. Where a step is ``announced``, ``waits`` or ``seals_anew`` come
        again from the beginning once `kernel.settled.SETTLED` has passed.
    """

    def handler(event: Mapping[str, Any], context: Any) -> dict[str, Any]:  # noqa: ANN401 - Lambda's context
        wanted = Wanted.model_validate(event)
        order, steps, items, cursor = Order(wanted.made_before, wanted.destroy), Counter[str](), 0, None

        def counted(pk: str, key: DataKey) -> int:
            nonlocal items
            found = sweep(pk, key)
            items += found
            return found

        for row in rotation.rows(wanted.cursor):
            steps[rotation.advance(row, order, counted).value] += 1
            if context.get_remaining_time_in_millis() < _MARGIN_MILLISECONDS:
                cursor = row["pk"]
                break
        log.line(Code.ROTATED, keys=steps.total(), items=items, more=cursor is not None)
        return {"steps": dict(steps), "items": items, "cursor": cursor}

    return handler
