"""A milestone as it is kept and told: what holds now, and how it came to that."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from milestones.domain.claim import MilestoneKind, MilestoneState, Numbers
from milestones.domain.found_in import ON_A_GOAL, ON_THE_TRAIL
from milestones.domain.trail import Road


class Reason(StrEnum):
    """What made a milestone change."""

    SCORE = "score"
    CORRECTION = "correction"
    RETRACTION = "retraction"
    RATING = "rating"
    ENTRY = "entry"
    WITHDRAWAL = "withdrawal"
    LEVEL = "level"
    TARGET = "target"
    WORD = "word"
    INSTRUMENT = "instrument"
    THERAPIST = "therapist"


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One line of a milestone's history.

    Parameters
    ----------
    version : int
    state : MilestoneState
    at : datetime
        When the system found it so.
    reason : Reason
    """

    version: int
    state: MilestoneState
    at: datetime
    reason: Reason


@dataclass(frozen=True, slots=True)
class Milestone:
    """A milestone.

    Parameters
    ----------
    id : str
    kind : MilestoneKind
    state : MilestoneState
    version : int
        From 1.
    rule_version : int
        Of the rule that said so; the rule's name is the kind's.
    subject : str
        The instrument, or the id of the goal.
    occurred_at : datetime
        When the score or rating was given that it hangs on.
    numbers, thresholds : Numbers
        What the rule used and what follows from it; of a retracted one, those that it last rested on.
    history : sequence of HistoryEntry
        Oldest first.
    road : Road or None
        As far as it was known when the milestone was last told.
    """

    id: str
    kind: MilestoneKind
    state: MilestoneState
    version: int
    rule_version: int
    subject: str
    occurred_at: datetime
    numbers: Numbers
    thresholds: Numbers
    history: Sequence[HistoryEntry]
    road: Road | None = None

    @property
    def goal(self) -> str | None:
        """The goal in whose ratings it was found; None where it was found elsewhere."""
        return self.subject if self.kind in ON_A_GOAL and self.kind not in ON_THE_TRAIL else None

    @property
    def journey(self) -> str:
        """The journey's id."""
        return self.id.partition(".")[0]
