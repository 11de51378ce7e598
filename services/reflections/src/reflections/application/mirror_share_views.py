"""What is shared of a mirror, as its therapist and its supervisor see it."""

import json
from collections.abc import Mapping, Sequence
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from reflections.application.blind_spot_views import TopicName
from reflections.application.blind_spot_words import asked, said, shared_note
from reflections.application.brief_words import Language
from reflections.application.fields import Body
from reflections.application.views import View
from reflections.domain.blind_spot import BlindSpot, Mirrored
from reflections.domain.mirror_share import MOST_DAYS, MirrorShare


class Sharing(Body):
    """With whom, for how long, and how far back the mirror looks.

    ``supervisor`` is a subject of the user pool; nobody here knows who is one, and only who signs in as one reads it.
    """

    supervisor: Annotated[str, Field(pattern=r"^[A-Za-z0-9@._:-]{1,128}$")]
    days: Annotated[int, Field(ge=1, le=MOST_DAYS)] = 30
    sessions: Annotated[int, Field(ge=2, le=12)] = 5
    weeks: Annotated[int, Field(ge=2, le=12)] = 4
    language: Language = "en"


class SharedQuery(BaseModel):
    """In which words, and which page."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    language: Language = "en"
    limit: int = Field(default=20, ge=1, le=40)
    cursor: str | None = Field(default=None, min_length=1, max_length=200)


class SharedLine(View):
    """A line of the mirror without addresses, dates and identifiers: a supervisor reaches nothing of the record."""

    topic: TopicName
    fact: str
    question: str
    numbers: dict[str, int]


class SharedMirror(View):
    """What is shared of one journey."""

    journey: str | None
    """For the therapist alone, who can take it back there."""
    code: str | None
    therapist: str
    supervisor: str
    by_you: bool
    shared_at: str
    until: str
    sessions: int
    weeks: int
    lines: list[SharedLine] | None
    """Null where they cannot be read."""


class SharedMirrors(View):
    """A page of what one shares, and is shown."""

    note: str
    items: list[SharedMirror]
    next: str | None


FIELD: Literal["mirror"] = "mirror"
"""The name of the field that a snapshot is sealed under."""


def as_text(lines: Sequence[Mirrored]) -> str:
    """Write lines as they are sealed: topics and numbers, and nothing else."""
    return json.dumps([[line.topic.value, dict(line.numbers)] for line in lines])


def shown_share(
    share: MirrorShare, code: str | None, text: str | None, reader: str, language: Language
) -> SharedMirror:
    """Show what is shared.

    Parameters
    ----------
    share : MirrorShare
    code : str or None
        The journey's code name.
    text : str or None
        As `as_text` wrote it; None where it cannot be opened.
    reader : str
        Who reads it.
    language : str

    Returns
    -------
    SharedMirror
    """
    return SharedMirror(
        journey=share.journey if reader == share.therapist else None,
        code=code,
        therapist=share.therapist,
        supervisor=share.supervisor,
        by_you=reader == share.therapist,
        shared_at=share.shared_at,
        until=share.until,
        sessions=share.span.sessions,
        weeks=share.span.weeks,
        lines=None if text is None else [_line(topic, numbers, language) for topic, numbers in json.loads(text)],
    )


def note(language: Language) -> str:
    """Say what is seen here."""
    return shared_note(language)


def _line(topic: str, numbers: Mapping[str, int], language: Language) -> SharedLine:
    spot = BlindSpot(topic)
    return SharedLine(
        topic=spot.value, fact=said(spot, language, numbers), question=asked(spot, language), numbers=dict(numbers)
    )
