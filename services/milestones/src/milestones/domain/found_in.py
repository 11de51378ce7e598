"""What a milestone or setback was found in, under the names that events and answers use."""

from collections.abc import Mapping

from milestones.domain.claim import MilestoneKind

TRAIL = "TRAIL"
"""Stands for the subject in the ids of milestones that are found on the trail."""
NHS_PAIR = ("PHQ-9", "GAD-7")
"""The pair that NHS Talking Therapies' outcomes are judged on; GAD-7 is the anxiety measure here."""
ALL_GOALS = "GAS"
"""Subject of goal attainment scaling, which looks at all goals together."""

ON_TWO = frozenset(
    {
        MilestoneKind.NHS_RELIABLE_IMPROVEMENT,
        MilestoneKind.NHS_RECOVERY,
        MilestoneKind.NHS_RELIABLE_RECOVERY,
        MilestoneKind.NHS_RELIABLE_DETERIORATION,
    }
)
"""Kinds found on the pair; their subject is both names with a plus between."""
ON_A_GOAL = frozenset({MilestoneKind.GOAL_ATTAINED, MilestoneKind.GOAL_RELIABLY_IMPROVED, MilestoneKind.FIRST_STEP})
ON_THE_TRAIL = ON_TWO | {
    MilestoneKind.GOAL_ATTAINMENT_SCALING,
    MilestoneKind.EFFORT_AGAINST_THE_ODDS,
    MilestoneKind.FIRST_STEP,
}
"""Kinds found on the trail: their ids are made with `TRAIL` in the place of their subject."""


def found_in(kind: MilestoneKind, subject: str) -> Mapping[str, str | list[str]]:
    """Say what a claim's subject is.

    Parameters
    ----------
    kind : MilestoneKind
    subject : str
        The claim's; `TRAIL` where the claim is no more, and what it was found in is not known.

    Returns
    -------
    mapping
        One of ``instrument``, ``instruments``, ``goal`` and ``struggle``; empty where all goals count together.
    """
    if kind in ON_TWO:
        return {"instruments": list(NHS_PAIR)}
    if subject == TRAIL:
        return {}
    if kind in ON_A_GOAL:
        return {"goal": subject}
    if kind is MilestoneKind.EFFORT_AGAINST_THE_ODDS:
        return {"struggle": subject}
    return {} if kind is MilestoneKind.GOAL_ATTAINMENT_SCALING else {"instrument": subject}
