"""What a rule finds in one course, as rows of the result."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from milestones.detect.csv_course import CsvCourse
from milestones.domain.claim import MilestoneKind, MilestoneState
from milestones.domain.instrument import Direction, Instrument
from milestones.domain.rules import sudden_step
from milestones.domain.rules.change_category import category
from milestones.domain.rules.clinical_cutoff import cutoff_of
from milestones.domain.rules.reliable_change import ReliableChange, index, reliable_change_of
from milestones.domain.rules.sudden_step_criteria import Limits, holds, large_enough
from milestones.domain.score import Number, Score, plain

_SIDE = 3
_TRUTH = {None: "", True: "true", False: "false"}
Cell = str | Number
Row = tuple[Cell, ...]


class Result(NamedTuple):
    """What is written.

    Parameters
    ----------
    header : tuple of str
    rows : callable
        Takes a course, gives its rows.
    """

    header: tuple[str, ...]
    rows: Callable[[CsvCourse], Iterator[Row]]


KINDS: Mapping[str, MilestoneKind] = MappingProxyType(
    {"sudden-gain": MilestoneKind.SUDDEN_GAIN, "sudden-loss": MilestoneKind.SUDDEN_LOSS}
)


def steps(kind: MilestoneKind, instrument: Instrument, *, every: bool) -> Result:
    """Give a row per sudden gain or loss.

    Parameters
    ----------
    kind : MilestoneKind
    instrument : Instrument
    every : bool
        Whether steps are given too whose third criterion is not met, or not testable; else all three are met, as in the
        R package.

    Returns
    -------
    Result
    """

    def rows(course: CsvCourse) -> Iterator[Row]:
        for claim in sudden_step.detect(course.series(), instrument, kind, 1):
            if every or sudden_step.met(claim):
                undone = claim.state is MilestoneState.REVERSED or "reversed_by" in claim.numbers
                size = abs(claim.numbers["n"] - claim.numbers["n_plus_1"])
                yield course.id, claim.numbers["session_n"], size, claim.state.value, _TRUTH[undone]

    return Result(("id", "session_n", "magnitude", "state", "reversed"), rows)


def intervals(kind: MilestoneKind, instrument: Instrument) -> Result:
    """Give a row per testable interval: from the second session to the third, up to the last but one.

    Parameters
    ----------
    kind : MilestoneKind
    instrument : Instrument

    Returns
    -------
    Result
        Criteria true, false, or blank where not testable; all of them together, blank where one is.
    """
    direction = sudden_step.way_of(kind, instrument.direction)
    cutoff = instrument.sudden_gain_cutoff
    limits = Limits(cutoff.value if cutoff else 0, instrument.share, instrument.alpha)

    def rows(course: CsvCourse) -> Iterator[Row]:
        near = dict(zip(course.sessions, course.scores, strict=True))
        for n in range(course.first + 1, course.last - 1):
            tests = _criteria(near, n, limits, direction)
            together = None if None in tests else all(tests)
            yield course.id, n, n + 1, *(_TRUTH[one] for one in tests), _TRUTH[together]

    return Result(("id", "from_session", "to_session", "c1", "c2", "c3", _of(kind)), rows)


def _of(kind: MilestoneKind) -> str:
    return "loss" if kind is MilestoneKind.SUDDEN_LOSS else "gain"


def _criteria(
    near: Mapping[int, Score], n: int, limits: Limits, direction: Direction
) -> tuple[bool | None, bool | None, bool | None]:
    before = [near[at] for at in range(n - _SIDE + 1, n + 1) if at in near]
    after = [near[at] for at in range(n + 1, n + 1 + _SIDE) if at in near]
    third = holds(before, after, direction, limits.alpha)
    if n not in near or n + 1 not in near:
        return None, None, third
    return *large_enough(direction * (near[n + 1] - near[n]), near[n], limits), third


def changes(instrument: Instrument, *, crossing: bool) -> Result:
    """Give a row per course: how its last score stands against its first.

    Parameters
    ----------
    instrument : Instrument
    crossing : bool
        Whether a cut-off counts too: five categories instead of three.

    Returns
    -------
    Result
    """
    change = reliable_change_of(instrument)
    cutoff = cutoff_of(instrument) if crossing else None

    def rows(course: CsvCourse) -> Iterator[Row]:
        if change is not None:
            pre, post = course.scores[0], course.scores[-1]
            named = category(pre, post, change.of(pre, post), cutoff)
            yield course.id, plain(pre), plain(post), plain(post - pre), _index(pre, post, change), named.value

    return Result(("id", "pre", "post", "change", "index", "category"), rows)


def _index(pre: Score, post: Score, change: ReliableChange) -> Cell:
    """Give the index with the sign of the change, as the R package clinicalsignificance does."""
    told = index(plain(pre), plain(post), change.thresholds())
    return int(change.direction) * told["index"] if "index" in told else ""
