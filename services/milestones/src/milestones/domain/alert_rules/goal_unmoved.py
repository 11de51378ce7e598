"""A goal unmoved over five sessions: its ratings lie close together for four weeks or more. Amber.

Ratings carry no session number, so five weekly sessions are counted as the four weeks between the first and the last
of them. At least three ratings, none three points from another (goal-based outcomes: reliable change 2.45, so three on
one goal), and none at the target.
"""

from collections.abc import Sequence
from datetime import timedelta

from milestones.domain.alert import AlertKind, Concern
from milestones.domain.alert_rules.spell import concern_of, spell_of, spread, unbroken
from milestones.domain.claim import Numbers
from milestones.domain.course import Point, Series
from milestones.domain.older import OlderNeededError
from milestones.domain.score import Number, Score, plain

RULE_VERSION = 1
SESSIONS, RATINGS, RELIABLE = 5, 3, 3
SPAN = timedelta(weeks=SESSIONS - 1)
CITATION = (
    "Law D, Jacob J (2015). Goals and Goal Based Outcomes (GBOs): some useful information, 3rd ed. London: CAMHS "
    "Press; reliable change of one goal after Edbrooke-Childs J, Jacob J, Law D, Deighton J, Wolpert M (2015), on what "
    "change in standardized and idiographic measures means (title and journal not confirmed). Five weekly sessions are "
    "this project's own number."
)


def detect(series: Series, target: Score | None) -> list[Concern]:
    """Compare the ratings of the last four weeks with each other.

    Parameters
    ----------
    series : Series
        The ratings.
    target : Score or None
        None until the goal itself is known.

    Returns
    -------
    list of Concern
        None or one, anchored at the rating with which the four weeks were full.

    Raises
    ------
    OlderNeededError
        Where four weeks of ratings are more than is at hand.
    """
    points, scores, begin = series.points, series.scores, unbroken(series)
    # Of a long course: from here on four weeks of ratings are at hand.
    first = 0
    if begin:
        first = next((at for at in range(begin, len(points)) if _apart(points, begin, at) >= SPAN), len(points))
        if first == len(points):
            raise OlderNeededError

    def window(at: int) -> int | None:
        """Give the index of the latest rating that is four weeks older, or more."""
        return next((start for start in range(at, begin - 1, -1) if _apart(points, start, at) >= SPAN), None)

    def holds(at: int) -> bool:
        start = window(at)
        if start is None or at - start + 1 < RATINGS:
            return False
        ratings = scores[start : at + 1]
        return spread(ratings) < RELIABLE and (target is None or max(ratings) < target)

    def said(at: int) -> tuple[Numbers, Numbers]:
        start = window(at) or 0
        ratings = scores[start : at + 1]
        numbers: dict[str, Number] = {
            "first": plain(ratings[0]),
            "latest": plain(ratings[-1]),
            "lowest": plain(min(ratings)),
            "highest": plain(max(ratings)),
            "ratings": len(ratings),
            "days": _apart(points, start, at).days,
        }
        aim: dict[str, Number] = {} if target is None else {"target": plain(target)}
        return numbers, {**aim, "days": SPAN.days, "ratings": RATINGS, "reliable_change_points": RELIABLE}

    return concern_of(AlertKind.GOAL_UNMOVED, RULE_VERSION, series, spell_of(series, holds, first), said)


def rerun(numbers: Numbers, thresholds: Numbers) -> bool:
    """Judge again from the numbers alone (invariant I7)."""
    close = numbers["highest"] - numbers["lowest"] < thresholds["reliable_change_points"]
    below = "target" not in thresholds or numbers["highest"] < thresholds["target"]
    return close and below and numbers["ratings"] >= thresholds["ratings"] and numbers["days"] >= thresholds["days"]


def _apart(points: Sequence[Point], start: int, at: int) -> timedelta:
    return points[at].occurred_at - points[start].occurred_at
