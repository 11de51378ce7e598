"""What each rule takes: the names, units and limits of its numbers and thresholds, so that anyone can run it again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from milestones.domain.claim import MilestoneKind, Numbers
from milestones.domain.rulebook import RULES
from milestones.domain.score import Number

MOST = 1_000_000
"""No number of a rule is larger, or smaller than its negative."""


class Unit(StrEnum):
    """What a number counts."""

    POINTS = "points"
    SHARE = "share"
    PROBABILITY = "probability"
    DAYS = "days"
    COUNT = "count"
    SESSION = "session number"
    FLAG = "0 or 1"
    DIRECTION = "-1 lower is better, 1 higher is better"
    WEIGHT = "weight"
    T = "T-score"
    SQUARED = "points squared"
    INDEX = "reliable change index"


_WHOLE = frozenset({Unit.DAYS, Unit.COUNT, Unit.SESSION, Unit.FLAG, Unit.DIRECTION, Unit.WEIGHT})
_LEAST = {Unit.DAYS: 0, Unit.COUNT: 0, Unit.SESSION: 0, Unit.FLAG: 0, Unit.DIRECTION: -1, Unit.SHARE: 0}
_MOST = {Unit.FLAG: 1, Unit.DIRECTION: 1, Unit.PROBABILITY: 1}


@dataclass(frozen=True, slots=True)
class Input:
    """One number or threshold of a rule.

    Parameters
    ----------
    name : str
        As in events and answers.
    unit : Unit
    required : bool
        Whether the rule cannot be run without it.
    least : Number or None
        The smallest that makes sense, where the unit does not say so.
    beside : str or None
        The other number that it comes with, or not at all.
    unless : str or None
        The other number that makes it needless.
    """

    name: str
    unit: Unit
    required: bool = True
    least: Number | None = None
    beside: str | None = None
    unless: str | None = None

    def right(self, number: Number) -> str | None:
        """Say what would be right.

        Parameters
        ----------
        number : Number
            Finite.

        Returns
        -------
        str or None
            None where the number is right.
        """
        if self.unit in _WHOLE and number != int(number):
            return f"a whole number ({self.unit})"
        least = self.least if self.least is not None else _LEAST.get(self.unit, -MOST)
        most = _MOST.get(self.unit, MOST)
        if not least <= number <= most or (self.unit is Unit.DIRECTION and not number):
            return f"{least} to {most} ({self.unit})"
        return None


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that a rule takes.

    Parameters
    ----------
    numbers, thresholds : tuple of Input
    """

    numbers: tuple[Input, ...]
    thresholds: tuple[Input, ...]

    def wrong(self, numbers: Numbers, thresholds: Numbers) -> Iterator[tuple[str, str]]:
        """Look for what the rule cannot be run on; numbers that it does not take are left alone.

        Parameters
        ----------
        numbers, thresholds : Numbers
            Each finite.

        Yields
        ------
        tuple of str
            JSON pointer, and what would be right.
        """
        for place, known, given in (
            ("numbers", self.numbers, numbers),
            ("thresholds", self.thresholds, thresholds),
        ):
            for one in known:
                if one.name in given:
                    right = one.right(given[one.name])
                    if right:
                        yield f"/{place}/{one.name}", right
                elif (one.required or one.beside in given) and one.unless not in given:
                    yield f"/{place}/{one.name}", f"required: a number ({one.unit})"


def _optional(unit: Unit, *names: str) -> tuple[Input, ...]:
    return tuple(Input(name, unit, required=False) for name in names)


def _points(*names: str) -> tuple[Input, ...]:
    return tuple(Input(name, Unit.POINTS) for name in names)


