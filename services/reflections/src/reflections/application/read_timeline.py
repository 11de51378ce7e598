"""One of the two reads the timeline: both voices, so far as this reader may hear them."""

from collections.abc import Sequence
from dataclasses import dataclass

from kernel.cursors import instant_and_identifier_in, written
from kernel.log import Log
from kernel.routes import Reply, Request
from reflections.application.reaching import Reached, reach
from reflections.application.timeline_csv import as_csv
from reflections.application.timeline_query import TimelinePage
from reflections.application.timeline_views import COLUMNS, Timeline, item_of
from reflections.domain.capture import REFLECTIONS, Capture, Position
from reflections.domain.ports import Captures, Journeys
from reflections.domain.timeline import Row, Selection, Slice, merged, parts_of


@dataclass(frozen=True, slots=True)
class ReadTimeline:
    """Read a page of the timeline: two DynamoDB calls; one more and one KMS call where the journey is not remembered.

    And one more for a therapist who took the journey over and was passed on nothing.

    What a reader may not see is not filtered out but never read: neither page, nor cursor, nor time taken tells of it.
    What was not asked for is not read either, with one exception: among her reflections a therapist's private entries
    are passed over, since a reflection stands in one order alone (two write units); such a page may be short.
    """

    journeys: Journeys
    captures: Captures
    log: Log

    def __call__(self, request: Request) -> Reply:
        """Read a page, newest first.

        Parameters
        ----------
        request : Request
            Its path names the journey; its query is a `TimelinePage`.

        Returns
        -------
        Reply
            A `Timeline`, or CSV.

        Raises
        ------
        WrongFieldError
            Where the query contradicts itself.
        """
        asked: TimelinePage = request.query
        place, selection = instant_and_identifier_in(asked.cursor), asked.selection()
        reached = reach(self.journeys, request.caller, request.path["journey"])
        slices = self._slices(reached, selection, None if place is None else Position(*place), asked.limit)
        page, after = merged(slices, asked.limit)
        items = [item_of(row, reached, self.log) for row in page if not selection.reflections or _is_reflection(row)]
        following = None if after is None else written(after.occurred_at, after.id)
        if asked.format == "csv":
            return Reply(as_csv(items, COLUMNS, asked.following(following)))
        return Reply(Timeline(items=items, next=following))

    def _slices(self, reached: Reached, selection: Selection, position: Position | None, limit: int) -> Sequence[Slice]:
        practice, journey = reached.journey.practice, reached.journey.id
        return [
            self.captures.before(practice, journey, seen_by, part, position, limit)
            for seen_by, part in parts_of(selection, reached.journey, reached.voice)
        ]


def _is_reflection(row: Row) -> bool:
    return isinstance(row, Capture) and row.kind in REFLECTIONS
