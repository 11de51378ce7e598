"""What the blind-spot mirror shows, and how it may be asked for."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from reflections.application.blind_spot_words import asked, said
from reflections.application.brief_words import Language
from reflections.application.views import View
from reflections.domain.blind_spot import BlindSpot, Mirrored, Span
from reflections.domain.journey import Journey

MOST_SOURCES = 5
"""So many addresses a line names; its numbers count all."""


TopicName = Literal[
    "goal_untouched", "never_in_mind", "only_what_did_not_work", "idea_never_tried", "celebration_never_approved"
]
"""A `BlindSpot`, as it is shown."""


class MirrorQuery(BaseModel):
    """How far back, in which words, and which page.

    Parameters
    ----------
    sessions : int
        Over the last so many sessions that were held. Five: the same after which a goal that has not moved is worth a
        supervision conversation (SCIENCE, section 6).
    weeks : int
        Over so many weeks. Four: the same after which the first effort on a goal is a first step (SCIENCE, section 5).
    language : str
        Of its sentences.
    limit : int
        At most so many journeys a page; each is up to four queries.
    cursor : str or None
        ``next`` of the page before.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    sessions: int = Field(default=5, ge=2, le=12)
    weeks: int = Field(default=4, ge=2, le=12)
    language: Language = "en"
    limit: int = Field(default=10, ge=1, le=20)
    cursor: str | None = Field(default=None, min_length=1, max_length=200)

    @property
    def span(self) -> Span:
        """How far back."""
        return Span(self.sessions, self.weeks)


class MirrorSource(View):
    """What to GET for what a line is about, on which service."""

    service: Literal["reflections", "notifications"]
    path: str


class MirrorLine(View):
    """A line: what was recorded and what was not, the numbers, a question to ask oneself, and where to look."""

    topic: TopicName
    journey: str
    code: str | None
    fact: str
    question: str
    numbers: dict[str, int]
    since: str
    sources: list[MirrorSource]


class MirrorView(View):
    """A page of the mirror, journey by journey in the order of their identifiers: an order that says nothing."""

    headline: str
    note: str
    sessions: int
    weeks: int
    looked_at: int
    incomplete: int
    """How many of the journeys have more than could be looked at; lines may be missing there."""
    items: list[MirrorLine]
    next: str | None


def line_of(journey: Journey, line: Mirrored, language: Language) -> MirrorLine:
    """Put a line of the mirror into words.

    Parameters
    ----------
    journey : Journey
        Of which its code name is shown, and nothing else.
    line : Mirrored
    language : str

    Returns
    -------
    MirrorLine
    """
    service, path = _WHERE[line.topic]
    about = line.about[:MOST_SOURCES] or [journey.id]
    return MirrorLine(
        topic=line.topic.value,
        journey=journey.id,
        code=journey.code,
        fact=said(line.topic, language, line.numbers),
        question=asked(line.topic, language),
        numbers=dict(line.numbers),
        since=line.since,
        sources=[MirrorSource(service=service, path=path(journey.id, one)) for one in about],
    )


_Path = Callable[[str, str], str]
_WHERE: Mapping[BlindSpot, tuple[Literal["reflections", "notifications"], _Path]] = MappingProxyType(
    {
        BlindSpot.GOAL_UNTOUCHED: ("reflections", "/journeys/{}/goals/{}/history".format),
        BlindSpot.NEVER_IN_MIND: ("reflections", "/journeys/{}/reflections".format),
        BlindSpot.ONLY_WHAT_DID_NOT_WORK: ("reflections", "/journeys/{}/reflections/{}".format),
        BlindSpot.IDEA_NEVER_TRIED: ("reflections", "/journeys/{}/ideas/{}".format),
        BlindSpot.CELEBRATION_NEVER_APPROVED: ("notifications", "/celebrations/{1}".format),
    }
)
"""A celebration has the identifier of its milestone."""
