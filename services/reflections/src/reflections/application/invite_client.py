"""The therapist invites the client by a one-time code."""

from dataclasses import dataclass

from kernel.clock import Clock
from kernel.ids import command_id
from kernel.instants import to_text
from kernel.routes import Reply, Request
from reflections.application.reaching import reach
from reflections.application.views import InvitationView
from reflections.domain.invitation import LIFETIME, Invitation, code_of, digest_of
from reflections.domain.journey import Journey
from reflections.domain.ports import Invitations, Journeys
from reflections.domain.refusals import RefusedStepError


@dataclass(frozen=True, slots=True)
class InviteClient:
    """Invite the client: two DynamoDB calls (a BatchGetItem and a put), and one KMS call where no key is remembered.

    The code is derived from the journey's data key and the command: nobody can guess it, it need not be stored, and a
    repeated command gives the same one.
    """

    journeys: Journeys
    invitations: Invitations
    clock: Clock

    def __call__(self, request: Request) -> Reply:
        """Make an invitation.

        Parameters
        ----------
        request : Request
            Its path names the journey.

        Returns
        -------
        Reply
            An `InvitationView`: the only place where the code is ever told.
        """
        caller = request.caller
        reached = reach(self.journeys, caller, request.path["journey"], fresh=True)
        command = command_id(caller.practice, caller.sub, request.key)
        code = code_of(reached.key.fingerprint(b"invitation", command.encode()))
        digest = digest_of(caller.practice, code)
        expires_at = to_text(self.clock.now() + LIFETIME)
        made = Invitation(caller.practice, reached.journey.id, digest, expires_at)
        return Reply(InvitationView(code=code, expires_at=self._stored(made, reached.journey).expires_at))

    def _stored(self, made: Invitation, journey: Journey) -> Invitation:
        """Store an invitation, or give the one that this command has made before."""
        try:
            journey.still_without_client()
        except RefusedStepError:
            before = self.invitations.read(made.practice, made.digest)
            if before is None:
                raise
            return before
        return self.invitations.add(made) or made
