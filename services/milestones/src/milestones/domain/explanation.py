"""Explanations: one plain, hedged passage for each milestone, made of its numbers and of nothing that anybody typed."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from milestones.domain.claim import MilestoneKind, MilestoneState, Numbers
from milestones.domain.score import Number

_HEDGE = (
    "This describes the scores and does not say what brought it about; among people who do not change, a course of ten "
    "administrations still shows such a step in about 9 of 100 cases (Vittengl 2015, retest reliability .80)."
)
_SUDDEN_GAIN_STATES: Mapping[MilestoneState, str] = MappingProxyType(
    {
        MilestoneState.PROVISIONAL: "Whether it lasts cannot be tested yet: that takes two scores after the step.",
        MilestoneState.CONFIRMED: "It has lasted so far",
        MilestoneState.REVERSED: "It did not last",
        MilestoneState.UNSTABLE: "The scores around it vary too much to call it lasting",
    }
)


def explain(kind: MilestoneKind, state: MilestoneState, subject: str, numbers: Numbers, thresholds: Numbers) -> str:
    """Say in plain words what was found and how sure one may be.

    Parameters
    ----------
    kind : MilestoneKind
    state : MilestoneState
    subject : str
        The instrument; for a goal its words are not known here and are not needed.
    numbers, thresholds : Numbers
        As told.

    Returns
    -------
    str
        Two to four sentences of plain English.
    """
    if state is MilestoneState.RETRACTED:
        return (
            "This was found in scores that have since been corrected, taken back or joined by others, and they do not "
            "support it any more. The history shows what was said and when."
        )
    return _WORDS[kind](state, subject, numbers, thresholds)


def _sudden_gain(state: MilestoneState, subject: str, numbers: Numbers, thresholds: Numbers) -> str:
    verb = "fell" if thresholds["direction"] < 0 else "rose"
    share = f", {_percent(numbers['share'])} of the score before (at least 25 %)" if "share" in numbers else ""
    step = (
        f"From one session to the next the {subject} score {verb} from {_number(numbers['n'])} to "
        f"{_number(numbers['n_plus_1'])}: a step of {_points(numbers['magnitude'])} "
        f"(at least {_number(thresholds['criterion_1_points'])}){share}."
    )
    return " ".join((step, _lasting(state, numbers, thresholds), _HEDGE))


def _lasting(state: MilestoneState, numbers: Numbers, thresholds: Numbers) -> str:
    words = _SUDDEN_GAIN_STATES[state]
    if state is MilestoneState.REVERSED:
        over = "over" if thresholds["direction"] < 0 else "under"
        return (
            f"{words}: a later score of {_number(numbers['reversed_by'])} is {over} "
            f"{_number(numbers['reversal_value'])}, where half of the step is lost."
        )
    if "pooled_sd" not in numbers:
        return words
    needed = numbers["critical_t"] * numbers["pooled_sd"]
    apart = abs(numbers["mean_before"] - numbers["mean_after"])
    relation = "more than" if state is MilestoneState.CONFIRMED else "not more than"
    return (
        f"{words}: the means of the scores before and after ({_number(numbers['mean_before'])} and "
        f"{_number(numbers['mean_after'])}) are {_number(apart)} apart, {relation} the {_number(needed)} that their "
        "own spread accounts for."
    )


def _reliable_improvement(state: MilestoneState, subject: str, numbers: Numbers, thresholds: Numbers) -> str:
    found = (
        f"The {subject} score moved from {_number(numbers['baseline'])} at first to {_number(numbers['score'])}: "
        f"better by {_points(numbers['change'])}, and {_number(thresholds['reliable_change_points'])} or more is a "
        "change that the questionnaire's own error is unlikely to explain."
    )
    if state is MilestoneState.REVERSED:
        return (
            f"{found} It has not held: a later score of {_number(numbers['reversed_by'])} is less than that much "
            "better than the first."
        )
    return f"{found} The latest score is still that much better. This describes the scores, not what brought it about."


def _goal_attained(state: MilestoneState, subject: str, numbers: Numbers, thresholds: Numbers) -> str:
    del subject
    found = (
        f"The goal was rated {_number(numbers['first_rating'])} and then {_number(numbers['second_rating'])}, both at "
        f"or above its target of {_number(thresholds['target'])}."
    )
    if state is MilestoneState.REVERSED:
        return f"{found} A later rating of {_number(numbers['reversed_by'])} is below the target again."
    return f"{found} Two ratings running count as attained; whether it feels so is for the two of you to say."


def _number(number: Number) -> str:
    return f"{number:.3f}".rstrip("0").rstrip(".")


def _points(number: Number) -> str:
    return f"{_number(number)} point{'' if number == 1 else 's'}"


def _percent(share: Number) -> str:
    return f"{100 * share:.1f} %"


_WORDS: Mapping[MilestoneKind, Callable[[MilestoneState, str, Numbers, Numbers], str]] = MappingProxyType(
    {
        MilestoneKind.SUDDEN_GAIN: _sudden_gain,
        MilestoneKind.RELIABLE_IMPROVEMENT: _reliable_improvement,
        MilestoneKind.GOAL_ATTAINED: _goal_attained,
    }
)
