"""A practice's own rule of what may go to a supervisor inside it; what is fully de-identified always may."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Inside(StrEnum):
    """What a packet needs in which something was undone; what a client has said no to never goes."""

    UNLESS_REFUSED = "unless_refused"
    """Nothing more: supervision is part of the practice's care."""
    WITH_CONSENT = "with_consent"
    """The client's consent."""
    DEIDENTIFIED = "deidentified"
    """It may not go at all."""


@dataclass(frozen=True, slots=True)
class SupervisionRule:
    """A practice's rule.

    Parameters
    ----------
    inside : Inside
        What it asks for.
    version : int
        Grows by one with each change; 0 where the practice has set none.
    """

    inside: Inside = Inside.UNLESS_REFUSED
    version: int = 0


class SupervisionRules(Protocol):
    """The rules of practices."""

    def rule(self, practice: str) -> SupervisionRule:
        """Read a practice's rule."""
        ...

    def set_rule(self, practice: str, rule: SupervisionRule) -> None:
        """Store a practice's rule upon the version before; `OutdatedError` where lost."""
        ...
