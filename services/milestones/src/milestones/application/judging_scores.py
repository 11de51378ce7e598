"""Runs a rule on scores that somebody sent, by an instrument or a target that came with them."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta

from kernel.problem import FieldError, invalid
from milestones.application.rule_fields import RuleCheck
from milestones.domain.claim import Claim, MilestoneKind
from milestones.domain.contradictions import contradictions
from milestones.domain.course import Course, Point
from milestones.domain.definition import Definition
from milestones.domain.detection import claims_of_course, claims_of_goal
from milestones.domain.found_in import ON_A_GOAL, ON_THE_TRAIL
from milestones.domain.goal import GoalCourse
from milestones.domain.instrument import INSTRUMENTS, Instrument
from milestones.domain.score import Number, exact

ON_RATINGS = ON_A_GOAL - ON_THE_TRAIL
"""Rules that can be run on the ratings of a goal."""
ON_SCORES = frozenset(MilestoneKind) - ON_A_GOAL - ON_THE_TRAIL
"""Rules that can be run on the scores of an instrument."""
_LOWEST_RATING, _HIGHEST_RATING = 0, 10
_BEGIN = datetime(2000, 1, 1, tzinfo=UTC)
_OWN = "OWN"


def judged(kind: MilestoneKind, check: RuleCheck) -> Mapping[int, Claim]:
    """Run a rule on scores.

    Parameters
    ----------
    kind : MilestoneKind
        One of `ON_SCORES` or `ON_RATINGS`.
    check : RuleCheck
        With scores.

    Returns
    -------
    mapping of int to Claim
        What it finds, by the score that it hangs on, from 1.

    Raises
    ------
    Problem
        422 naming each field that is not as it must be.
    """
    scores = check.scores or []
    if kind in ON_RATINGS:
        target = _target(check, required=kind is MilestoneKind.GOAL_ATTAINED)
        _within(scores, _LOWEST_RATING, _HIGHEST_RATING)
        found = claims_of_goal(GoalCourse(_course(scores), None if target is None else exact(target), 1), "")
    else:
        instrument = _instrument(check)
        _within(scores, instrument.lowest, instrument.highest)
        found = claims_of_course(_course(scores), instrument)
    return {int(claim.anchor): claim for claim in found if claim.kind is kind}


def _course(scores: list[Number | None]) -> Course:
    """Make a course of one score a week; a missing one is a missed session."""
    given = [(number, exact(score)) for number, score in enumerate(scores, 1) if score is not None]
    return Course(
        tuple(
            [
                Point(_BEGIN + timedelta(weeks=number), str(number), 1, number, score, retracted=False)
                for number, score in given
            ]
        )
    )


def _target(check: RuleCheck, *, required: bool) -> Number | None:
    if not required and check.target is not None:
        raise invalid(FieldError("/target", "left out: this rule counts from the first rating"))
    if required and (check.target is None or not _LOWEST_RATING <= check.target <= _HIGHEST_RATING):
        raise invalid(FieldError("/target", f"required: a number, {_LOWEST_RATING} to {_HIGHEST_RATING}"))
    if check.instrument is not None or check.settings is not None:
        name = "/settings" if check.instrument is None else "/instrument"
        raise invalid(FieldError(name, "left out: ratings of a goal are judged by its target"))
    return check.target


def _instrument(check: RuleCheck) -> Instrument:
    if check.target is not None:
        raise invalid(FieldError("/target", "left out: scores are judged by an instrument"))
    name = check.instrument or _OWN
    if check.settings is None:
        if name not in INSTRUMENTS:
            shipped = ", ".join(sorted(INSTRUMENTS))
            raise invalid(FieldError("/instrument", f"one of {shipped}; or any name, with settings"))
        return INSTRUMENTS[name]
    said = check.settings.said()
    found = contradictions(name, said)
    if found:
        raise invalid(*(FieldError(f"/settings{field}", right) for field, right in found))
    return Definition(name, 1, said).instrument()


def _within(scores: list[Number | None], lowest: int, highest: int) -> None:
    def outside() -> Iterator[FieldError]:
        for place, score in enumerate(scores):
            if score is not None and not lowest <= score <= highest:
                yield FieldError(f"/scores/{place}", f"{lowest} to {highest}, or null where it is missing")

    errors = list(outside())
    if errors:
        raise invalid(*errors)
