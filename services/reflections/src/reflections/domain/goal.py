"""A goal in the client's own words: how it changes, how it is said to be reached, how it ends."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

from reflections.domain.capture import Sealed, Voice
from reflections.domain.refusals import RefusedStepError

MOST_GOALS = 3
"""Goal-based outcomes are kept with one to three goals (Law & Jacob 2015, Goals and Goal Based Outcomes)."""

MOST_EVER = 50
"""How many goals a journey can have had: what is left of each stays in the journey's item, and an item has an end."""

MOST_REVISIONS = 100
"""How often a goal can change; one page holds its whole history."""

LEVELS = ("-2", "-1", "0", "1", "2")
"""The levels of attainment: much less than expected to much more than expected (Kiresuk & Sherman 1968)."""


class Outcome(StrEnum):
    """How a goal ended."""

    REACHED = "reached"
    CHANGED = "changed"
    LET_GO = "let_go"


@dataclass(frozen=True, slots=True)
class Ending:
    """The end of a goal.

    Parameters
    ----------
    outcome : Outcome
        How it ended.
    by : Voice
        Who said so.
    at : str
        When: RFC 3339, UTC, milliseconds.
    """

    outcome: Outcome
    by: Voice
    at: str


@dataclass(frozen=True, slots=True)
class GoalWords:
    """What a goal said in one of its revisions; each is kept for itself, so that rewording loses nothing.

    Parameters
    ----------
    goal : str
        The goal's identifier.
    revision : int
        From 1.
    wording : bytes
        Its words, sealed.
    levels : mapping of str to bytes
        What each level of attainment would look like, sealed; by level, those that were described.
    target, weight : int
        As they were.
    by : Voice
        Who put it so.
    at : str
        When: RFC 3339, UTC, milliseconds.
    """

    goal: str
    revision: int
    wording: bytes
    levels: Sealed
    target: int
    weight: int
    by: Voice
    at: str


@dataclass(frozen=True, slots=True)
class Aspiration:
    """What the two are on the way to, in their own words; the latest ones count.

    Parameters
    ----------
    wording : bytes
        Its words, sealed.
    by : Voice
        Who put it so.
    at : str
        When: RFC 3339, UTC, milliseconds.
    """

    wording: bytes
    by: Voice
    at: str


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal.

    Parameters
    ----------
    id : str
        Its identifier.
    target : int
        The rating, 0 to 10, at which it counts as attained.
    wording : bytes
        Its words, sealed; none once it ended, for its history has them.
    by : Voice
        Who wrote them down first.
    set_at : str
        When: RFC 3339, UTC, milliseconds.
    fingerprint : bytes
        Of the request that set it.
    weight : int
        How much it counts among the goals, 1 to 10.
    revision : int
        From 1, grows by one with each change; the version that a change needs.
    changed_by : bytes
        Fingerprint of the request that made this revision; empty in the first.
    first : tuple of int and int
        Target and weight as first set: a repeated command is answered from them.
    reached : mapping of Voice to str
        Who said that it is reached, and when.
    ended : Ending or None
        None while it is active.
    """

    id: str
    target: int
    wording: bytes
    by: Voice
    set_at: str
    fingerprint: bytes
    weight: int = 1
    revision: int = 1
    changed_by: bytes = b""
    first: tuple[int, int] | None = None
    reached: Mapping[Voice, str] = field(default_factory=lambda: MappingProxyType({}))
    ended: Ending | None = None

    def as_set(self) -> "Goal":
        """Return it as it was when first set, whatever changed since."""
        target, weight = self.first or (self.target, self.weight)
        return replace(self, target=target, weight=weight, revision=1)

    def still_active(self) -> None:
        """Refuse what an ended goal does not take.

        Raises
        ------
        RefusedStepError
            Where it ended.
        """
        if self.ended is not None:
            raise RefusedStepError(
                "goal-ended", "The goal has ended", "What it was can be read and rated; set another goal to go on with."
            )

    def changed(self, target: int, weight: int, wording: bytes, changed_by: bytes) -> "Goal":
        """Put it anew.

        Parameters
        ----------
        target, weight : int
            From now on.
        wording : bytes
            From now on, sealed.
        changed_by : bytes
            Fingerprint of the request.

        Returns
        -------
        Goal
            The next revision.

        Raises
        ------
        RefusedStepError
            Where it ended, or has changed a hundred times.
        """
        self.still_active()
        if self.revision >= MOST_REVISIONS:
            raise RefusedStepError(
                "too-many-changes", "The goal changed very often", "End this goal as changed, and set another one."
            )
        first = self.first or (self.target, self.weight)
        return replace(
            self,
            target=target,
            weight=weight,
            wording=wording,
            revision=self.revision + 1,
            changed_by=changed_by,
            first=first,
        )

    def said_reached(self, by: Voice, at: str) -> "Goal":
        """Note that one of the two says it is reached; the first time counts."""
        self.still_active()
        return replace(self, reached=MappingProxyType({by: at, **self.reached}))

    def over(self, ending: Ending, changed_by: bytes) -> "Goal":
        """End it: its words are in its history.

        Parameters
        ----------
        ending : Ending
            How, by whom, when.
        changed_by : bytes
            Fingerprint of the request.

        Returns
        -------
        Goal
            The last revision.

        Raises
        ------
        RefusedStepError
            Where it ended before.
        """
        self.still_active()
        first = self.first or (self.target, self.weight)
        return replace(self, wording=b"", ended=ending, revision=self.revision + 1, changed_by=changed_by, first=first)
