"""What a brief shows, and how it may be asked for."""

from datetime import timedelta
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from reflections.application.brief_words import Language
from reflections.application.views import View, Voice


class BriefQuery(BaseModel):
    """In which words a brief is asked for.

    Parameters
    ----------
    language : str
        Of its own sentences; what a person wrote stays as it is.
    offset : str
        The reader's offset from UTC, by which days are named.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    language: Language = "en"
    offset: Annotated[str, Field(pattern=r"^[+-](0[0-9]|1[0-4]):[0-5][0-9]$")] = "+00:00"

    def zone(self) -> timedelta:
        """Give the offset as a duration."""
        hours, minutes = map(int, self.offset[1:].split(":"))
        return (-1 if self.offset[0] == "-" else 1) * timedelta(hours=hours, minutes=minutes)


class Source(View):
    """Where a line comes from: what to GET for the whole of it, on which service."""

    service: Literal["reflections", "milestones"]
    path: str


class BriefLine(View):
    """A line: a person's own words, cut where long (null where they cannot be read), or a sentence of facts."""

    topic: Literal["alert", "milestone", "win", "effort", "struggle", "idea", "goal"]
    text: str | None
    fact: str | None = None
    by: Voice | None = None
    occurred_at: str | None = None
    source: Source


class BriefView(View):
    """A brief for the next session."""

    since: str
    session: int | None
    headline: str
    nothing_new: bool
    lines: list[BriefLine]
    more: int
    complete: bool
