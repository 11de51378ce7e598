"""A highlight: what the milestones service found on a journey, as the timeline and the brief show it.

Milestones, setbacks and alerts stand in the same orders, so that one query reads them all.
"""

from dataclasses import dataclass

from kernel.ids import derived
from reflections.domain.capture import Audience, Position

MILESTONE = "milestone"
"""What a timeline calls a highlight, where it names the kind of a capture."""

CONFIRMED = "confirmed"
"""The one state in which a milestone is for both."""

OPEN, ACKNOWLEDGED = "open", "acknowledged"
"""The states of an alert that is open: the therapist has not seen it yet, or has."""

CLEARED = "cleared"
"""The state of an alert that is open no more."""

_GONE = frozenset({"retracted", "dismissed", CLEARED})


@dataclass(frozen=True, slots=True)
class Highlight:
    """A milestone, a setback or an alert, by its latest version; what it rests on stays with the service that found it.

    Parameters
    ----------
    practice, journey : str
        Where it belongs.
    milestone : str
        By which the milestones service explains it; of an alert its own identifier.
    kind, state : str
        As that service names them; both may grow. An alert is ``open``, ``acknowledged`` or ``cleared``.
    setback : bool
        Whether it is for the therapist alone, whatever its state.
    instrument, goal : str or None
        What it was found in; both None where that is more than one thing.
    occurred_at, recorded_at : str
        When the score or entry that it hangs on was given, and when it was last told of: RFC 3339, UTC, milliseconds.
    version : int
        The highest one counts.
    level : str or None
        Of an alert ``red`` or ``amber``; it is for the therapist alone. None for what is no alert.
    approved : bool
        Whether its therapist has approved a message about it; for her mirror alone.
    """

    practice: str
    journey: str
    milestone: str
    kind: str
    state: str
    setback: bool
    instrument: str | None
    goal: str | None
    occurred_at: str
    recorded_at: str
    version: int
    level: str | None = None
    approved: bool = False

    @property
    def id(self) -> str:
        """Its identifier in the timeline."""
        return derived("highlight", self.milestone)

    @property
    def position(self) -> Position:
        """Its place in a timeline."""
        return Position(self.occurred_at, self.id)

    @property
    def audience(self) -> Audience:
        """Who sees it: a confirmed milestone both, all else the therapist alone."""
        for_both = self.state == CONFIRMED and not self.setback and self.level is None
        return Audience.BOTH if for_both else Audience.THERAPIST

    @property
    def gone(self) -> bool:
        """Whether nobody sees it any more: its score was taken back, the therapist set it aside, or it was cleared."""
        return self.state in _GONE
