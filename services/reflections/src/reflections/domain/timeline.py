"""The timeline: two voices in one order, newest first, cut into pages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from reflections.domain.capture import Audience, Capture, Position, Voice
from reflections.domain.highlight import MILESTONE, Highlight
from reflections.domain.journey import Journey

Row: TypeAlias = Capture | Highlight
"""What stands in a timeline."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What of a timeline is asked for.

    Parameters
    ----------
    kind : str or None
        Of this kind alone: a `Kind` that is no reflection, or `MILESTONE`.
    goal : str or None
        Of this goal alone; never together with a kind, since no order of the store has both.
    reflections : bool
        The reader's own reflections alone, of whatever kind.
    since, until : str
        From the first instant on, before the second one: RFC 3339, UTC, milliseconds; empty for no bound.
    """

    kind: str | None = None
    goal: str | None = None
    reflections: bool = False
    since: str = ""
    until: str = ""


WHOLE = Selection()
"""All of a timeline."""


def parts_of(selection: Selection, journey: Journey, reader: Voice) -> list[tuple[str, Selection]]:
    """Say which parts make up what was asked for.

    Parameters
    ----------
    selection : Selection
    journey : Journey
    reader : Voice

    Returns
    -------
    list of tuple of str and Selection
        Who sees a part, and what of it: what is for both, and what is the reader's own. A therapist who took a journey
        over without what was kept before reads what detection has told therapists as a part of its own, since among
        her own there is only what came after.
    """
    own = journey.own_of(reader)
    if selection.reflections:
        return [(own, selection)] if reader is Voice.THERAPIST else []
    parts: list[tuple[str, Selection]] = [(Audience.BOTH, selection), (own, selection)]
    if own not in set(Audience) and selection.goal is None and selection.kind in {None, MILESTONE}:
        parts.append((Audience.THERAPIST, replace(selection, kind=MILESTONE)))
    return parts


@dataclass(frozen=True, slots=True)
class Slice:
    """What one audience's part of a timeline gave.

    Parameters
    ----------
    rows : sequence of Capture or Highlight
        Newest first, without a gap.
    more : bool
        Whether older ones of this audience exist, or may exist.
    """

    rows: Sequence[Row]
    more: bool


def merged(slices: Sequence[Slice], limit: int) -> tuple[list[Row], Position | None]:
    """Merge the parts that a reader may see into one page.

    A part that ended early (a store gives so many bytes a call) tells nothing about what is older than its last
    capture; so nothing older than that is shown yet, and no page has a hole in it.

    Parameters
    ----------
    slices : sequence of Slice
        One for each audience that the reader belongs to, all from the same position on.
    limit : int
        At most so many captures a page.

    Returns
    -------
    list of Capture or Highlight
        The page: newest first, ties by identifier.
    Position or None
        Where the next page begins, exclusive; None where this was the last.
    """
    known_down_to = max((part.rows[-1].position for part in slices if part.more), default=None)
    rows = sorted((row for part in slices for row in part.rows), key=lambda one: one.position, reverse=True)
    page = [one for one in rows if known_down_to is None or one.position >= known_down_to][:limit]
    is_last = len(page) == len(rows) and known_down_to is None
    return page, None if is_last else page[-1].position
