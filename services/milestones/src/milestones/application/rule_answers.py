"""What the API answers of rules, and of running one again."""

from pydantic import BaseModel, ConfigDict, Field

from milestones.domain.claim import Claim, MilestoneKind, MilestoneState
from milestones.domain.explanation import Language, explain, not_found
from milestones.domain.rule_inputs import Input, Inputs
from milestones.domain.rulebook import RULES, Rule, told_numbers

_ANSWER = ConfigDict(frozen=True, extra="forbid")


class InputAnswer(BaseModel):
    """One number or threshold that a rule takes."""

    model_config = _ANSWER

    name: str
    unit: str
    required: bool


class RuleAnswer(BaseModel):
    """A rule: what it is called, where it comes from, what it takes."""

    model_config = _ANSWER

    id: str
    version: int
    citation: str
    numbers: list[InputAnswer]
    thresholds: list[InputAnswer]
    takes_scores: bool = Field(description="Whether it can be run on scores too")


class RulesAnswer(BaseModel):
    """All rules."""

    model_config = _ANSWER

    items: list[RuleAnswer]


class FindingAnswer(BaseModel):
    """What a rule finds; state is null where it finds nothing."""

    model_config = _ANSWER

    state: MilestoneState | None
    score: int | None = Field(description="Which score it hangs on, from 1, where scores were sent")
    numbers: dict[str, int | float]
    thresholds: dict[str, int | float]
    derived: dict[str, int | float] = Field(description="What follows from these")
    explanation: str


class CheckAnswer(FindingAnswer):
    """What a rule finds, the latest where scores hold several."""

    model_config = _ANSWER

    rule: str
    rule_version: int
    citation: str
    earlier: list[FindingAnswer] = Field(description="What it finds besides in the scores, oldest first")


def rule_answer(kind: MilestoneKind, rule: Rule, inputs: Inputs, *, takes_scores: bool) -> RuleAnswer:
    """Write a rule.

    Parameters
    ----------
    kind : MilestoneKind
    rule : Rule
    inputs : Inputs
    takes_scores : bool

    Returns
    -------
    RuleAnswer
    """

    def written(one: Input) -> InputAnswer:
        return InputAnswer(name=one.name, unit=one.unit.value, required=one.required)

    return RuleAnswer(
        id=kind.value,
        version=rule.version,
        citation=rule.citation,
        numbers=[written(one) for one in inputs.numbers],
        thresholds=[written(one) for one in inputs.thresholds],
        takes_scores=takes_scores,
    )


def finding(claim: Claim, language: Language, score: int | None) -> FindingAnswer:
    """Write what a rule found.

    Parameters
    ----------
    claim : Claim
    language : Language
    score : int or None
        Which score it hangs on.

    Returns
    -------
    FindingAnswer
    """
    told = told_numbers(claim)
    return FindingAnswer(
        state=claim.state,
        score=score,
        numbers=dict(claim.numbers),
        thresholds=dict(claim.thresholds),
        derived={name: number for name, number in told.items() if name not in claim.numbers},
        explanation=explain(claim.kind, claim.state, claim.subject, told, claim.thresholds, language=language),
    )


def nothing(numbers: dict[str, int | float], thresholds: dict[str, int | float], language: Language) -> FindingAnswer:
    """Write that a rule found nothing.

    Parameters
    ----------
    numbers, thresholds : dict
        What it was run on; empty for scores.
    language : Language

    Returns
    -------
    FindingAnswer
    """
    return FindingAnswer(
        state=None,
        score=None,
        numbers=numbers,
        thresholds=thresholds,
        derived={},
        explanation=not_found(language),
    )


def check_answer(kind: MilestoneKind, found: list[FindingAnswer]) -> CheckAnswer:
    """Write what running a rule gave.

    Parameters
    ----------
    kind : MilestoneKind
    found : list of FindingAnswer
        At least one, oldest first.

    Returns
    -------
    CheckAnswer
    """
    rule = RULES[kind]
    return CheckAnswer(
        **found[-1].model_dump(),
        rule=kind.value,
        rule_version=rule.version,
        citation=rule.citation,
        earlier=found[:-1],
    )
