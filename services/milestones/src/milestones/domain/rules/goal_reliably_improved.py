"""Goal reliably improved: a goal is rated higher than at first by more than chance explains.

Goal-based outcomes, each rated 0 to 10 (Law & Jacob 2015). For one goal three points: see the notes of the instrument
GBO for where that comes from.
"""

from milestones.domain.claim import Claim, MilestoneKind, MilestoneState, Numbers
from milestones.domain.course import Series
from milestones.domain.instrument import INSTRUMENTS
from milestones.domain.rules import since_first
from milestones.domain.rules.reliable_change import reliable_change_of

RULE_VERSION = 1
CITATION = (
    "Law D, Jacob J (2015). Goals and Goal Based Outcomes (GBOs): some useful information, 3rd ed. London: CAMHS "
    "Press. Three points for one goal are this project's own caution: a published figure of 2.45 is cited for means of "
    "goals, and a rating is a whole number."
)
_RATED = "GBO"
_RULE = since_first.Rule(MilestoneKind.GOAL_RELIABLY_IMPROVED, RULE_VERSION, 1)


def detect(series: Series, goal: str) -> list[Claim]:
    """Find the reliable improvement of a goal: none or one.

    Parameters
    ----------
    series : Series
        The ratings.
    goal : str
        Id of the goal.

    Returns
    -------
    list of Claim
        Anchored at the first rating that is that much higher; confirmed while the latest one is.
    """
    change = reliable_change_of(INSTRUMENTS[_RATED])
    return [] if change is None else since_first.detect(series, change, _RULE, goal)


def rerun(numbers: Numbers, thresholds: Numbers) -> MilestoneState | None:
    """Judge again from the numbers and thresholds of a claim, and nothing else (invariant I7).

    Parameters
    ----------
    numbers, thresholds : Numbers
        As an event or an explanation carries them.

    Returns
    -------
    MilestoneState or None
    """
    return since_first.rerun(_RULE.sign, numbers, thresholds)


derived = since_first.derived
