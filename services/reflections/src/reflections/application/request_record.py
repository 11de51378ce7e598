"""The client asks for what the practice must look into: psychotherapy notes, or a correction of what others wrote."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kernel.clock import Clock
from kernel.ids import command_id, derived
from kernel.instants import to_text
from kernel.log import Log
from kernel.problem import key_reused
from kernel.routes import Reply, Request
from reflections.application.fields import Body, Reference, Text, canonical
from reflections.application.reaching import Reached, reach
from reflections.application.record_request_views import Ground, request_view
from reflections.application.texts import sealed
from reflections.domain.capture import Audience
from reflections.domain.ports import Captures, Journeys
from reflections.domain.record_request import ANSWERED_WITHIN, Asked, RecordRequest, RecordRequests
from reflections.domain.refusals import WrongFieldError
from reflections.domain.session import is_planned

_ITEM = "something of this journey that you can see and somebody else wrote; change what is your own yourself"


class Requesting(Body):
    """For ``psychotherapy_notes`` a ``ground``; for a ``correction`` the ``item``, and as ``text`` what is right."""

    kind: Literal["psychotherapy_notes", "correction"]
    ground: Ground | None = None
    item: Reference | None = None
    text: Text | None = None


@dataclass(frozen=True, slots=True)
class RequestRecord:
    """Make a request: two DynamoDB calls (a BatchGetItem and a put), one more for a correction; one KMS call cold.

    Whether there are any psychotherapy notes is not looked at: the answer is the same (I3).
    """

    journeys: Journeys
    captures: Captures
    requests: RecordRequests
    clock: Clock
    log: Log

    def __call__(self, request: Request) -> Reply:
        """Answer ``POST …/record-requests`` with a `RecordRequestView`, 202: it is looked into.

        Raises
        ------
        WrongFieldError
            Where it lacks what its kind needs, or names what the client cannot have corrected.
        """
        said: Requesting = request.body
        wrong = list(_wrong(said))
        if wrong:
            raise WrongFieldError(*wrong)
        reached = reach(self.journeys, request.caller, request.path["journey"], fresh=True)
        if said.item is not None:
            self._of_somebody_else(reached, said.item)
        caller, now = request.caller, self.clock.now()
        made = derived("record-request", reached.journey.id, command_id(caller.practice, caller.sub, request.key))
        asked = RecordRequest(
            practice=caller.practice,
            journey=reached.journey.id,
            id=made,
            asked=Asked(said.kind),
            at=to_text(now),
            due_at=to_text(now + ANSWERED_WITHIN),
            fingerprint=reached.key.fingerprint(request.route.encode(), canonical(said)),
            ground=said.ground,
            item=said.item,
            text=sealed(reached, made, {"text": said.text}).get("text"),
        )
        stored = self.requests.add(asked)
        if stored is not None and stored.fingerprint != asked.fingerprint:
            raise key_reused()
        # As it was made, whatever was answered since: a repeated request is answered with the same bytes.
        return Reply(request_view(_as_made(stored or asked), reached, self.log))

    def _of_somebody_else(self, reached: Reached, item: str) -> None:
        capture = self.captures.read(reached.journey.practice, reached.journey.id, item)
        seen = capture is not None and not capture.retracted and not is_planned(capture)
        if not seen or capture is None or capture.seen_by != Audience.BOTH or capture.by is reached.voice:
            raise WrongFieldError(("/item", _ITEM))


def _wrong(said: Requesting) -> Iterator[tuple[str, str]]:
    if Asked(said.kind) is Asked.PSYCHOTHERAPY_NOTES:
        if said.ground is None:
            yield "/ground", "on which ground they are asked for"
        if said.item is not None:
            yield "/item", "nothing; leave it out"
        return
    if said.item is None:
        yield "/item", _ITEM
    if said.text is None:
        yield "/text", "what is not right, and what would be"
    if said.ground is not None:
        yield "/ground", "nothing; leave it out"


def _as_made(request: RecordRequest) -> RecordRequest:
    return RecordRequest(
        practice=request.practice,
        journey=request.journey,
        id=request.id,
        asked=request.asked,
        at=request.at,
        due_at=request.due_at,
        fingerprint=request.fingerprint,
        ground=request.ground,
        item=request.item,
        text=request.text,
    )
