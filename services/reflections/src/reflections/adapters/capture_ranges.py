"""Which stretch of an order a reader asks for: the bounds of a key condition."""

from reflections.adapters.capture_orders import Order, placed
from reflections.domain.capture import Audience, Position
from reflections.domain.session import PLANNED
from reflections.domain.timeline import Selection

_LAST = "~"
"""Behind every instant, and behind every word that stands before one."""


def order_of(selection: Selection) -> Order:
    """Name the index that has what was selected, and nothing else between.

    Parameters
    ----------
    selection : Selection

    Returns
    -------
    Order
    """
    if selection.kind is not None:
        return Order.KINDS
    return Order.TIMELINE if selection.goal is None else Order.GOALS


def bounds_of(seen_by: str, selection: Selection, position: Position | None) -> tuple[str, str] | None:
    """Give the bounds of a selection in its order, both inclusive.

    Parameters
    ----------
    seen_by : str
    selection : Selection
    position : Position or None
        Only what is older; None from the newest on.

    Returns
    -------
    tuple of str and str, or None
        None where nothing can lie between.
    """
    within = [part for part in (selection.kind, selection.goal) if part is not None]
    prefix = "#".join((seen_by, *within, ""))
    low, high = prefix + selection.since, prefix + (selection.until or _LAST)
    if position is not None:
        high = min(high, _just_before(placed(seen_by, position, *within)))
    return (low, high) if low <= high else None


def bounds_of_planned(position: Position | None) -> tuple[str, str]:
    """Give the bounds of the planned sessions of a journey, both inclusive.

    Parameters
    ----------
    position : Position or None
        Only what comes later; None from the earliest on.

    Returns
    -------
    tuple of str and str
    """
    prefix = f"{Audience.BOTH}#{PLANNED}#"
    # A blank sorts right behind the place itself.
    low = prefix if position is None else f"{placed(Audience.BOTH, position, PLANNED)} "
    return low, prefix + _LAST


def _just_before(place: str) -> str:
    """Give the bound of everything older: places are of one length, so one step back of the last sign will do."""
    return place[:-1] + chr(ord(place[-1]) - 1)