_DIRECTION = Input("direction", Unit.DIRECTION)
_STEP = Inputs(
    (
        *_points("n", "n_plus_1"),
        *_optional(Unit.POINTS, "n_minus_2", "n_minus_1", "n_plus_2", "n_plus_3", "reversed_by"),
        Input("window_complete", Unit.FLAG),
        *_optional(Unit.SESSION, "session_n"),
    ),
    (
        *_points("criterion_1_points"),
        *_optional(Unit.SHARE, "criterion_2_share"),
        *_optional(Unit.PROBABILITY, "criterion_3_alpha"),
        _DIRECTION,
    ),
)
_INDEX = "error_variance"
_POINTS = "reliable_change_points"
_RELIABLE = (
    Input(_POINTS, Unit.POINTS, unless=_INDEX),
    Input("carried_share", Unit.SHARE, required=False, beside=_INDEX, unless=_POINTS),
    Input("expected_shift", Unit.POINTS, required=False, beside=_INDEX, unless=_POINTS),
    Input(_INDEX, Unit.SQUARED, required=False, least=0, beside="carried_share", unless=_POINTS),
    Input("critical_index", Unit.INDEX, required=False),
    _DIRECTION,
)
"""Reliable change: by points, or by an index of norms."""
_CHANGE = Inputs((*_points("baseline", "score"), *_optional(Unit.POINTS, "reversed_by")), _RELIABLE)
_CROSSED = Inputs(_CHANGE.numbers, (*_RELIABLE, *_points("cutoff"), Input("cutoff_is_clinical", Unit.FLAG)))
_BACK = Inputs((*_points("before", "setback_score", "score"), *_optional(Unit.POINTS, "reversed_by")), _RELIABLE)
_PAIR = Inputs(
    (
        *_points("phq9_first", "gad7_first", "phq9_then", "gad7_then"),
        Input("phq9_reversed_by", Unit.POINTS, required=False, beside="gad7_reversed_by"),
        Input("gad7_reversed_by", Unit.POINTS, required=False, beside="phq9_reversed_by"),
    ),
    _points("phq9_caseness", "phq9_reliable_change", "gad7_caseness", "gad7_reliable_change"),
)

_KNOWN: Mapping[MilestoneKind, Inputs] = MappingProxyType(
    {
        MilestoneKind.SUDDEN_GAIN: _STEP,
        MilestoneKind.SUDDEN_LOSS: _STEP,
        MilestoneKind.RELIABLE_IMPROVEMENT: _CHANGE,
        MilestoneKind.RELIABLE_DETERIORATION: _CHANGE,
        MilestoneKind.GOAL_RELIABLY_IMPROVED: _CHANGE,
        MilestoneKind.CLINICALLY_SIGNIFICANT_CHANGE: _CROSSED,
        MilestoneKind.COMEBACK: _BACK,
        MilestoneKind.GOAL_ATTAINED: Inputs(
            (
                *_optional(Unit.POINTS, "first_rating", "second_rating", "reversed_by"),
                *_optional(Unit.COUNT, "said_by"),
            ),
            _points("target"),
        ),
        MilestoneKind.GOAL_ATTAINMENT_SCALING: Inputs(
            (
                *_optional(Unit.COUNT, "goals"),
                Input("weights", Unit.WEIGHT, least=1),
                Input("weights_squared", Unit.WEIGHT, least=1),
                Input("weighted_first", Unit.WEIGHT),
                Input("weighted_then", Unit.WEIGHT),
                *_optional(Unit.WEIGHT, "weighted_reversed_by"),
            ),
            (Input("t_at_least", Unit.T),),
        ),
        MilestoneKind.EFFORT_AGAINST_THE_ODDS: Inputs(
            (Input("efforts", Unit.COUNT), Input("days", Unit.DAYS), Input("improvements", Unit.COUNT)),
            (Input("efforts_at_least", Unit.COUNT, least=1), Input("within_days", Unit.DAYS)),
        ),
        MilestoneKind.FIRST_STEP: Inputs(
            (Input("days_without", Unit.DAYS), *_optional(Unit.FLAG, "since_set")),
            (Input("without_days", Unit.DAYS),),
        ),
        **dict.fromkeys(
            (
                MilestoneKind.NHS_RELIABLE_IMPROVEMENT,
                MilestoneKind.NHS_RECOVERY,
                MilestoneKind.NHS_RELIABLE_RECOVERY,
                MilestoneKind.NHS_RELIABLE_DETERIORATION,
            ),
            _PAIR,
        ),
    }
)

INPUTS: Mapping[MilestoneKind, Inputs] = MappingProxyType(
    {kind: inputs for kind, inputs in _KNOWN.items() if kind in RULES}
)
"""By kind, of each rule that there is."""
