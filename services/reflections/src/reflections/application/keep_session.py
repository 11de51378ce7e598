"""The therapist notes a session: held, or missed."""

from dataclasses import dataclass

from kernel.clock import Clock
from kernel.ids import command_id
from kernel.instants import to_text
from kernel.log import Log
from kernel.problem import key_reused
from kernel.routes import Reply, Request
from reflections.application.announcing import announced
from reflections.application.capturing import capture_id
from reflections.application.changing import until_settled
from reflections.application.fields import Body, Instant, KeptNumber, canonical
from reflections.application.reaching import Reached, reach
from reflections.application.views import SessionView, shown
from reflections.domain.capture import Capture, Kind
from reflections.domain.ports import Captures, Journeys
from reflections.domain.session import as_last, latest, news_of_session
from reflections.domain.step import Step
from reflections.domain.times import happened


class SessionKept(Body):
    """When it was, and whether it took place; without a number it gets the one after the highest."""

    held: bool
    number: KeptNumber | None = None
    occurred_at: Instant = None


@dataclass(frozen=True, slots=True)
class KeepSession:
    """Keep a session: three DynamoDB calls (two reads and a transaction), two where it is repeated.

    And one KMS call where no key is remembered. Both see it; its journey knows the last one that was held.
    """

    journeys: Journeys
    captures: Captures
    clock: Clock
    log: Log

    def __call__(self, request: Request) -> Reply:
        """Keep the session.

        Parameters
        ----------
        request : Request
            Its path names the journey; its body is a `SessionKept`.

        Returns
        -------
        Reply
            A `SessionView`.

        Raises
        ------
        RefusedStepError
            Where the journey is closed, or another session has the number.
        WrongFieldError
            Where it lies in the future.
        """
        return until_settled(lambda: self._attempt(request), self.log, request.path["journey"])

    def _attempt(self, request: Request) -> Reply:
        caller = request.caller
        reached = reach(self.journeys, caller, request.path["journey"], fresh=True)
        command = command_id(caller.practice, caller.sub, request.key)
        made = capture_id(reached.journey.id, command)
        fingerprint = reached.key.fingerprint(request.route.encode(), canonical(request.body))
        session = self.captures.read(caller.practice, reached.journey.id, made)
        if session is None:
            session = self._kept(request, reached, made, fingerprint, command)
        elif session.fingerprint != fingerprint:
            raise key_reused()
        return Reply(SessionView.model_validate(shown(session.as_first())), version=1)

    def _kept(self, request: Request, reached: Reached, made: str, fingerprint: bytes, command: str) -> Capture:
        body, journey, now = request.body, reached.journey, self.clock.now()
        number = journey.number_for_session(body.number)
        session = Capture(
            practice=journey.practice,
            journey=journey.id,
            id=made,
            kind=Kind.SESSION,
            author=request.caller.sub,
            by=reached.voice,
            recorded_at=to_text(now),
            facts={"number": number, "held": body.held, "occurred_at": happened(body.occurred_at, now)},
            fingerprint=fingerprint,
        )
        after = journey.with_session(latest(journey.last_session, as_last(session)), number)
        event = announced(
            news_of_session(session),
            of=made,
            version=1,
            journey=journey.id,
            request=request,
            cause=command,
            at=session.recorded_at,
        )
        self.journeys.save(Step(journey, after, captures=[(session, event)], numbered=[session]))
        return session
