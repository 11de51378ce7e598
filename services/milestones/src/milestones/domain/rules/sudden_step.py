"""A sudden step: a large one between two sessions, for the better or for the worse, that holds.

In the names below ``n`` is the session before the step and ``n+1`` the one after it. The criteria and their sources are
in `sudden_step_criteria`. The R package's own reversal test skips session n+2 where sessions have its default numbers;
here every later score counts.
"""

from collections.abc import Sequence
from typing import NamedTuple

from milestones.domain.claim import Claim, MilestoneKind, MilestoneState, Numbers
from milestones.domain.course import Series
from milestones.domain.instrument import Direction, Instrument
from milestones.domain.rules.student_t import ALPHA
from milestones.domain.rules.sudden_step_criteria import MIN_SIDE, SHARE, Limits, holds, large_enough, spread
from milestones.domain.score import Number, Score, exact, plain

_OFFSETS = ("n_minus_2", "n_minus_1", "n", "n_plus_1", "n_plus_2", "n_plus_3")
_SIDE = 3
_FOR_GOOD = {
    MilestoneKind.SUDDEN_GAIN: frozenset({MilestoneState.REVERSED, MilestoneState.UNSTABLE}),
    MilestoneKind.SUDDEN_LOSS: frozenset({MilestoneState.UNSTABLE}),
}
"""With its window complete, nothing later changes these; but a loss that is over may yet be what a comeback is from."""


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
        return [score for score in self.scores[:_SIDE] if score is not None]

    def after(self) -> list[Score]:
        """Give the scores that exist at n+1..n+3."""
        return [score for score in self.scores[_SIDE:] if score is not None]


def judge(window: Window, limits: Limits, direction: Direction) -> MilestoneState | None:
    """Give the state of one step, from its window alone.

    Criteria 1 and 2, and two scores before the step, make it a candidate. Criterion 3 not testable yet: provisional;
    tested and met: confirmed; tested and not met: unstable. A later score that takes back more than half of the step
    turns a provisional or confirmed one into a reversed one, and also an unstable one whose window is still open.

    Parameters
    ----------
    window : Window
    limits : Limits
    direction : Direction
        The way that the step goes: of a gain the instrument's own, of a loss the other.

    Returns
    -------
    MilestoneState or None
        None: no such step here.
    """
    n, n_plus_1 = window.scores[_SIDE - 1], window.scores[_SIDE]
    if n is None or n_plus_1 is None or not all(large_enough(direction * (n_plus_1 - n), n, limits)):
        return None
    before = window.before()
    if len(before) < MIN_SIDE:
        return None
    stable = holds(before, window.after(), direction, limits.alpha)
    if stable is False and (window.complete or window.undone_by is None):
        return MilestoneState.UNSTABLE
    if window.undone_by is not None:
        return MilestoneState.REVERSED
    return MilestoneState.CONFIRMED if stable else MilestoneState.PROVISIONAL


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
    first = positions[place] - _SIDE + 1
    window: list[Score | None] = [None] * (2 * _SIDE)
    for near in _around(series, place):
        if 0 <= positions[near] - first < 2 * _SIDE:
            window[positions[near] - first] = scores[near]
    at = undone_at(scores, place, direction)
    return Window(tuple(window), positions[-1] >= first + 2 * _SIDE - 1, None if at is None else scores[at])


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


def detect(series: Series, instrument: Instrument, kind: MilestoneKind, version: int) -> list[Claim]:
    """Find every sudden step of a course that goes one way.

    Parameters
    ----------
    series : Series
    instrument : Instrument
    kind : MilestoneKind
        A sudden gain or a sudden loss, which says the way.
    version : int
        Of its rule.

    Returns
    -------
    list of Claim
        In the order of the course; each is anchored at the score after the step.
    """
    if instrument.sudden_gain_cutoff is None:
        return []
    cutoff, direction = instrument.sudden_gain_cutoff.value, way_of(kind, instrument.direction)
    places = _large_steps(series.steps, cutoff, direction)
    if not places:
        return []
    limits = Limits(cutoff, instrument.share, instrument.alpha)
    claims, positions = [], series.positions
    for place in places:
        if positions[place + 1] != positions[place] + 1:
            continue  # the step spans a missed session: nobody knows between which two it was made
        if not _known(series, place):
            continue  # it was judged for good, or its scores would be kept
        window = window_at(series, place, direction)
        state = judge(window, limits, direction)
        if state is not None:
            facts = _facts(series, place, window, state)
            anchor = series.points[place + 1]
            claims.append(
                Claim(
                    kind=kind,
                    state=state,
                    rule_version=version,
                    subject=instrument.id,
                    anchor=anchor.id,
                    occurred_at=anchor.occurred_at,
                    numbers=facts,
                    thresholds=_thresholds(limits, instrument.direction),
                    evidence=()
                    if window.complete and state in _FOR_GOOD[kind]
                    else _evidence(series, place, direction),
                )
            )
    return claims


