"""A therapist's step on a celebration, as it is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from notifications.domain.cheer_finding import Mark
from notifications.domain.lifecycle import Step
from notifications.domain.trace import By, Happening, Trace

_TRACED: Mapping[Step, Happening] = MappingProxyType(
    {
        Step.EDIT: Happening.EDITED,
        Step.APPROVE: Happening.APPROVED,
        Step.HOLD: Happening.HELD,
        Step.DISMISS: Happening.DISMISSED,
    }
)


@dataclass(frozen=True, slots=True)
class Command:
    """A therapist's step on a celebration.

    Parameters
    ----------
    step : Step
        Edit, approve, hold or dismiss.
    therapist : str
        Who asks.
    version : int
        The version of the celebration that the therapist has seen.
    id : str or None
        Derived from caller and Idempotency-Key, so that a repetition is recognised; None for an edit, which is
        recognised by its version.
    correlation : str
        Of the request; goes into the event that the step leads to.
    at : datetime
        When; aware.
    text : bytes or None
        The new text, sealed, for an edit.
    findings : tuple of Mark
        What the cheer check found in the new text.
    overruled : tuple of Mark
        Findings that the therapist stands by, in the order of the text.
    """

    step: Step
    therapist: str
    version: int
    id: str | None
    correlation: str
    at: datetime
    text: bytes | None = None
    findings: tuple[Mark, ...] = ()
    overruled: tuple[Mark, ...] = ()

    @property
    def mark(self) -> str | None:
        """What is kept of it: its id and what it asked."""
        if self.id is None:
            return None
        return "#".join([self.id, self.step, *map(str, self.overruled)])

    @property
    def trace(self) -> Trace:
        """What the history says of it."""
        detail = f"{len(self.overruled)} overruled" if self.overruled else None
        return Trace(_TRACED[self.step], self.at, By.THERAPIST, detail)
