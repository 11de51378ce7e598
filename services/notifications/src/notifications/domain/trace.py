"""What became of a celebration, step by step: each entry says what, when and by whom; none holds a word."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Happening(StrEnum):
    """A step in the life of a celebration."""

    DRAFTED = "drafted"
    REDRAFTED = "redrafted"
    EDITED = "edited"
    APPROVED = "approved"
    HELD = "held"
    DISMISSED = "dismissed"
    RETURNED = "returned"
    MILESTONE_CHANGED = "milestone_changed"
    SCHEDULED = "scheduled"
    WAITING = "waiting"
    SENT = "sent"
    NOT_DONE = "not_done"
    SEEN = "seen"
    ANSWERED = "answered"


class By(StrEnum):
    """Who took a step."""

    THERAPIST = "therapist"
    CLIENT = "client"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Trace:
    """One step.

    Parameters
    ----------
    event : Happening
        What happened.
    at : datetime
        When; aware.
    by : By
        Who did it.
    detail : str or None
        The state that the milestone took on, the hour it is to go out, the reason it was not sent, the answer, or how
        many findings were overruled.
    """

    event: Happening
    at: datetime
    by: By = By.SYSTEM
    detail: str | None = None
