"""The line of a journey: read from all items of its partition, and written as one map."""

from collections.abc import Iterable, Sequence

from kernel.instants import to_text
from kernel.items import Item
from milestones.adapters.alert_reads import alert_of
from milestones.adapters.course_items import course_in
from milestones.adapters.course_pages import page_of
from milestones.adapters.keys import ALERT, COURSE, GOAL, MILESTONE, SAID
from milestones.adapters.milestone_reads import milestone_of
from milestones.adapters.packing_trail import records_of
from milestones.domain.arranging import whole
from milestones.domain.caseload import LATEST_WINS, Line, Stored, line_of
from milestones.domain.course import Course, Point
from milestones.domain.found_in import TRAIL
from milestones.domain.known_trail import known_in
from milestones.domain.score import plain


def line_in(journey: str, items: Sequence[Item]) -> Line:
    """Make the line of a journey.

    Parameters
    ----------
    journey : str
    items : sequence of dict
        All of its partition, in the order of their keys.

    Returns
    -------
    Line
    """
    trail, _ = known_in([records_of(item) for item in _with(TRAIL, items)])
    stored = Stored(
        _courses(COURSE, items),
        _courses(GOAL, items),
        _courses(SAID, items),
        tuple(trail.marks.values()),
        [milestone_of(journey, item) for item in _with(MILESTONE, items)],
        [alert_of(journey, item) for item in _with(ALERT, items)],
    )
    return line_of(stored)


def written(line: Line) -> Item:
    """Write a line; its place is a key of the index and stands apart.

    Parameters
    ----------
    line : Line

    Returns
    -------
    dict
        As it is read again: without what is None.
    """
    item: Item = {
        "wins": len(line.wins),
        "latest_wins": [
            {"id": one.id, "kind": one.kind.value, "state": one.state.value, "at": to_text(one.occurred_at)}
            for one in line.wins[:LATEST_WINS]
        ],
        "setbacks": line.setbacks,
        "red": line.red,
        "amber": line.amber,
        "courses": [
            {
                ("goal" if one.goal else "instrument"): one.subject,
                "first": _point(one.first),
                "latest": _point(one.latest),
                "reliably": one.reliably.value,
                "red": one.red,
                "amber": one.amber,
            }
            for one in line.courses
        ],
    }
    return item if line.last_heard is None else item | {"last_heard": to_text(line.last_heard)}


def _point(point: Point) -> Item:
    return {"value": plain(point.total), "occurred_at": to_text(point.occurred_at)}


def _with(prefix: str, items: Iterable[Item]) -> list[Item]:
    return [item for item in items if item["sk"].startswith(prefix)]


def _courses(prefix: str, items: Iterable[Item]) -> dict[str, Course]:
    """Put each course together with its pages, which follow its head."""
    heads: dict[str, Item] = {}
    pages: dict[str, list[Item]] = {}
    for item in _with(prefix, items):
        if "page" in item:
            pages.setdefault(item["sk"].rpartition("#")[0], []).append(item)
        else:
            heads[item["sk"]] = item
    return {
        sk.removeprefix(prefix): whole(course_in(head), {}, map(page_of, pages.get(sk, ())))[0]
        for sk, head in heads.items()
    }
