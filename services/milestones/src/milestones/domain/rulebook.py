"""The rules by kind of milestone: what each is called, where it comes from, and how its numbers are read again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

from milestones.domain.claim import Claim, MilestoneKind, MilestoneState, Numbers
from milestones.domain.rules import (
    clinically_significant_change,
    comeback,
    effort_against_the_odds,
    first_step,
    goal_attained,
    goal_attainment_scaling,
    goal_reliably_improved,
    nhs_pair,
    reliable_deterioration,
    reliable_improvement,
    sudden_gain,
    sudden_loss,
)


def _nothing(numbers: Numbers, thresholds: Numbers) -> Numbers:
    """Give what follows from numbers that say all themselves."""
    del numbers, thresholds
    return {}


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as its readers need it.

    Parameters
    ----------
    version : int
        Grows with every change that could give another result.
    citation : str
        The published source.
    rerun : callable
        Takes numbers and thresholds of a claim, gives its state again (invariant I7).
    derived : callable
        Takes the same, spells out what follows from them.
    """

    version: int
    citation: str
    rerun: Callable[[Numbers, Numbers], MilestoneState | None]
    derived: Callable[[Numbers, Numbers], Numbers] = _nothing


RULES: Mapping[MilestoneKind, Rule] = MappingProxyType(
    {
        MilestoneKind.SUDDEN_GAIN: Rule(
            sudden_gain.RULE_VERSION, sudden_gain.CITATION, sudden_gain.rerun, sudden_gain.derived
        ),
        MilestoneKind.RELIABLE_IMPROVEMENT: Rule(
            reliable_improvement.RULE_VERSION,
            reliable_improvement.CITATION,
            reliable_improvement.rerun,
            reliable_improvement.derived,
        ),
        MilestoneKind.SUDDEN_LOSS: Rule(
            sudden_loss.RULE_VERSION, sudden_loss.CITATION, sudden_loss.rerun, sudden_loss.derived
        ),
        MilestoneKind.RELIABLE_DETERIORATION: Rule(
            reliable_deterioration.RULE_VERSION,
            reliable_deterioration.CITATION,
            reliable_deterioration.rerun,
            reliable_deterioration.derived,
        ),
        MilestoneKind.CLINICALLY_SIGNIFICANT_CHANGE: Rule(
            clinically_significant_change.RULE_VERSION,
            clinically_significant_change.CITATION,
            clinically_significant_change.rerun,
            clinically_significant_change.derived,
        ),
        MilestoneKind.COMEBACK: Rule(comeback.RULE_VERSION, comeback.CITATION, comeback.rerun, comeback.derived),
        MilestoneKind.GOAL_RELIABLY_IMPROVED: Rule(
            goal_reliably_improved.RULE_VERSION,
            goal_reliably_improved.CITATION,
            goal_reliably_improved.rerun,
            goal_reliably_improved.derived,
        ),
        MilestoneKind.GOAL_ATTAINED: Rule(
            goal_attained.RULE_VERSION, goal_attained.CITATION, goal_attained.rerun, goal_attained.derived
        ),
        MilestoneKind.GOAL_ATTAINMENT_SCALING: Rule(
            goal_attainment_scaling.RULE_VERSION,
            goal_attainment_scaling.CITATION,
            goal_attainment_scaling.rerun,
            goal_attainment_scaling.derived,
        ),
        MilestoneKind.EFFORT_AGAINST_THE_ODDS: Rule(
            effort_against_the_odds.RULE_VERSION, effort_against_the_odds.CITATION, effort_against_the_odds.rerun
        ),
        MilestoneKind.FIRST_STEP: Rule(first_step.RULE_VERSION, first_step.CITATION, first_step.rerun),
        **{
            kind: Rule(nhs_pair.RULE_VERSION, nhs_pair.CITATION, partial(nhs_pair.rerun, kind), nhs_pair.derived)
            for kind in nhs_pair.TESTS
        },
    }
)
"""One rule a kind; the rule's id is the kind's name."""


def told_numbers(claim: Claim) -> Numbers:
    """Give the numbers of a claim with what follows from them, as they are told.

    Parameters
    ----------
    claim : Claim

    Returns
    -------
    Numbers
        All that the rule needs to be run again, and more that people want to see.
    """
    return {**claim.numbers, **RULES[claim.kind].derived(claim.numbers, claim.thresholds)}
