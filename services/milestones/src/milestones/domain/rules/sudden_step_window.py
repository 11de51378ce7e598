"""The scores around a sudden step: what its criteria look at, what undoes it, and what must be kept to judge it again.

In the names below ``n`` is the session before the step and ``n+1`` the one after it.
"""

from collections.abc import Sequence
from typing import NamedTuple

from milestones.domain.claim import Numbers
from milestones.domain.course import Series
from milestones.domain.instrument import Direction
from milestones.domain.score import Score, exact

OFFSETS = ("n_minus_2", "n_minus_1", "n", "n_plus_1", "n_plus_2", "n_plus_3")
"""Names of the six scores of a window in a claim's numbers."""
SIDE = 3
"""So many of them on either side of a step."""


class Window(NamedTuple):
    """The scores that one step is judged by.

    Parameters
    ----------
    scores : tuple of (Score or None)
        Six, at positions n-2 to n+3; None where there is none (yet).
    complete : bool
        Whether the course has reached position n+3.
    undone_by : Score or None
        The first later score that takes back more than half of the step.
    """

    scores: tuple[Score | None, ...]
    complete: bool
    undone_by: Score | None

    def before(self) -> list[Score]:
        """Give the scores that exist at n-2..n."""
        return [score for score in self.scores[:SIDE] if score is not None]

    def after(self) -> list[Score]:
        """Give the scores that exist at n+1..n+3."""
        return [score for score in self.scores[SIDE:] if score is not None]


def window_at(series: Series, place: int, direction: Direction) -> Window:
    """Cut the window of the step from the point at ``place`` to the next one.

    Parameters
    ----------
    series : Series
    place : int
        Index of the point at n; the point after it is at position n+1.
    direction : Direction

    Returns
    -------
    Window
    """
    positions, scores = series.positions, series.scores
    first = positions[place] - SIDE + 1
    window: list[Score | None] = [None] * (2 * SIDE)
    for near in around(series, place):
        at_window = positions[near] - first
        if 0 <= at_window < 2 * SIDE:
            window[at_window] = scores[near]
    at = undone_at(scores, place, direction)
    return Window(tuple(window), positions[-1] >= first + 2 * SIDE - 1, None if at is None else scores[at])


def undone_at(scores: Sequence[Score], place: int, direction: Direction) -> int | None:
    """Look for the first later score that takes back more than half of a step.

    Parameters
    ----------
    scores : sequence of Score
    place : int
        Index of the one before the step.
    direction : Direction
        The way that the step goes.

    Returns
    -------
    int or None
        Its index.
    """
    after = scores[place + 1]
    # Twice the score against the sum of both ends: the middle of the step need not be a whole number.
    middle = after + scores[place]
    if direction is Direction.LOWER_IS_BETTER:
        later = (at for at in range(place + 2, len(scores)) if 2 * scores[at] > middle)
    else:
        later = (at for at in range(place + 2, len(scores)) if 2 * scores[at] < middle)
    return next(later, None)


def window_in(numbers: Numbers) -> Window:
    """Read a window from the numbers of a claim.

    Parameters
    ----------
    numbers : Numbers

    Returns
    -------
    Window
    """
    scores = tuple([exact(numbers[name]) if name in numbers else None for name in OFFSETS])
    undone_by = exact(numbers["reversed_by"]) if "reversed_by" in numbers else None
    return Window(scores, bool(numbers["window_complete"]), undone_by)


def evidence(series: Series, place: int, direction: Direction) -> tuple[str, ...]:
    """Name the points around a step, and what undid it: a later score may still undo it, or complete the window.

    Parameters
    ----------
    series : Series
    place : int
        Index of the point before the step.
    direction : Direction

    Returns
    -------
    tuple of str
        Ids.
    """
    shown = set(around(series, place))
    undone = undone_at(series.scores, place, direction)
    return tuple([series.points[one].id for one in sorted(shown | ({undone} if undone is not None else set()))])


def around(series: Series, place: int) -> range:
    """Give the indexes of the points around a step.

    Parameters
    ----------
    series : Series
    place : int
        Index of the point before the step.

    Returns
    -------
    range
    """
    return range(max(0, place - SIDE + 1), min(len(series.points), place + 1 + SIDE))


def known(series: Series, place: int) -> bool:
    """Tell whether all scores around a step are here: of a long course only those of open claims are kept.

    Parameters
    ----------
    series : Series
    place : int
        Index of the point before the step.

    Returns
    -------
    bool
    """
    places = series.places
    if places is None:
        return True
    near = around(series, place)
    first, last = max(1, places[place] - SIDE + 1), min(places[-1], places[place] + SIDE)
    return (places[near[0]], places[near[-1]]) == (first, last) and len(near) == last - first + 1
