"""A journey is handed over to another therapist, by its therapist or by the practice's admin."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Annotated

from pydantic import Field

from kernel.clock import Clock
from kernel.ids import command_id
from kernel.instants import to_text
from kernel.log import Log
from kernel.problem import key_reused, not_found
from kernel.routes import Reply, Request
from reflections.application.changing import told, until_settled
from reflections.application.fields import Body, canonical
from reflections.application.reaching import voice_in
from reflections.application.views import HandoverView
from reflections.domain.capture import Voice
from reflections.domain.handover import Handover
from reflections.domain.journey import Journey
from reflections.domain.journey_steps import handed_over
from reflections.domain.ports import Journeys
from reflections.domain.refusals import WrongFieldError
from reflections.domain.relation import Relation
from reflections.domain.step import Step


class HandingOver(Body):
    """To whom, and whether what the therapist kept to herself goes with it.

    ``therapist`` is a subject of the user pool. Nobody here knows who else works in the practice; where it was the
    wrong one, the admin hands over again.
    """

    therapist: Annotated[str, Field(pattern=r"^[A-Za-z0-9._:-]{1,128}$")]
    pass_on_reflections: bool = False


@dataclass(frozen=True, slots=True)
class HandOverJourney:
    """Hand a journey over: two DynamoDB calls (a read and a transaction); one where it is repeated.

    Nothing that was captured is touched, however much there is.
    """

    journeys: Journeys
    clock: Clock
    log: Log

    def __call__(self, request: Request) -> Reply:
        """Hand the journey over.

        Parameters
        ----------
        request : Request
            Its path names the journey; its body is a `HandingOver`.

        Returns
        -------
        Reply
            A `HandoverView`.

        Raises
        ------
        RefusedStepError
            Where the journey is closed, the person is on it, or has another active journey with this client.
        WrongFieldError
            Where the admin passes reflections on, which are not the admin's to give.
        """
        return until_settled(lambda: self._attempt(request), self.log, request.path["journey"])

    def _attempt(self, request: Request) -> Reply:
        caller, body = request.caller, request.body
        command, mark = command_id(caller.practice, caller.sub, request.key), _mark(request)
        journey = self.journeys.read(caller.practice, request.path["journey"])
        if journey is None:
            raise not_found()
        before = next((done for done in journey.handovers if done.command == command), None)
        if before is not None:
            return _repeated(journey, before, mark)
        if voice_in(journey, caller) is not Voice.THERAPIST:
            if Relation.SAME_PRACTICE not in caller.reaches:
                raise not_found()
            if body.pass_on_reflections:
                raise WrongFieldError(("/pass_on_reflections", "false; only the therapist passes on what is hers"))
        at = to_text(self.clock.now())
        after, payload = handed_over(journey, body.therapist, at, command, mark, pass_on=body.pass_on_reflections)
        self.journeys.save(Step(journey, after, told([payload], after, request, at)))
        return Reply(HandoverView.of(after, after.handovers[-1]))


def _mark(request: Request) -> bytes:
    """Fingerprint a request; it holds no typed words, so that no secret key is needed, and an admin has none."""
    return sha256(request.route.encode() + b"\n" + canonical(request.body)).digest()


def _repeated(journey: Journey, done: Handover, mark: bytes) -> Reply:
    if done.fingerprint != mark:
        raise key_reused()
    return Reply(HandoverView.of(journey, done))
