"""How a long course is laid out: a head that each event reads and writes, and pages that only late events touch.

The head holds the recent points and what `Older` keeps; a page holds points of one stretch of the course, and what was
told of claims that nothing later can change. Where head and pages tell of the same claim, the higher version counts.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from milestones.domain.changes import ClaimKey, Standing, Standings
from milestones.domain.claim import Claim, MilestoneState
from milestones.domain.course import Course, Point
from milestones.domain.older import older_of

MOST_RECENT = 32
"""So many points stay in the head."""
RECENT = 16
"""So many stay when the others go to a page."""
PAGE = 64
"""So many a new page takes; one that late points have doubled is cut in two."""
MOST_PAGES = 32
"""New pages a write: where a course of old form has more, the rest waits for its next event."""


@dataclass(frozen=True, slots=True)
class CoursePage:
    """A page.

    Parameters
    ----------
    number : int
        From 1; says nothing of the order of its points among those of other pages.
    version : int
        How often it was written.
    points : tuple of Point
        In order, those taken back among them.
    standings : Standings
    """

    number: int
    version: int
    points: tuple[Point, ...]
    standings: Standings


@dataclass(frozen=True, slots=True)
class Layout:
    """A course as it is to be written.

    Parameters
    ----------
    course : Course
        What the head holds.
    standings : Standings
        What of them the head holds.
    pages : tuple of CoursePage
        Those that are new or not as they were, with the version that they are to have.
    """

    course: Course
    standings: Standings
    pages: tuple[CoursePage, ...] = ()


def key_of(claim: Claim) -> ClaimKey:
    """Give what tells a claim of a course from the others."""
    return claim.kind, claim.anchor


def looked_at(course: Course, standings: Standings, claims: Sequence[Claim]) -> tuple[Standings, list[Claim]]:
    """Leave out what a course that was not read whole cannot tell of: settled claims, which nothing new can change.

    Parameters
    ----------
    course : Course
    standings : Standings
        What the head knows.
    claims : sequence of Claim
        What the rules find on the points at hand.

    Returns
    -------
    Standings
        Those that can be compared.
    list of Claim
        With these claims.
    """
    if course.older is None:
        return standings, list(claims)
    recent = {point.id for point in course.points}
    unsettled = {key for key, standing in standings.items() if not standing.settled}
    found = [claim for claim in claims if claim.anchor in recent or key_of(claim) in unsettled]
    known = unsettled.union(map(key_of, found))
    return {key: standing for key, standing in standings.items() if key in known}, found


def whole(course: Course, standings: Standings, pages: Iterable[CoursePage]) -> tuple[Course, dict[ClaimKey, Standing]]:
    """Put head and pages together.

    Parameters
    ----------
    course : Course
        The head's.
    standings : Standings
        The head's.
    pages : iterable of CoursePage
        All of them.

    Returns
    -------
    Course
        With all of its points.
    dict
        Of each claim the standing of the highest version.
    """
    known: dict[ClaimKey, Standing] = {}
    points = [*course.points, *course.withdrawn]
    for page in pages:
        points += page.points
        for key, standing in page.standings.items():
            if key not in known or known[key].version < standing.version:
                known[key] = standing
    known |= {key: one for key, one in standings.items() if key not in known or known[key].version <= one.version}
    points.sort()
    return Course(_live(points), _taken_back(points)), known


def laid_out(course: Course, standings: Standings, claims: Sequence[Claim], pages: Sequence[CoursePage]) -> Layout:
    """Lay a course out.

    Parameters
    ----------
    course : Course
        As it is now.
    standings : Standings
        All that is known of what was told: of a course read whole of every claim, else the head's.
    claims : sequence of Claim
        Those that hold, so far as they were looked at.
    pages : sequence of CoursePage
        Those that were read.

    Returns
    -------
    Layout
    """
    recorded = sorted((*course.points, *course.withdrawn))
    if course.older is None and not pages and len(recorded) <= MOST_RECENT:
        return Layout(course, standings)
    standings = _settled(standings, claims)
    if course.older is not None:
        return _grown(course, recorded, standings, claims)
    return _arranged(recorded, standings, claims, pages)


def _live(points: Iterable[Point]) -> tuple[Point, ...]:
    return tuple([point for point in points if not point.retracted])


def _taken_back(points: Iterable[Point]) -> tuple[Point, ...]:
    return tuple([point for point in points if point.retracted])


def _settled(standings: Standings, claims: Sequence[Claim]) -> dict[ClaimKey, Standing]:
    """Note of each standing whether later points can change its claim."""
    may_change = {key_of(claim) for claim in claims if claim.evidence}
    return {
        key: replace(standing, settled=standing.state is MilestoneState.DISMISSED or key not in may_change)
        for key, standing in standings.items()
    }


def _needed(standings: Standings, claims: Sequence[Claim]) -> frozenset[str]:
    open_ones = (claim.evidence for claim in claims if key_of(claim) in standings)
    return frozenset(chain.from_iterable(open_ones))


def _grown(course: Course, recorded: Sequence[Point], standings: Standings, claims: Sequence[Claim]) -> Layout:
    """Lay out a course that was not read whole: where the head is full, its older half becomes the next page."""
    older = course.older
    if older is None or len(recorded) <= MOST_RECENT:
        return Layout(course, standings)
    gone, stay = recorded[:-RECENT], recorded[-RECENT:]
    after = older_of(gone, older, _needed(standings, claims))
    staying, going = _divided(standings, {point.id for point in stay}, full=after.full)
    page = CoursePage(older.pages + 1, 1, tuple(gone), going)
    after = replace(after, pages=page.number, writes=older.writes + 1)
    return Layout(Course(_live(stay), _taken_back(stay), after), staying, (page,))


def _divided(
    standings: Standings, recent: set[str], *, full: bool
) -> tuple[dict[ClaimKey, Standing], dict[ClaimKey, Standing]]:
    """Divide standings into those that the head needs and those that a page may take; a full head needs the fewest."""
    staying = {key: one for key, one in standings.items() if key[1] in recent or not (full or one.settled)}
    return staying, {key: one for key, one in standings.items() if key not in staying}


def _arranged(
    recorded: Sequence[Point], standings: Standings, claims: Sequence[Claim], pages: Sequence[CoursePage]
) -> Layout:
    """Lay out a course that was read whole: each page keeps its stretch, and only what differs is written."""
    stored = {page.number: page for page in pages}
    stretches, recent = _stretches(recorded, pages)
    paged = sorted(chain.from_iterable(stretches.values()))
    if not stretches:
        return Layout(Course(_live(recent), _taken_back(recent)), dict(standings))
    older = older_of(paged, None, _needed(standings, claims))
    staying, going = _divided(standings, {point.id for point in recent}, full=older.full)
    held = _homes(going, stretches, stored)
    after = [CoursePage(number, 0, tuple(points), held[number]) for number, points in sorted(stretches.items())]
    writes = sum(page.version for page in pages)
    changed = []
    for page in after:
        known = stored.get(page.number)
        if known is None or (known.points, known.standings) != (page.points, page.standings):
            changed.append(replace(page, version=1 if known is None else known.version + 1))
            writes += 1
    older = replace(older, pages=max(stretches), writes=writes)
    return Layout(Course(_live(recent), _taken_back(recent), older), staying, tuple(changed))


def _stretches(recorded: Sequence[Point], pages: Sequence[CoursePage]) -> tuple[dict[int, list[Point]], list[Point]]:
    """Divide points among the pages that there are, new ones, and the head."""
    ordered = sorted((page for page in pages if page.points), key=lambda page: page.points[-1])
    bounds = [page.points[-1][:2] for page in ordered]
    stretches: dict[int, list[Point]] = {page.number: [] for page in pages}
    recent: list[Point] = []
    for point in recorded:
        place = bisect_left(bounds, point[:2])
        (stretches[ordered[place].number] if place < len(ordered) else recent).append(point)
    latest = max(stretches, default=0)
    for number in [number for number, points in stretches.items() if len(points) > 2 * PAGE]:
        latest += 1
        stretches[latest] = stretches[number][PAGE:]
        stretches[number] = stretches[number][:PAGE]
    if len(recent) > MOST_RECENT:
        gone = recent[:-RECENT][: MOST_PAGES * PAGE]
        recent = recent[len(gone) :]
        for first in range(0, len(gone), PAGE):
            latest += 1
            stretches[latest] = gone[first : first + PAGE]
    return stretches, recent


def _homes(
    going: Standings, stretches: Mapping[int, Sequence[Point]], stored: Mapping[int, CoursePage]
) -> dict[int, dict[ClaimKey, Standing]]:
    """Give each page its standings: those that it has, by their newest version, and new ones where the anchor lies."""
    lies_in = {point.id: number for number, points in stretches.items() for point in points}
    held: dict[int, dict[ClaimKey, Standing]] = {number: {} for number in stretches}
    had: dict[ClaimKey, int] = {}
    for number, page in stored.items():
        for key, standing in page.standings.items():
            held[number][key] = standing
            if key not in had or stored[had[key]].standings[key].version < standing.version:
                had[key] = number
    latest = max(stretches, default=0)
    for key, standing in going.items():
        held[had.get(key, lies_in.get(key[1], latest))][key] = standing
    return held
