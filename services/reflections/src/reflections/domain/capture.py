"""Captures: what the two people of a journey keep, attributed, timed, and visible to whom it is meant for."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

from reflections.domain.refusals import RefusedStepError

Facts = Mapping[str, object]
"""What a capture says besides text: identifiers, enumerations and numbers by name; an absent name says nothing."""

Sealed = Mapping[str, bytes]
"""Each text of a capture by the name of its field, sealed."""

_NOTHING: Mapping[str, bytes] = MappingProxyType({})


class Voice(StrEnum):
    """Who of the two speaks."""

    CLIENT = "client"
    THERAPIST = "therapist"


class Audience(StrEnum):
    """Who sees a capture: both, or one of the two alone."""

    BOTH = "both"
    CLIENT = "client"
    THERAPIST = "therapist"


class Kind(StrEnum):
    """What a capture is."""

    WIN = "win"
    STRUGGLE = "struggle"
    EFFORT = "effort"
    AFTER_SESSION = "after_session"
    CAME_TO_MIND = "came_to_mind"
    ON_JOURNEY = "on_journey"
    IDEA = "idea"
    MEASURE = "measure"
    RATING = "rating"
    LEVEL = "level"
    SESSION = "session"
    GOODBYE = "goodbye"
    STUCKNESS = "stuckness"


ENTRIES = frozenset({Kind.WIN, Kind.STRUGGLE, Kind.EFFORT})
REFLECTIONS = frozenset({Kind.AFTER_SESSION, Kind.CAME_TO_MIND, Kind.ON_JOURNEY})
THERAPISTS = REFLECTIONS | {Kind.IDEA}
"""What is the therapist's alone, always."""


def audience_of(kind: Kind, by: Voice, *, shared: bool) -> Audience:
    """Say who sees a capture.

    Parameters
    ----------
    kind : Kind
        What it is.
    by : Voice
        Whose it is.
    shared : bool
        Whether its author shares it; counts for entries alone.

    Returns
    -------
    Audience
        Measures and ratings are the common record; an entry is its author's until shared; a reflection or an idea is
        the therapist's, always, as psychotherapy notes are (45 CFR 164.501); so is a therapist's stuckness.
    """
    if kind in THERAPISTS or (kind is Kind.STUCKNESS and by is Voice.THERAPIST):
        return Audience.THERAPIST
    if kind in ENTRIES and not shared:
        return Audience(by)
    return Audience.BOTH


def seen_by(audience: Audience, generation: int) -> str:
    """Name who sees what is meant for an audience: of what a therapist keeps to herself, one generation alone.

    Parameters
    ----------
    audience : Audience
        Both, or one of the two.
    generation : int
        0 for the first therapist; see `reflections.domain.handover`.

    Returns
    -------
    str
        For example ``both``, or ``therapist.1``.
    """
    return audience if audience is not Audience.THERAPIST or not generation else f"{audience}.{generation}"


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a timeline.

    Parameters
    ----------
    occurred_at : str
        RFC 3339, UTC, milliseconds.
    id : str
        Orders what happened in the same millisecond.
    """

    occurred_at: str
    id: str


@dataclass(frozen=True, slots=True)
class Capture:
    """One thing that one of the two captured.

    Parameters
    ----------
    practice, journey, id : str
        Where it belongs, and its identifier.
    kind : Kind
        What it is.
    author : str
        The subject of the person who captured it.
    by : Voice
        Who of the two that is.
    recorded_at : str
        When it reached us: RFC 3339, UTC, milliseconds.
    facts : mapping
        What it says besides text; ``occurred_at`` is always among them.
    fingerprint : bytes
        Of the request that made it, keyed with the journey's data key.
    texts : mapping
        Its sealed texts by field.
    version : int
        From 1, grows by one with each change.
    first : mapping or None
        The facts as first recorded, where they were corrected since: a repeated command is answered from them.
    retracted : bool
        Whether it was taken back or deleted; it has no words and is in no timeline then.
    last_shared : str or None
        Of an entry that was shared and is so no more: when it happened, as the others last heard.
    generation : int
        Of what a therapist keeps to herself: the journey's at that time; see `reflections.domain.handover`.
    """

    practice: str
    journey: str
    id: str
    kind: Kind
    author: str
    by: Voice
    recorded_at: str
    facts: Facts
    fingerprint: bytes
    texts: Sealed = field(default_factory=lambda: _NOTHING)
    version: int = 1
    first: Facts | None = None
    retracted: bool = False
    last_shared: str | None = None
    generation: int = 0

    @property
    def occurred_at(self) -> str:
        """When it happened: RFC 3339, UTC, milliseconds."""
        return str(self.facts["occurred_at"])

    @property
    def audience(self) -> Audience:
        """Who sees it."""
        return audience_of(self.kind, self.by, shared=self.facts.get("shared") is True)

    @property
    def seen_by(self) -> str:
        """Who sees it, the generation included."""
        return seen_by(self.audience, self.generation)

    @property
    def position(self) -> Position:
        """Its place in a timeline."""
        return Position(self.occurred_at, self.id)

    def as_first(self) -> "Capture":
        """Return it as it was when first recorded, whatever was corrected since."""
        facts = self.facts if self.first is None else self.first
        return replace(self, facts=facts, version=1, first=None, retracted=False)

    def corrected(self, facts: Facts, texts: Sealed | None = None) -> "Capture":
        """Correct it.

        Parameters
        ----------
        facts : mapping
            All facts anew.
        texts : mapping or None
            All texts anew, sealed; None where they stay.

        Returns
        -------
        Capture
            The next version.

        Raises
        ------
        RefusedStepError
            Where it was taken back.
        """
        self._still_stands()
        texts = self.texts if texts is None else texts
        return replace(self, facts=facts, texts=texts, version=self.version + 1, first=self.first or self.facts)

    def taken_back(self) -> "Capture":
        """Take it back, or delete it.

        Returns
        -------
        Capture
            The next and last version, without words: what stays is that a repeated command finds its answer, and does
            not bring it back.

        Raises
        ------
        RefusedStepError
            Where it was taken back before.
        """
        self._still_stands()
        first = self.first or self.facts
        return replace(self, texts=_NOTHING, version=self.version + 1, first=first, retracted=True)

    def _still_stands(self) -> None:
        if self.retracted:
            raise RefusedStepError(
                "retracted",
                "It was taken back",
                "It counts as never recorded; record it anew where that was a mistake.",
            )
