"""One of the two deletes what they wrote."""

from dataclasses import dataclass

from kernel.clock import Clock
from kernel.log import Log
from kernel.problem import not_found, stale
from kernel.routes import Reply, Request
from reflections.application.changing import until_settled
from reflections.application.own_captures import Own
from reflections.application.rewriting import told
from reflections.domain.entry import deleted


@dataclass(frozen=True, slots=True)
class DeleteOwn:
    """Delete an entry, a reflection or an idea of one's own: two DynamoDB calls (a read and a conditional put).

    One more and one KMS call where the journey is not remembered; the read alone where it was deleted before. The words
    are gone with it; what stays is that the key by which it was made does not bring it back. One may take back one's
    words also when the journey is closed.
    """

    own: Own
    clock: Clock
    log: Log

    def __call__(self, request: Request) -> Reply:
        """Delete it.

        Parameters
        ----------
        request : Request
            Its path names the journey and the thing.

        Returns
        -------
        Reply
            No content; the same where this very deletion was done before and its answer got lost.

        Raises
        ------
        Problem
            404 where there is none of the caller's, or none any more; 412 where it has changed meanwhile.
        """
        return until_settled(lambda: self._attempt(request), self.log, request.path["journey"])

    def _attempt(self, request: Request) -> Reply:
        before, _ = self.own.found(request)
        if before.retracted:
            if before.version != request.version + 1:
                raise not_found()
            return Reply()
        if before.version != request.version:
            raise stale()
        after = deleted(before)
        self.own.captures.replace(after, told(after, request, self.clock.now()))
        return Reply()
