"""Run a rule again, on the numbers of a claim or on scores."""

from datetime import UTC, datetime

from kernel.problem import FieldError, invalid, not_found
from kernel.routes import Reply, Request
from milestones.application.judging_scores import ON_RATINGS, ON_SCORES, judged
from milestones.application.reading_language import language_of
from milestones.application.rule_answers import FindingAnswer, check_answer, finding, nothing
from milestones.application.rule_fields import RuleCheck
from milestones.domain.claim import Claim, MilestoneKind, Numbers
from milestones.domain.explanation import Language
from milestones.domain.rule_inputs import INPUTS, Inputs
from milestones.domain.rulebook import RULES

_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)


def check_rule(request: Request) -> Reply:
    """Answer ``POST /rules/{rule}/check``: arithmetic alone, the same input gives the same answer, nothing is stored.

    DynamoDB: none.

    Parameters
    ----------
    request : Request
        Its body is a `RuleCheck`.

    Returns
    -------
    Reply
        What the rule finds, with everything needed to follow it; that it finds nothing is an answer too.

    Raises
    ------
    Problem
        404 where there is no such rule, 422 naming each field that is not as it must be.
    """
    kind = {one.value: one for one in INPUTS}.get(request.path["rule"])
    if kind is None:
        raise not_found()
    check, language = request.body, language_of(request)
    found = _of_scores(kind, check, language) if check.scores is not None else _of_numbers(kind, check, language)
    return Reply(check_answer(kind, found))


def _of_scores(kind: MilestoneKind, check: RuleCheck, language: Language) -> list[FindingAnswer]:
    if kind not in ON_SCORES | ON_RATINGS:
        raise invalid(FieldError("/scores", "left out: this rule takes numbers and thresholds"))
    if check.numbers is not None or check.thresholds is not None:
        raise invalid(FieldError("/scores", "left out where numbers and thresholds are given"))
    claims = sorted(judged(kind, check).items())
    return [finding(claim, language, score) for score, claim in claims] or [nothing({}, {}, language)]


def _of_numbers(kind: MilestoneKind, check: RuleCheck, language: Language) -> list[FindingAnswer]:
    for name in ("settings", "target"):
        if getattr(check, name) is not None:
            raise invalid(FieldError(f"/{name}", "left out: only scores are judged by it"))
    inputs = INPUTS[kind]
    wrong = list(inputs.wrong(check.numbers or {}, check.thresholds or {}))
    if wrong:
        raise invalid(*(FieldError(field, right) for field, right in wrong))
    numbers, thresholds = _taken(inputs, check)
    state = RULES[kind].rerun(numbers, thresholds)
    if state is None:
        return [nothing(dict(numbers), dict(thresholds), language)]
    claim = Claim(kind, state, RULES[kind].version, check.instrument or "", "", _ANY_TIME, numbers, thresholds)
    return [finding(claim, language, None)]


def _taken(inputs: Inputs, check: RuleCheck) -> tuple[Numbers, Numbers]:
    """Leave out what only follows from the others, as a milestone's answer has it beside them."""
    numbers, thresholds = check.numbers or {}, check.thresholds or {}
    return (
        {one.name: numbers[one.name] for one in inputs.numbers if one.name in numbers},
        {one.name: thresholds[one.name] for one in inputs.thresholds if one.name in thresholds},
    )
