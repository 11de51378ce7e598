"""One of the two reads what they wrote."""

from dataclasses import dataclass

from kernel.log import Log
from kernel.problem import not_found
from kernel.routes import Reply, Request
from reflections.application.own_captures import Own
from reflections.application.timeline_views import whole


@dataclass(frozen=True, slots=True)
class ReadOwn:
    """Read an entry, a reflection or an idea of one's own: one DynamoDB call.

    One more and one KMS call where the journey is not remembered.
    """

    own: Own
    log: Log

    def __call__(self, request: Request) -> Reply:
        """Read it.

        Parameters
        ----------
        request : Request
            Its path names the journey and the thing.

        Returns
        -------
        Reply
            With its words, and the version that a change needs.

        Raises
        ------
        Problem
            404 where there is none of the caller's, or none any more.
        """
        capture, reached = self.own.found(request, reading=True)
        if capture.retracted:
            raise not_found()
        return Reply(whole(capture, reached, self.log), version=capture.version)
