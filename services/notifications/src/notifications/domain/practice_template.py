"""A practice's own words for the drafts of one kind of milestone, in one language and tone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from notifications.domain.draft import KINDS
from notifications.domain.preferences import Intensity, Language, Tone


class UnknownTemplateError(ValueError):
    """There is no such kind of milestone, language or tone."""


@dataclass(frozen=True, slots=True)
class TemplateName:
    """Which drafts a template is for.

    Parameters
    ----------
    kind : str
        Of the milestone.
    language : Language
        Of the client.
    tone : Tone
        That the client wishes.
    """

    kind: str
    language: Language
    tone: Tone

    @classmethod
    def parse(cls, kind: str, language: str, tone: str) -> "TemplateName":
        """Read a name as it stands in URLs.

        Raises
        ------
        UnknownTemplateError
            Where there is no such.
        """
        if kind not in KINDS or language not in set(Language) or tone not in set(Tone):
            raise UnknownTemplateError(kind, language, tone)
        return cls(kind, Language(language), Tone(tone))


@dataclass(frozen=True, slots=True)
class PracticeTemplate:
    """The words that a practice's admin typed.

    Parameters
    ----------
    name : TemplateName
        Which drafts it is for.
    quiet, full : str
        As `template.parse` reads them, for clients who wish little, and for the others.
    version : int
        Grows by one at each change; the ETag.
    """

    name: TemplateName
    quiet: str
    full: str
    version: int

    def of(self, intensity: Intensity) -> str:
        """Give the one for an intensity."""
        return self.quiet if intensity is Intensity.QUIET else self.full


class Templates(Protocol):
    """Practices' own templates."""

    def get(self, practice: str, name: TemplateName) -> PracticeTemplate | None:
        """Read one, consistently: 1 call; None where the practice has none."""
        ...

    def all(self, practice: str) -> Sequence[PracticeTemplate]:
        """Read all of a practice: 1 call."""
        ...

    def put(self, practice: str, template: PracticeTemplate) -> None:
        """Store one as the version after the one that stands: 1 call; `ports.LostRaceError` where another stands."""
        ...

    def remove(self, practice: str, name: TemplateName, version: int) -> None:
        """Take one back: 1 call; `ports.LostRaceError` where another version stands."""
        ...
