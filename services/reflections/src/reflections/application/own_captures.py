"""Finds what a caller wrote, for the caller alone."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from kernel.cursors import instant_and_identifier_in, written
from kernel.problem import not_found
from kernel.routes import Request
from reflections.application.paging import Page
from reflections.application.reaching import Reached, reach
from reflections.domain.capture import THERAPISTS, Capture, Kind, Position
from reflections.domain.ports import Captures, Journeys
from reflections.domain.timeline import Selection, Slice, merged


@dataclass(frozen=True, slots=True)
class Own:
    """One sort of thing that a person writes, and may change.

    Parameters
    ----------
    journeys, captures : port
        Where it lies.
    kinds : set of Kind
        What it may be.
    named : str
        The path parameter that names it.
    """

    journeys: Journeys
    captures: Captures
    kinds: AbstractSet[Kind]
    named: str

    def found(self, request: Request, *, reading: bool = False) -> tuple[Capture, Reached]:
        """Find what the caller wrote, or was passed on: one DynamoDB call.

        One more and one KMS call where the journey is not remembered.

        Parameters
        ----------
        request : Request
            Its path names the journey and the thing.
        reading : bool
            Whether it is only to be read. Of what another therapist passed on, reflections can be read and nothing
            else; an idea is the present therapist's to go on with.

        Returns
        -------
        Capture
            As stored this instant; it may have been deleted.
        Reached
            Its journey; it may be closed.

        Raises
        ------
        Problem
            404, the same where there is none, where it is another's, shared or not, and where it is of another kind.
        """
        caller = request.caller
        reached = reach(self.journeys, caller, request.path["journey"])
        capture = self.captures.read(caller.practice, reached.journey.id, request.path[self.named])
        if capture is None or capture.kind not in self.kinds:
            raise not_found()
        passed_on = capture.kind in (THERAPISTS if reading else {Kind.IDEA}) and capture.seen_by == reached.own
        if capture.author != caller.sub and not passed_on:
            raise not_found()
        return capture, reached


def own_page(
    journeys: Journeys, captures: Captures, request: Request, selection: Selection
) -> tuple[Reached, Sequence[Capture], str | None]:
    """Read a page of what a therapist alone has: one DynamoDB call; two and one KMS call on a journey not remembered.

    Parameters
    ----------
    journeys, captures : port
        Where it lies.
    request : Request
        Its path names the journey; its query is a `Page`.
    selection : Selection
        What of it.

    Returns
    -------
    Reached
        The journey.
    sequence of Capture
        The page, newest first.
    str or None
        The cursor of the next page; None where this was the last.
    """
    asked: Page = request.query
    place = instant_and_identifier_in(asked.cursor)
    reached = reach(journeys, request.caller, request.path["journey"])
    position = None if place is None else Position(*place)
    page, after = merged([own_part(captures, reached, selection, position, asked.limit)], asked.limit)
    following = None if after is None else written(after.occurred_at, after.id)
    return reached, [row for row in page if isinstance(row, Capture)], following


def own_part(
    captures: Captures, reached: Reached, selection: Selection, position: Position | None, limit: int
) -> Slice:
    """Read what is for the caller alone: one DynamoDB call.

    Parameters
    ----------
    captures : Captures
        The port.
    reached : Reached
        The journey, and as whom the caller takes part.
    selection : Selection
        What of it.
    position : Position or None
        Only what is older; None from the newest on.
    limit : int
        At most so many; one more tells whether there are.

    Returns
    -------
    Slice
        Newest first.
    """
    journey = reached.journey
    return captures.before(journey.practice, journey.id, reached.own, selection, position, limit)
