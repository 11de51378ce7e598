"""A claim: what a rule says of a course, with everything needed to check it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import blake2b, sha256

from milestones.domain.score import Number

Numbers = Mapping[str, Number]
"""Numbers by name, as they travel in events and answers."""


class MilestoneKind(StrEnum):
    """What a rule finds: something to be glad of, or a setback, which is never a celebration."""

    SUDDEN_GAIN = "sudden_gain"
    RELIABLE_IMPROVEMENT = "reliable_improvement"
    GOAL_ATTAINED = "goal_attained"
    CLINICALLY_SIGNIFICANT_CHANGE = "clinically_significant_change"
    COMEBACK = "comeback"
    NHS_RELIABLE_IMPROVEMENT = "nhs_reliable_improvement"
    NHS_RECOVERY = "nhs_recovery"
    NHS_RELIABLE_RECOVERY = "nhs_reliable_recovery"
    GOAL_RELIABLY_IMPROVED = "goal_reliably_improved"
    GOAL_ATTAINMENT_SCALING = "goal_attainment_scaling"
    EFFORT_AGAINST_THE_ODDS = "effort_against_the_odds"
    FIRST_STEP = "first_step"
    SUDDEN_LOSS = "sudden_loss"
    RELIABLE_DETERIORATION = "reliable_deterioration"
    NHS_RELIABLE_DETERIORATION = "nhs_reliable_deterioration"


SETBACKS = frozenset(
    {
        MilestoneKind.SUDDEN_LOSS,
        MilestoneKind.RELIABLE_DETERIORATION,
        MilestoneKind.NHS_RELIABLE_DETERIORATION,
    }
)
"""The kinds that are told as setbacks, for the therapist alone."""


class MilestoneState(StrEnum):
    """How much a claim can bear at the moment; dismissed: the therapist set it aside, whatever the scores do."""

    PROVISIONAL = "provisional"
    CONFIRMED = "confirmed"
    REVERSED = "reversed"
    UNSTABLE = "unstable"
    RETRACTED = "retracted"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Claim:
    """One milestone as the course supports it now; never in state retracted or dismissed.

    Parameters
    ----------
    kind : MilestoneKind
    state : MilestoneState
    rule_version : int
        Version of the rule that says so; the rule's name is the kind's.
    subject : str
        The instrument, or the id of the goal.
    anchor : str
        Id of the measure or rating that the milestone hangs on.
    occurred_at : datetime
        When that one was filled in.
    numbers, thresholds : Numbers
        What the rule used. Running the rule on these alone gives the state again (invariant I7).
    evidence : tuple of str
        Ids of the points that the rule must still see to judge this claim again when only later points are added;
        empty where nothing that is added later can change it: the claim is settled.
    """

    kind: MilestoneKind
    state: MilestoneState
    rule_version: int
    subject: str
    anchor: str
    occurred_at: datetime
    numbers: Numbers
    thresholds: Numbers
    evidence: tuple[str, ...] = ()

    def fingerprint(self) -> bytes:
        """Give eight bytes that change when anything that is told of this claim changes."""
        told = (self.state.value, self.rule_version, self.occurred_at.isoformat(), self.numbers, self.thresholds)
        return blake2b(repr(told).encode(), digest_size=8).digest()


def milestone_id(journey: str, kind: MilestoneKind, subject: str, anchor: str) -> str:
    """Give the id of a milestone: the same claim has the same id whenever and however often it is found.

    Parameters
    ----------
    journey : str
    kind : MilestoneKind
    subject : str
        Instrument or goal.
    anchor : str
        Measure or rating.

    Returns
    -------
    str
        ``{journey}.{16 hex}``: the id alone leads to its partition.
    """
    digest = sha256(f"{journey}|{kind.value}|{subject}|{anchor}".encode()).hexdigest()
    return f"{journey}.{digest[:16]}"
