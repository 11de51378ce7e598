"""The timeline: two voices in one order, newest first, cut into pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from reflections.domain.capture import Capture, Position
from reflections.domain.highlight import Highlight

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
