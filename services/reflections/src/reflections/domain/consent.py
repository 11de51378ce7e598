"""A client's consent: to what, since when and until when, and to which wording; each word that was said is kept."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Purpose(StrEnum):
    """What a client can consent to."""

    CELEBRATIONS = "celebrations"
    """Messages about milestones, in the inbox."""
    CELEBRATIONS_PUSH = "celebrations_push"
    """A neutral notice on a device that one waits."""
    CELEBRATIONS_EMAIL = "celebrations_email"
    """A neutral notice by e-mail that one waits."""
    SUPERVISION = "supervision"
    """Sharing with a supervisor inside the practice."""
    SUPERVISION_OUTSIDE = "supervision_outside"
    """Sharing with a supervisor outside the practice."""
    RESEARCH_EXPORT = "research_export"
    """Scores and dates for research."""


@dataclass(frozen=True, slots=True)
class Consent:
    """The client's word on one matter; the latest counts, and none of those before is ever altered.

    Parameters
    ----------
    granted : bool
        Whether it is given.
    at : str
        Since when: RFC 3339, UTC, milliseconds.
    by : str or None
        Whose word it is: the client's subject; None where it is older than this field.
    wording, language : int and str, or None
        Which version of the wording was agreed to, and in which language it was read; None where nobody told.
    until : str or None
        From then on it counts no more: RFC 3339, UTC, milliseconds; None for until it is withdrawn.
    version : int
        Of the journey, which it came with; 0 where it is older than this field.
    """

    granted: bool
    at: str
    by: str | None = None
    wording: int | None = None
    language: str | None = None
    until: str | None = None
    version: int = 0

    def stands(self, now: str) -> bool:
        """Tell whether it counts at an instant: RFC 3339, UTC, milliseconds."""
        return self.granted and (self.until is None or now < self.until)

    def says(self, other: "Consent | None") -> bool:
        """Tell whether another word would say the same."""
        return other is not None and (self.granted, self.wording, self.language, self.until) == (
            other.granted,
            other.wording,
            other.language,
            other.until,
        )


class Consents(Protocol):
    """What clients said of their consents."""

    def history(
        self, practice: str, journey: str, purpose: Purpose, before: int | None, limit: int
    ) -> tuple[list[Consent], bool]:
        """Read what was said of a purpose, newest first, before a version; the second is whether there is more."""
        ...

    def everything(
        self, practice: str, journey: str, after: str | None, limit: int
    ) -> tuple[list[tuple[Purpose, Consent]], str | None]:
        """Read a page of all that was said; the second is where the next one goes on, None at the end."""
        ...
