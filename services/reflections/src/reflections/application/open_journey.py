"""A therapist opens a journey."""

from dataclasses import dataclass
from itertools import count

from kernel.clock import Clock
from kernel.ids import command_id
from kernel.instants import to_text
from kernel.log import Log
from kernel.problem import key_reused
from kernel.routes import Reply, Request
from reflections.application.changing import told, until_settled
from reflections.application.fields import Body, CodeName, Country, canonical
from reflections.application.views import JourneyView
from reflections.domain.code_name import code_name
from reflections.domain.journey import Journey
from reflections.domain.ports import Journeys, OutdatedError
from reflections.domain.step import TakenError


class Opening(Body):
    """What a therapist says when opening a journey; its country says which contacts are shown in a crisis."""

    code: CodeName | None = None
    country: Country | None = None


@dataclass(frozen=True, slots=True)
class OpenJourney:
    """Open a journey: one DynamoDB call (a transaction) and one KMS call; one more of each where it is repeated.

    Where it is given no code name, it gets one that is free in the practice; one that turns out to be taken costs the
    calls again.
    The journey's identifier is the command's; a repeated command finds the journey there, and gets it back as it was
    opened.
    """

    journeys: Journeys
    clock: Clock
    log: Log

    def __call__(self, request: Request) -> Reply:
        """Open a journey.

        Parameters
        ----------
        request : Request
            Its body is an `Opening`.

        Returns
        -------
        Reply
            A `JourneyView`.
        """
        rounds = count()

        def attempt() -> Reply:
            try:
                return self._attempt(request, next(rounds))
            except TakenError:
                if request.body.code is not None:
                    raise
                raise OutdatedError from None

        return until_settled(attempt, self.log, "new")

    def _attempt(self, request: Request, round_: int) -> Reply:
        caller, at = request.caller, to_text(self.clock.now())
        made = command_id(caller.practice, caller.sub, request.key)
        code = request.body.code or code_name(made, round_)
        key = self.journeys.new_key(caller.practice, made)
        parts = (request.route.encode(), canonical(request.body))
        journey = Journey(
            practice=caller.practice,
            id=made,
            therapist=caller.sub,
            opened_at=at,
            fingerprint=key.fingerprint(*parts),
            code=code,
            country=request.body.country,
        )
        stored = self.journeys.open(journey, key, told([journey.opened()], journey, request, at)[0])
        if stored is not None:
            # The fingerprint is keyed with the journey's own key, and the one made for this attempt is not it.
            if stored.journey.fingerprint != stored.key.fingerprint(*parts):
                raise key_reused()
            journey = stored.journey.as_opened()
        return Reply(JourneyView.of(journey), version=journey.version)
