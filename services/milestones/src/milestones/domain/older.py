"""What the head of a long course knows of its older points without reading them: they lie in pages.

Rules look at a window, at the first score, at what a claim hangs on. So the head keeps these points, each with its true
place, and the rules find on them and the recent points what they would find on the whole course.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from milestones.domain.course import Point

CONTEXT = 3
"""The newest older points are always kept: a window looks back so far."""

MOST_CHANGED = 250
MOST_KEPT = 100
"""So many ids of changed older points, and so many older points, a head remembers; with more it is full: each event
reads the pages then. A head stays below 8 KB."""


class OlderNeededError(Exception):
    """What came cannot be judged without the older points: read the whole course."""


@dataclass(frozen=True, slots=True)
class Older:
    """What is known of the older points.

    Parameters
    ----------
    pages : int
        How many pages there are, numbered from 1.
    writes : int
        How often any of them was written: the sum of their versions, by which a reader knows that all are of one time.
    count : int
        Live points in them.
    last : tuple of datetime and str
        Time and id of the newest point in them.
    sessions_rise : bool
        Whether every live one has a session number, and each a higher one than the one before.
    last_session : int or None
        The newest one's.
    kept : mapping of int to Point
        Points that rules may still need, by their place among all live points, from 1.
    changed : frozenset of int
        Marks of ids that lie in pages corrected or taken back: an event that tells of one as if it were new is late.
    full : bool
        Whether the head cannot remember enough to do without the pages.
    """

    pages: int
    writes: int
    count: int
    last: tuple[datetime, str]
    sessions_rise: bool
    last_session: int | None
    kept: Mapping[int, "Point"]
    changed: frozenset[int]
    full: bool = False

    def takes(self, point: "Point") -> bool:
        """Say whether a point is certainly new: never changed, later than all of these, and no id known as changed."""
        fresh = point.version == 1 and not point.retracted and (point.occurred_at, point.id) > self.last
        return fresh and not self.full and mark_of(point.id) not in self.changed


def mark_of(id_: str) -> int:
    """Give a mark of four bytes: two ids may share one, which costs a read and nothing else."""
    return int.from_bytes(blake2b(id_.encode(), digest_size=4).digest(), "big")


def older_of(points: Iterable["Point"], before: Older | None, needed: frozenset[str]) -> Older:
    """Tell of older points, after those that were older already.

    Parameters
    ----------
    points : iterable of Point
        In order, those taken back among them; all later than those before.
    before : Older or None
        What was known so far; None for the first ones.
    needed : frozenset of str
        Ids of the points that rules still need.

    Returns
    -------
    Older
        With the pages and writes of before.

    Raises
    ------
    ValueError
        Where there is neither a point nor anything before.
    """
    known = before or _NONE
    count, rise, session = known.count, known.sessions_rise, known.last_session
    kept, changed, last = dict(known.kept), set(known.changed), known.last
    for point in points:
        last = (point.occurred_at, point.id)
        if point.version > 1 or point.retracted:
            changed.add(mark_of(point.id))
        if point.retracted:
            continue
        count += 1
        kept[count] = point
        rise = rise and point.session is not None and (session is None or session < point.session)
        session = point.session
    kept = {place: one for place, one in kept.items() if place == 1 or place > count - CONTEXT or one.id in needed}
    full = known.full or len(kept) > MOST_KEPT or len(changed) > MOST_CHANGED
    if full:
        kept, changed = {}, set()
    return replace(
        known,
        count=count,
        last=last,
        sessions_rise=rise,
        last_session=session,
        kept=MappingProxyType(kept),
        changed=frozenset(changed),
        full=full,
    )


_NONE = Older(0, 0, 0, (datetime.min, ""), True, None, MappingProxyType({}), frozenset())  # noqa: DTZ901, FBT003
