"""One of the two reads one capture of the timeline, where a line of a brief leads to."""

from dataclasses import dataclass

from kernel.log import Log
from kernel.problem import not_found
from kernel.routes import Reply, Request
from reflections.application.reaching import reach
from reflections.application.timeline_views import ItemView, whole
from reflections.domain.ports import Captures, Journeys
from reflections.domain.session import is_planned


@dataclass(frozen=True, slots=True)
class ReadTimelineItem:
    """Read a capture: one DynamoDB call; one more and one KMS call where the journey is not remembered."""

    journeys: Journeys
    captures: Captures
    log: Log

    def __call__(self, request: Request) -> Reply:
        """Read a capture as it is in this reader's timeline.

        Parameters
        ----------
        request : Request
            Its path names the journey and the capture.

        Returns
        -------
        Reply
            An `ItemView`.

        Raises
        ------
        Problem
            404, the same where there is none, where it was taken back, lies ahead, or is not for this reader.
        """
        reached = reach(self.journeys, request.caller, request.path["journey"])
        capture = self.captures.read(reached.journey.practice, reached.journey.id, request.path["item"])
        if capture is None or capture.retracted or is_planned(capture) or capture.seen_by not in reached.hears:
            raise not_found()
        return Reply(ItemView(whole(capture, reached, self.log)))
