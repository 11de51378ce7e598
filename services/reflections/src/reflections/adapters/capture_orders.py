"""The orders that captures are listed in, each a local index whose key begins with the audience.

What a reader may not see, or did not ask for, is not filtered out but never read. An order that a capture has no place
in costs it nothing. Reflections are in the timeline alone: two write units each. Ideas are not in it: they have a list
of their own, and those to bring a place on the agenda. Planned sessions are not in it either, since nothing has
happened yet: they stand among the kinds, as a kind of their own.
"""

from collections.abc import Mapping
from enum import StrEnum

from kernel.items import Item
from reflections.domain.capture import ENTRIES, REFLECTIONS, Audience, Capture, Kind, Position
from reflections.domain.highlight import MILESTONE, Highlight
from reflections.domain.idea import OPEN
from reflections.domain.session import PLANNED, is_planned


class Order(StrEnum):
    """An order, by the name of its index."""

    TIMELINE = "timeline"
    KINDS = "kinds"
    GOALS = "goals"
    AGENDA = "agenda"


ATTRIBUTES: Mapping[Order, str] = {
    Order.TIMELINE: "view",
    Order.KINDS: "kind_view",
    Order.GOALS: "goal_view",
    Order.AGENDA: "agenda",
}
"""The attribute that holds a capture's place in each order."""

BRING = "bring"
"""Where ideas to bring stand on the agenda: behind all that has a date, so that one query reads both."""


def placed(seen_by: str, position: Position, *within: str) -> str:
    """Give a place in an order.

    Parameters
    ----------
    seen_by : str
        Who sees it.
    position : Position
        When it happened.
    *within : str
        What comes between: a kind, a goal, or `BRING`.

    Returns
    -------
    str
    """
    return "#".join((seen_by, *within, position.occurred_at, position.id))


def places_of(capture: Capture) -> Item:
    """Give a capture's place in each order; None where it has none there.

    Parameters
    ----------
    capture : Capture
        One that was taken back has no place at all.

    Returns
    -------
    dict
        By attribute.
    """
    if capture.retracted:
        return dict.fromkeys(ATTRIBUTES.values())
    seen_by, position, goal = capture.seen_by, capture.position, capture.facts.get("goal")
    if is_planned(capture):
        return {**dict.fromkeys(ATTRIBUTES.values()), "kind_view": placed(seen_by, position, PLANNED)}
    return {
        "view": None if capture.kind is Kind.IDEA else placed(seen_by, position),
        "kind_view": None if capture.kind in REFLECTIONS else placed(seen_by, position, capture.kind),
        "goal_view": placed(seen_by, position, str(goal)) if goal else None,
        "agenda": _agenda(capture),
    }


def places_of_highlight(highlight: Highlight) -> Item:
    """Give a highlight's place in each order; None where it has none there.

    Parameters
    ----------
    highlight : Highlight
        One that is gone has no place at all. On the agenda it stands where it was last told of.

    Returns
    -------
    dict
        By attribute.
    """
    if highlight.gone:
        return dict.fromkeys(ATTRIBUTES.values())
    audience, position = highlight.audience, highlight.position
    return {
        "view": placed(audience, position),
        "kind_view": placed(audience, position, MILESTONE),
        "goal_view": placed(audience, position, highlight.goal) if highlight.goal else None,
        "agenda": placed(Audience.THERAPIST, Position(highlight.recorded_at, highlight.id)),
    }


def _agenda(capture: Capture) -> str | None:
    """Place what the therapist's brief needs of her own, so that it reads no reflection."""
    if capture.kind in ENTRIES and capture.audience is Audience.THERAPIST:
        return placed(capture.seen_by, capture.position)
    if capture.kind is Kind.IDEA and capture.facts["state"] in OPEN:
        return placed(capture.seen_by, capture.position, BRING)
    return None
