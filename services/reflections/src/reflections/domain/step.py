"""A step of a journey: its next version, with all that is stored in the same instant."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kernel.envelope import Event
from reflections.domain.capture import Capture
from reflections.domain.goal import GoalWords
from reflections.domain.journey import Journey
from reflections.domain.refusals import RefusedStepError


class Claim(StrEnum):
    """What one journey, or one session of it, has to itself."""

    PAIR = "another-active-journey"
    CODE = "code-taken"
    NUMBER = "session-number-taken"


_WHY = {
    Claim.PAIR: (
        "There is another active journey",
        "The two have an active journey already, and one is what they can have. Pause or close that one first.",
    ),
    Claim.CODE: ("The code name is taken", "Another journey of the practice has it. Choose another, or leave it out."),
    Claim.NUMBER: ("The number is taken", "Another session has it. Leave the number out to get the next one."),
}


class TakenError(RefusedStepError):
    """A journey lays claim to what another one holds.

    Parameters
    ----------
    claim : Claim
        What it is.
    """

    def __init__(self, claim: Claim) -> None:
        super().__init__(claim.value, *_WHY[claim])
        self.claim = claim


@dataclass(frozen=True, slots=True)
class Step:
    """A step.

    Parameters
    ----------
    before : Journey
        As it was read; where it has changed since, the step is not stored.
    after : Journey
        Its next version.
    events : sequence of Event
        What tells of it, each with the version of the journey that it tells of.
    words : sequence of GoalWords
        New revisions of goals.
    captures : sequence of tuple of Capture and Event
        New captures, or their next versions, with what tells of them.
    numbered : sequence of Capture
        Those among them that are sessions, and had no number before.
    """

    before: Journey
    after: Journey
    events: Sequence[Event] = ()
    words: Sequence[GoalWords] = ()
    captures: Sequence[tuple[Capture, Event | None]] = ()
    numbered: Sequence[Capture] = ()
