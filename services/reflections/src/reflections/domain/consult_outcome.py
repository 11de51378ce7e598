"""What came after a consult: whether a course turned, by what was found before and since, and never what caused it.

Nothing is judged here that the milestones service has not judged already: its confirmed milestones and setbacks, each
with rule and numbers, on either side of the first answer. See docs/adr/0047-after-a-consult.md.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from kernel.instants import from_text, to_text
from reflections.domain.capture import Capture
from reflections.domain.highlight import CONFIRMED, Highlight
from reflections.domain.idea import IdeaState, state_of
from reflections.domain.timeline import Row

FOLLOW_UP = timedelta(weeks=12)
"""So long before and after the answer is looked at: about as many sessions as most rules need to see a change."""

NO_CLAIM = frozenset({"effort_against_the_odds", "first_step"})
"""Milestones that are glad of an effort, and claim no improvement."""

_TRIED = frozenset({IdeaState.TRIED, IdeaState.WORKED, IdeaState.DID_NOT_WORK})


class Turn(StrEnum):
    """What became of a course after a consult."""

    TURNED = "turned"
    """For the better since, and not before."""
    WENT_ON = "went_on"
    """For the better since, as before."""
    WORSE = "worse"
    """A setback since, whatever else was found."""
    NEITHER = "neither"
    """Twelve weeks, and nothing was found."""
    OPEN = "open"
    """Nothing was found yet."""


@dataclass(frozen=True, slots=True)
class Consulted:
    """A consult that was asked, as the journey knows it: no word, and nobody's name.

    Parameters
    ----------
    practice, journey, consult : str
        Where it belongs.
    asked_at : str or None
        When: RFC 3339, UTC, milliseconds; None where that is not known yet.
    answered_at : str or None
        When its first answer came; None where there is none, or it is not known yet.
    """

    practice: str
    journey: str
    consult: str
    asked_at: str | None = None
    answered_at: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What was found on one side of the answer.

    Parameters
    ----------
    milestones, setbacks : sequence of Highlight
        The confirmed ones; of milestones those that claim an improvement.
    """

    milestones: Sequence[Highlight]
    setbacks: Sequence[Highlight]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came after one consult.

    Parameters
    ----------
    turn : Turn
        The whole of it in a word.
    before, since : Found
        Within twelve weeks on either side of the answer.
    ideas : mapping of str to int
        How many ideas from its supervision stand where, by their state.
    """

    turn: Turn
    before: Found
    since: Found
    ideas: Mapping[str, int]

    @property
    def tried(self) -> bool:
        """Whether any of its ideas was tried."""
        return any(IdeaState(state) in _TRIED for state in self.ideas)


def outcome_of(consulted: Consulted, highlights: Iterable[Row], ideas: Iterable[Row], now: datetime) -> Outcome | None:
    """Say what came after a consult.

    Parameters
    ----------
    consulted : Consulted
    highlights : iterable of Highlight
        Those that its therapist sees; others do no harm.
    ideas : iterable of Capture
        Her ideas; those of other consults do no harm.
    now : datetime

    Returns
    -------
    Outcome or None
        None before its first answer.
    """
    if consulted.answered_at is None:
        return None
    answered = from_text(consulted.answered_at)
    shown = [row for row in highlights if isinstance(row, Highlight)]
    before = _found(shown, to_text(answered - FOLLOW_UP), consulted.answered_at)
    since = _found(shown, consulted.answered_at, to_text(answered + FOLLOW_UP))
    counted: dict[str, int] = {}
    for idea in ideas:
        if isinstance(idea, Capture) and idea.facts.get("consult") == consulted.consult:
            counted[state_of(idea).value] = counted.get(state_of(idea).value, 0) + 1
    return Outcome(_turn(before, since, over=now >= answered + FOLLOW_UP), before, since, counted)


def _turn(before: Found, since: Found, *, over: bool) -> Turn:
    if since.setbacks:
        return Turn.WORSE
    if since.milestones:
        return Turn.WENT_ON if before.milestones and not before.setbacks else Turn.TURNED
    return Turn.NEITHER if over else Turn.OPEN


def _found(highlights: Iterable[Highlight], after: str, until: str) -> Found:
    within = [
        one for one in highlights if after < one.occurred_at <= until and one.state == CONFIRMED and one.level is None
    ]
    return Found(
        [one for one in within if not one.setback and one.kind not in NO_CLAIM], [one for one in within if one.setback]
    )
