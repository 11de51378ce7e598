"""The brief: what is new since the last session, in at most twelve lines, fair to every topic."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType

from reflections.domain.capture import Capture, Kind, Voice
from reflections.domain.goal import Goal
from reflections.domain.highlight import Highlight
from reflections.domain.journey import Journey
from reflections.domain.timeline import Row

MOST_LINES = 12

LATE = timedelta(days=14)
"""How far before the last session something may lie that reached us only after it, and still be news."""


class Topic(StrEnum):
    """What a line is about, in the order of the brief."""

    ALERT = "alert"
    MILESTONE = "milestone"
    WIN = "win"
    EFFORT = "effort"
    STRUGGLE = "struggle"
    IDEA = "idea"
    GOAL = "goal"


_ENTRIES: Mapping[Kind, Topic] = MappingProxyType(
    {Kind.WIN: Topic.WIN, Kind.EFFORT: Topic.EFFORT, Kind.STRUGGLE: Topic.STRUGGLE}
)
_STANDING = frozenset({"provisional", "confirmed"})
_REVERSED = "reversed"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a brief.

    Parameters
    ----------
    topic : Topic
    about : Capture or Highlight or str
        Its source; of a goal that nobody touched the identifier.
    """

    topic: Topic
    about: Row | str


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief.

    Parameters
    ----------
    lines : sequence of Line
        At most twelve, topic by topic, the newest of each first.
    more : int
        How many lines there would be beyond.
    nothing_new : bool
        Whether nothing has come since; ideas to bring stay.
    """

    lines: Sequence[Line]
    more: int
    nothing_new: bool


def last_session(journey: Journey) -> tuple[int | None, str]:
    """Say since when there may be news.

    Parameters
    ----------
    journey : Journey

    Returns
    -------
    int or None
        The number of the last session that was held; None where none was.
    str
        When it was, or else when the journey began: RFC 3339, UTC, milliseconds.
    """
    last = journey.last_session
    return (None, journey.opened_at) if last is None else (last.number, last.occurred_at)


def untouched(goals: Sequence[Goal], rows: Sequence[Row], since: str) -> list[str]:
    """Name the goals of which nothing was said: not set since, not said to be reached, and named by no news.

    Parameters
    ----------
    goals : sequence of Goal
        The active ones.
    rows : sequence of Capture or Highlight
        What this reader may see of the time since then.
    since : str
        When the last session was, or the journey began: RFC 3339, UTC, milliseconds.

    Returns
    -------
    list of str
        Their identifiers.
    """
    # An alert that a goal does not move is nothing that anybody said about it.
    said = [row for row in rows if is_new(row, since) and (isinstance(row, Capture) or row.level is None)]
    named = {row.facts.get("goal") if isinstance(row, Capture) else row.goal for row in said}
    return [goal.id for goal in goals if goal.id not in named and max([goal.set_at, *goal.reached.values()]) <= since]


def is_new(row: Row, since: str) -> bool:
    """Say whether something is news: it happened after the last session, or reached us only after it.

    A session itself is none, however late it was noted: the brief is about what lies between them.

    Parameters
    ----------
    row : Capture or Highlight
    since : str
        When the last session was, or the journey began: RFC 3339, UTC, milliseconds.

    Returns
    -------
    bool
    """
    return row.kind is not Kind.SESSION and (row.occurred_at > since or row.recorded_at > since)


def brief_of(rows: Sequence[Row], ideas: Sequence[Capture], goals: Sequence[str], voice: Voice, since: str) -> Brief:
    """Make the brief.

    Parameters
    ----------
    rows : sequence of Capture or Highlight
        What this reader may see of the time since then, newest first.
    ideas : sequence of Capture
        The therapist's ideas to bring.
    goals : sequence of str
        The active goals of which it is known that nothing says anything since then, where all of it was read.
    voice : Voice
        Whose brief it is. The client's is gentler: no alert, and no goal that was left alone.
    since : str
        When the last session was, or the journey began: RFC 3339, UTC, milliseconds.

    Returns
    -------
    Brief
    """
    news = [row for row in rows if is_new(row, since)]
    groups: dict[Topic, list[Line]] = {topic: [] for topic in Topic}
    alarmed = {(row.kind, row.instrument) for row in news if isinstance(row, Highlight) and row.level is not None}
    for row in news:
        topic = None if _alarmed_of(row) in alarmed else _topic_of(row)
        if topic is not None and (voice is Voice.THERAPIST or topic is not Topic.ALERT):
            groups[topic].append(Line(topic, row))
    groups[Topic.IDEA] = [Line(Topic.IDEA, idea) for idea in ideas]
    if news and voice is Voice.THERAPIST:
        groups[Topic.GOAL] = [Line(Topic.GOAL, goal) for goal in goals]
    lines = _fair(list(groups.values()))
    return Brief(lines, sum(map(len, groups.values())) - len(lines), not news)


def _alarmed_of(row: Row) -> tuple[str, object] | None:
    """Name the alert that says the same as a row, and leads to more; None for a row that says more by itself."""
    if isinstance(row, Capture):
        risk = row.kind is Kind.MEASURE and row.facts.get("risk") == "positive"
        return ("risk_item_positive", row.facts["instrument"]) if risk else None
    if row.level is not None or not (row.setback or row.state == _REVERSED):
        return None
    return (row.kind if row.setback else "gain_reversed", row.instrument)


def _topic_of(row: Row) -> Topic | None:
    if isinstance(row, Highlight):
        return _topic_of_highlight(row)
    if row.kind is Kind.MEASURE and row.facts.get("risk") == "positive":
        return Topic.ALERT
    return _ENTRIES.get(row.kind)


def _topic_of_highlight(highlight: Highlight) -> Topic | None:
    """Alert to an alert, a setback that stands, and a milestone that was undone."""
    if highlight.level is not None:
        return Topic.ALERT
    if highlight.setback:
        return Topic.ALERT if highlight.state in _STANDING else None
    if highlight.state == _REVERSED:
        return Topic.ALERT
    return Topic.MILESTONE if highlight.state in _STANDING else None


def _fair(groups: Sequence[Sequence[Line]]) -> list[Line]:
    """Give each topic its first line, then its second, until the brief is full; then topic by topic again."""
    turns = max(map(len, groups))
    taken = [(place, turn) for turn in range(turns) for place, group in enumerate(groups) if turn < len(group)]
    return [groups[place][turn] for place, turn in sorted(taken[:MOST_LINES])]
