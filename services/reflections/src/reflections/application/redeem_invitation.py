"""The client redeems the invitation, and with that joins the journey."""

from dataclasses import dataclass, replace
from typing import Annotated

from pydantic import Field

from kernel.clock import Clock
from kernel.ids import command_id
from kernel.instants import to_text
from kernel.log import Log
from kernel.problem import key_reused, not_found
from kernel.routes import Reply, Request
from reflections.application.changing import told, until_settled
from reflections.application.fields import Body
from reflections.application.views import JourneyView
from reflections.domain.consent import Consent, Purpose
from reflections.domain.invitation import Invitation, Redemption, digest_of, normal
from reflections.domain.journey import State
from reflections.domain.journey_consents import with_consent
from reflections.domain.ports import Invitations, Journeys
from reflections.domain.step import Step


class Redeeming(Body):
    """What a client says when joining."""

    code: Annotated[str, Field(pattern=r"^[0-9A-Za-z -]{10,20}$")]
    celebrations_consent: bool


@dataclass(frozen=True, slots=True)
class RedeemInvitation:
    """Redeem an invitation: three DynamoDB calls (invitation, journey, transaction); two where it is repeated.

    A code that is unknown, used, expired or another practice's is answered alike, with 404. Where the two have another
    active journey, the code stays good until that one is paused or closed.
    """

    journeys: Journeys
    invitations: Invitations
    clock: Clock
    log: Log

    def __call__(self, request: Request) -> Reply:
        """Join the journey that the code leads to.

        Parameters
        ----------
        request : Request
            Its body is a `Redeeming`.

        Returns
        -------
        Reply
            A `JourneyView`, as it was on joining.
        """
        caller = request.caller
        digest = digest_of(caller.practice, normal(request.body.code))
        command = command_id(caller.practice, caller.sub, request.key)

        def attempt() -> Reply:
            invitation, done = self.invitations.read_for(caller.practice, digest, caller.sub, command)
            if done is not None:
                return self._repeated(request, digest, done)
            if invitation is None or not invitation.opens(to_text(self.clock.now())):
                raise not_found()
            return self._joined(request, invitation, command)

        return until_settled(attempt, self.log, command)

    def _joined(self, request: Request, invitation: Invitation, command: str) -> Reply:
        journey = self.journeys.read(invitation.practice, invitation.journey)
        if journey is None or journey.client is not None or journey.state is State.CLOSED:
            raise not_found()
        at, client = to_text(self.clock.now()), request.caller.sub
        joined, joining = journey.joined(client)
        consent = request.body.celebrations_consent
        after, consenting = with_consent(joined, Purpose.CELEBRATIONS, Consent(granted=consent, at=at, by=client))
        redemption = Redemption(
            command, invitation.digest, consent, journey.id, after.version, journey.therapist, journey.code
        )
        events = told([joining, consenting], after, request, at)
        self.invitations.redeem(invitation, redemption, Step(journey, after, events))
        return Reply(JourneyView.of(after), version=after.version)

    def _repeated(self, request: Request, digest: str, done: Redemption) -> Reply:
        if (done.digest, done.consent) != (digest, request.body.celebrations_consent):
            raise key_reused()
        journey = self.journeys.read(request.caller.practice, done.journey)
        if journey is None:
            raise not_found()
        then = replace(
            journey.as_opened(),
            version=done.version,
            client=request.caller.sub,
            therapist=done.therapist,
            code=done.code,
        )
        return Reply(JourneyView.of(then), version=then.version)
