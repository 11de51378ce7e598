"""The therapist shows a supervisor what her mirror says of one journey, and takes it back."""

from dataclasses import dataclass, replace

from kernel.clock import Clock
from kernel.instants import to_text
from kernel.log import Log
from kernel.routes import Reply, Request
from reflections.application.changing import until_settled
from reflections.application.mirror_share_views import FIELD, Sharing, as_text, shown_share
from reflections.application.reaching import present, reach
from reflections.application.read_blind_spots import ReadBlindSpots
from reflections.application.texts import context
from reflections.domain.blind_spot import Span
from reflections.domain.mirror_share import MirrorShare, MirrorShares, last_moment, may_read
from reflections.domain.ports import Journeys


@dataclass(frozen=True, slots=True)
class ShareBlindSpots:
    """Share a snapshot: five or six DynamoDB calls (three or four of the mirror, a read, a transaction).

    One more and one KMS call, since the journey is read anew. What was shared before, with whomever, it replaces.
    """

    mirror: ReadBlindSpots
    journeys: Journeys
    shares: MirrorShares
    clock: Clock
    log: Log

    def __call__(self, request: Request) -> Reply:
        """Share it.

        Parameters
        ----------
        request : Request
            Its path names the journey; its body is a `Sharing`.

        Returns
        -------
        Reply
            A `SharedMirror`, as it is from now on.

        Raises
        ------
        RefusedStepError
            Where the journey is closed.
        WrongFieldError
            Where the supervisor is on the journey.
        """
        return until_settled(lambda: self._attempt(request), self.log, request.path["journey"])

    def _attempt(self, request: Request) -> Reply:
        body: Sharing = request.body
        now = self.clock.now()
        reached = reach(self.journeys, request.caller, request.path["journey"], fresh=True)
        journey, span = reached.journey, Span(body.sessions, body.weeks)
        journey.still_open()
        may_read(journey, body.supervisor)
        text = as_text(self.mirror.look(journey, span, now)[0])
        share = MirrorShare(
            practice=journey.practice,
            journey=journey.id,
            therapist=request.caller.sub,
            supervisor=body.supervisor,
            shared_at=to_text(now),
            until=last_moment(now, body.days),
            span=span,
            lines=b"",
        )
        sealed = replace(share, lines=reached.key.seal(text, context(reached, journey.id, FIELD)))
        self.shares.share(sealed, self.shares.read(journey.practice, journey.id))
        return Reply(shown_share(sealed, journey.code, text, request.caller.sub, body.language))


@dataclass(frozen=True, slots=True)
class TakeBackBlindSpots:
    """Take back what is shared of a journey: two DynamoDB calls and a transaction; two where nothing is shared."""

    journeys: Journeys
    shares: MirrorShares
    log: Log

    def __call__(self, request: Request) -> Reply:
        """Take it back; from the answer on nobody reads it.

        Parameters
        ----------
        request : Request
            Its path names the journey.

        Returns
        -------
        Reply
            Without content, also where nothing is shared.
        """

        def attempt() -> Reply:
            journey = present(self.journeys, request)
            share = self.shares.read(journey.practice, journey.id)
            if share is not None:
                self.shares.take_back(share)
            return Reply()

        return until_settled(attempt, self.log, request.path["journey"])
