"""A therapist reads what she kept to herself on a journey that she has handed over."""

from dataclasses import dataclass

from kernel.cursors import instant_and_identifier_in, written
from kernel.instants import from_text, to_text
from kernel.log import Log
from kernel.problem import not_found
from kernel.routes import Reply, Request
from reflections.application.reaching import Reached
from reflections.application.timeline_views import KeptThings, whole
from reflections.domain.capture import Audience, Capture, Kind, Position, Voice, seen_by
from reflections.domain.journey import Journey
from reflections.domain.ports import Captures, Journeys
from reflections.domain.relation import Relation
from reflections.domain.timeline import Selection, merged
from reflections.domain.times import CLOCK_SKEW


@dataclass(frozen=True, slots=True)
class ReadKept:
    """Read what stayed hers: three DynamoDB calls, and one KMS call where no key is remembered.

    Two more for each further time that she handed it over and kept what she had.

    Of the journey itself she reads nothing any more, nor what became of it.
    """

    journeys: Journeys
    captures: Captures
    log: Log

    def __call__(self, request: Request) -> Reply:
        """Read a page, newest first: her reflections, ideas and private entries, from before she handed it over.

        Parameters
        ----------
        request : Request
            Its path names the journey; its query is a `Page`.

        Returns
        -------
        Reply
            A `KeptThings`.

        Raises
        ------
        Problem
            404 where nothing stayed hers, or there is no such journey.
        """
        caller, page = request.caller, request.query
        place = instant_and_identifier_in(page.cursor)

        def admits(there: Journey) -> bool:
            return Relation.FORMER_THERAPIST in caller.reaches and bool(there.kept_by(caller.sub))

        access = self.journeys.access(caller.practice, request.path["journey"], admits, fresh=True)
        if access is None:
            raise not_found()
        journey = access.journey
        position = None if place is None else Position(*place)
        slices = []
        for done in journey.handovers:
            if done.therapist == caller.sub and done.kept is not None:
                # What detection told later stands beside what the first therapist kept, and is not hers to know.
                until, own = to_text(from_text(done.at) + CLOCK_SKEW), seen_by(Audience.THERAPIST, done.kept)
                slices += [
                    self.captures.before(journey.practice, journey.id, own, part, position, page.limit)
                    for part in (Selection(until=until), Selection(kind=Kind.IDEA, until=until))
                ]
        rows, after = merged(slices, page.limit)
        reached = Reached(journey, access.key, Voice.THERAPIST)
        items = [whole(row, reached, self.log) for row in rows if isinstance(row, Capture)]
        return Reply(KeptThings(items=items, next=None if after is None else written(after.occurred_at, after.id)))
