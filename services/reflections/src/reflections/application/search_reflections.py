"""The therapist finds reflections by their words, or by a tag, on one journey or on the whole caseload."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, Field

from kernel.caller import Caller
from kernel.cursors import written
from kernel.log import Log
from kernel.problem import Problem
from kernel.routes import Reply, Request
from reflections.application.fields import Body, Reference
from reflections.application.own_captures import own_part
from reflections.application.paging import journey_and_place_in
from reflections.application.reaching import Reached, reach, voice_in
from reflections.application.tags import Tag, has, normalised
from reflections.application.texts import opened
from reflections.application.timeline_views import ReflectionItem
from reflections.application.views import View, shown
from reflections.domain.capture import REFLECTIONS, Capture, Position, Voice
from reflections.domain.journey import Journey
from reflections.domain.ports import Captures, Journeys
from reflections.domain.refusals import WrongFieldError
from reflections.domain.timeline import Selection
from reflections.domain.words import all_in, words_in

MOST_READ = 200
"""So many of the therapist's own captures are read, and so many reflections opened, in one request at most."""

MOST_JOURNEYS = 10
"""So many journeys are begun in one request at most, each one query, and one KMS call where it is not remembered."""


def _says_something(text: str) -> str:
    if not words_in(text):
        raise ValueError("some words")
    return text


Words = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_says_something)]


class Search(Body):
    """What to look for; it comes in a body, so that it stands in no address and in no access log."""

    words: Words | None = None
    tag: Annotated[Tag, AfterValidator(_says_something), AfterValidator(normalised)] | None = None
    journey: Reference | None = None
    limit: Annotated[int, Field(ge=1, le=50)] = 20
    cursor: Annotated[str, Field(min_length=1, max_length=200)] | None = None


class FoundItem(ReflectionItem):
    """A reflection that was found, with the journey that it is on."""

    journey: str


class FoundList(View):
    """What was found in so many reflections: a page may be empty and have a next; without one, all were searched."""

    items: list[FoundItem]
    searched: int
    next: str | None


@dataclass(slots=True)
class _Found:
    """What a request has found, and how far it has come."""

    items: list[FoundItem] = field(default_factory=list)
    journeys: list[str] = field(default_factory=list)
    read: int = 0
    searched: int = 0


Place: TypeAlias = tuple[str, tuple[str, str] | None]
Stop: TypeAlias = tuple[Reached, Position | None]


@dataclass(frozen=True, slots=True)
class SearchReflections:
    """Search a journey: one DynamoDB call; one more and one KMS call where it is not remembered.

    The whole caseload, journey by journey: three calls and one for each of at most eleven journeys, and one KMS call
    for each that is not remembered. At most 200 captures are read and opened; the cursor goes on from there. Nothing
    is stored, and no word stands anywhere in clear.
    """

    journeys: Journeys
    captures: Captures
    log: Log

    def __call__(self, request: Request) -> Reply:
        """Search, newest first on each journey.

        Parameters
        ----------
        request : Request
            Its body is a `Search`.

        Returns
        -------
        Reply
            A `FoundList`.

        Raises
        ------
        WrongFieldError
            Where nothing is looked for, or the journey is none that the caller leads.
        """
        asked: Search = request.body
        if asked.words is None and asked.tag is None:
            raise WrongFieldError(("/words", "some words here, or a tag"))
        place, found = journey_and_place_in(asked.cursor, "/cursor"), _Found()
        if asked.journey is None:
            stops, beyond = self._caseload(request.caller, place)
        else:
            stops, beyond = self._journey(request.caller, asked.journey, place), None
        following = self._walk(stops, beyond, asked, found)
        page = FoundList(items=found.items, searched=found.searched, next=following)
        return Reply(page, about=tuple(found.journeys))

    def _journey(self, caller: Caller, journey: str, place: Place | None) -> Iterator[Stop]:
        """Stop at one journey: one that is not there is a wrong field, not an address."""
        if place is not None and (place[0] != journey or place[1] is None):
            raise WrongFieldError(("/cursor", "next of the page before, for the same journey"))
        try:
            reached = reach(self.journeys, caller, journey)
        except Problem:
            raise WrongFieldError(("/journey", "a journey that you lead")) from None
        return iter([(reached, _position(place))])

    def _caseload(self, caller: Caller, place: Place | None) -> tuple[Iterator[Stop], str | None]:
        """Stop at the journeys that the caller leads, from the place on; say behind which one there are more."""
        practice, after = caller.practice, None if place is None else place[0]
        page, beyond = self.journeys.of_person(practice, caller.sub, MOST_JOURNEYS, after)
        led = [journey.id for journey in page if voice_in(journey, caller) is Voice.THERAPIST]
        position = _position(place)
        if after is not None and position is not None:
            led = [after, *led]
        return self._stops(caller, led, None if position is None else after, position), beyond

    def _stops(self, caller: Caller, led: list[str], begun: str | None, position: Position | None) -> Iterator[Stop]:
        """Unwrap a journey's key only where the search comes to it."""
        ahead = self.journeys.ahead(caller.practice, led)

        def leads(there: Journey) -> bool:
            return voice_in(there, caller) is Voice.THERAPIST

        for journey in led:
            access = ahead.access(caller.practice, journey, leads)
            if access is not None:
                yield (
                    Reached(access.journey, access.key, Voice.THERAPIST),
                    position if journey == begun else None,
                )

    def _walk(self, stops: Iterator[Stop], beyond: str | None, asked: Search, found: _Found) -> str | None:
        """Go from journey to journey until enough is found or read; say where to go on."""
        for reached, position in stops:
            here, last = reached.journey.id, self._on(reached, position, asked, found)
            found.journeys.append(here)
            if last is not None:
                return written(here, last.occurred_at, last.id)
            if found.read >= MOST_READ and asked.journey is None:
                return written(here)
        return None if beyond is None else written(beyond)

    def _on(self, reached: Reached, position: Position | None, asked: Search, found: _Found) -> Position | None:
        """Search what is left of a journey; say where to go on, None where it was searched to its end."""
        part = own_part(self.captures, reached, _REFLECTIONS, position, MOST_READ - found.read - 1)
        for row in part.rows:
            found.read += 1
            if isinstance(row, Capture) and row.kind in REFLECTIONS:
                found.searched += 1
                found.items += self._matching(row, reached, asked)
            if len(found.items) == asked.limit:
                return row.position
        return part.rows[-1].position if part.more else None

    def _matching(self, reflection: Capture, reached: Reached, asked: Search) -> list[FoundItem]:
        texts = opened(reached, reflection, self.log)
        if asked.tag is not None and not has(asked.tag, texts.get("tags")):
            return []
        if not all_in(words_in(asked.words or ""), [text for text in texts.values() if text]):
            return []
        return [FoundItem.model_validate({**shown(reflection), **texts, "journey": reflection.journey})]


def _position(place: Place | None) -> Position | None:
    return None if place is None or place[1] is None else Position(*place[1])


_REFLECTIONS = Selection(reflections=True)