def _large_steps(steps: Sequence[Score], cutoff: Score, direction: Direction) -> list[int]:
    """Give the places of steps that criterion 1 accepts; most courses have none."""
    if direction is Direction.LOWER_IS_BETTER:
        if min(steps, default=0) > -cutoff:
            return []
        return [place for place, step in enumerate(steps) if step <= -cutoff]
    if max(steps, default=0) < cutoff:
        return []
    return [place for place, step in enumerate(steps) if step >= cutoff]


def way_of(kind: MilestoneKind, better: Direction) -> Direction:
    """Give the way that the steps of a kind go.

    Parameters
    ----------
    kind : MilestoneKind
    better : Direction
        The instrument's.

    Returns
    -------
    Direction
    """
    return Direction(-better) if kind is MilestoneKind.SUDDEN_LOSS else better


def rerun(kind: MilestoneKind, numbers: Numbers, thresholds: Numbers) -> MilestoneState | None:
    """Judge again from the numbers and thresholds of a claim, and nothing else (invariant I7).

    Parameters
    ----------
    kind : MilestoneKind
    numbers, thresholds : Numbers
        As an event or an explanation carries them.

    Returns
    -------
    MilestoneState or None
    """
    limits = Limits(
        exact(thresholds["criterion_1_points"]),
        exact(thresholds["criterion_2_share"]) if "criterion_2_share" in thresholds else SHARE,
        _alpha(thresholds),
    )
    return judge(_window(numbers), limits, way_of(kind, Direction(int(thresholds["direction"]))))


def _alpha(thresholds: Numbers) -> Score:
    return exact(thresholds["criterion_3_alpha"]) if "criterion_3_alpha" in thresholds else ALPHA


def derived(numbers: Numbers, thresholds: Numbers) -> Numbers:
    """Spell out what follows from the numbers of a claim, for people to read.

    Parameters
    ----------
    numbers, thresholds : Numbers
        Of a claim.

    Returns
    -------
    Numbers
        Size of the step, the reversal value in the middle of it, and both sides of criterion 3 where it is testable.
    """
    window = _window(numbers)
    n, n_plus_1 = numbers["n"], numbers["n_plus_1"]
    magnitude = abs(n - n_plus_1)
    told: dict[str, Number] = {"magnitude": magnitude, "reversal_value": n_plus_1 + (n - n_plus_1) / 2}
    if n:
        told["share"] = magnitude / n
    before, after = window.before(), window.after()
    if len(after) >= MIN_SIDE:
        told |= spread(before, after, _alpha(thresholds))._asdict()
    return told


def _window(numbers: Numbers) -> Window:
    scores = tuple([exact(numbers[name]) if name in numbers else None for name in _OFFSETS])
    undone_by = exact(numbers["reversed_by"]) if "reversed_by" in numbers else None
    return Window(scores, bool(numbers["window_complete"]), undone_by)


def _facts(series: Series, place: int, window: Window, state: MilestoneState) -> Numbers:
    numbers: dict[str, Number] = {
        name: plain(score) for name, score in zip(_OFFSETS, window.scores, strict=True) if score is not None
    }
    numbers["window_complete"] = int(window.complete)
    if series.by_session:
        numbers["session_n"] = series.positions[place]
    if window.undone_by is not None and not (window.complete and state is MilestoneState.UNSTABLE):
        # What takes back a step that never held says nothing more, and may come years later.
        numbers["reversed_by"] = plain(window.undone_by)
    return numbers


def _thresholds(limits: Limits, better: Direction) -> Numbers:
    return {
        "criterion_1_points": plain(limits.cutoff),
        "criterion_2_share": plain(limits.share),
        "criterion_3_alpha": plain(limits.alpha),
        "direction": int(better),
    }


def _evidence(series: Series, place: int, direction: Direction) -> tuple[str, ...]:
    """Name the points around a step, and what undid it: a later score may still undo it, or complete the window."""
    shown = set(_around(series, place))
    undone = undone_at(series.scores, place, direction)
    return tuple([series.points[one].id for one in sorted(shown | ({undone} if undone is not None else set()))])


def _around(series: Series, place: int) -> range:
    return range(max(0, place - _SIDE + 1), min(len(series.points), place + 1 + _SIDE))


def _known(series: Series, place: int) -> bool:
    """Tell whether all scores around a step are here: of a long course only those of open claims are kept."""
    places = series.places
    if places is None:
        return True
    around = _around(series, place)
    first, last = max(1, places[place] - _SIDE + 1), min(places[-1], places[place] + _SIDE)
    return (places[around[0]], places[around[-1]]) == (first, last) and len(around) == last - first + 1
