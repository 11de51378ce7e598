"""A sudden step: a large one between two sessions, for the better or for the worse, that holds.

The criteria and their sources are in `sudden_step_criteria`, the names of sessions in `sudden_step_window`. The R
package's own reversal test skips session n+2 where sessions have its default numbers; here every later score counts.
"""

from collections.abc import Sequence

from milestones.domain.claim import Claim, MilestoneKind, MilestoneState, Numbers
from milestones.domain.course import Series
from milestones.domain.instrument import Direction, Instrument
from milestones.domain.rules.student_t import ALPHA
from milestones.domain.rules.sudden_step_criteria import MIN_SIDE, SHARE, Limits, holds, large_enough, spread
from milestones.domain.rules.sudden_step_window import OFFSETS, SIDE, Window, evidence, known, window_at, window_in
from milestones.domain.score import Number, Score, exact, plain

_FOR_GOOD = {
    MilestoneKind.SUDDEN_GAIN: frozenset({MilestoneState.REVERSED, MilestoneState.UNSTABLE}),
    MilestoneKind.SUDDEN_LOSS: frozenset({MilestoneState.UNSTABLE}),
}
"""With its window complete, nothing later changes these; but a loss that is over may yet be what a comeback is from."""


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
    n, n_plus_1 = window.scores[SIDE - 1], window.scores[SIDE]
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
        if not known(series, place):
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
                    evidence=() if window.complete and state in _FOR_GOOD[kind] else evidence(series, place, direction),
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
    return judge(window_in(numbers), limits, way_of(kind, Direction(int(thresholds["direction"]))))


def _alpha(thresholds: Numbers) -> Score:
    return exact(thresholds["criterion_3_alpha"]) if "criterion_3_alpha" in thresholds else ALPHA


def met(claim: Claim) -> bool:
    """Tell whether all three criteria of a step are met, whatever became of it.

    Parameters
    ----------
    claim : Claim
        A sudden gain or loss.

    Returns
    -------
    bool
    """
    alone = {name: number for name, number in claim.numbers.items() if name != "reversed_by"}
    return rerun(claim.kind, alone, claim.thresholds) is MilestoneState.CONFIRMED


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
    window = window_in(numbers)
    n, n_plus_1 = numbers["n"], numbers["n_plus_1"]
    magnitude = abs(n - n_plus_1)
    told: dict[str, Number] = {"magnitude": magnitude, "reversal_value": n_plus_1 + (n - n_plus_1) / 2}
    if n:
        told["share"] = magnitude / n
    before, after = window.before(), window.after()
    if len(after) >= MIN_SIDE:
        told |= spread(before, after, _alpha(thresholds))._asdict()
    return told


def _facts(series: Series, place: int, window: Window, state: MilestoneState) -> Numbers:
    numbers: dict[str, Number] = {
        name: plain(score) for name, score in zip(OFFSETS, window.scores, strict=True) if score is not None
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
