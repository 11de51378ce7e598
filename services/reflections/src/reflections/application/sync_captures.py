"""A person's device sends what was captured offline."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from http import HTTPStatus

from kernel.clock import Clock
from kernel.envelope import Event
from kernel.ids import command_id
from kernel.instants import to_text
from kernel.log import Log
from kernel.problem import FieldError, Problem, busy, invalid
from kernel.requests import body_in, permitted
from kernel.routes import Reply, Request, Route
from reflections.application.capturing import capture_id
from reflections.application.sync_batch import CapturedOffline, Misshapen, Refusal, Synced, SyncReport
from reflections.domain.capture import Capture
from reflections.domain.ports import CaptureOnce, JourneyAccess, Journeys
from reflections.domain.times import offset_of

BUDGET = timedelta(seconds=10)
"""How long items are begun: a store that has grown slow leaves the rest to the next attempt, not to the gateway."""

REFERENCES: Mapping[str, frozenset[str]] = {
    "entry": frozenset({"struggle"}),
    "idea": frozenset({"reflection"}),
}
"""The fields, by type of item, that may name a capture by its client-made id."""

Endpoints = Callable[[JourneyAccess, CaptureOnce], Mapping[str, Route]]
"""The endpoints that take the captures one by one, by type of item, on whatever stores they are given."""

Judge = Callable[[Exception, Log, str], Problem]
"""Says what a caller is told of an error, given the log and the correlation; the one place where that is decided."""


@dataclass(slots=True)
class _Noting:
    """The port `CaptureOnce`, which notes whether the last capture was new."""

    captures: CaptureOnce
    was_new: bool = field(default=False)

    def add(self, capture: Capture, event: Event | None) -> Capture | None:
        """Store a capture once."""
        stored = self.captures.add(capture, event)
        self.was_new = stored is None
        return stored

    def read(self, practice: str, journey: str, capture: str) -> Capture | None:
        """Read a capture: what is answered from a read was there before."""
        self.was_new = False
        return self.captures.read(practice, journey, capture)


@dataclass(frozen=True, slots=True)
class SyncCaptures:
    """Take in up to a hundred captures: one BatchGetItem for each 49 journeys, and one DynamoDB call for each capture.

    And one KMS call for each journey that is not remembered. One after the other and each by itself, as its own
    endpoint would take it: a transaction would let one bad item spoil all. What a wrong item costs is that read.
    """

    journeys: Journeys
    captures: CaptureOnce
    clock: Clock
    endpoints: Endpoints
    log: Log
    judge: Judge

    def __call__(self, request: Request) -> Reply:
        """Take the batch in.

        Parameters
        ----------
        request : Request
            Its body is a `Batch`. Its own key is not kept: each item has one, by which it is known again, whichever
            batch or endpoint it comes by.

        Returns
        -------
        Reply
            A `SyncReport`.
        """
        begun, batch = self.clock.now(), request.body
        offset = offset_of(batch.sent_at, begun)
        noting = _Noting(self.captures)
        named = {item.journey for item in batch.captures if isinstance(item, CapturedOffline)}
        endpoints = self.endpoints(self.journeys.ahead(request.caller.practice, named), noting)
        sender = replace(request, clock_offset=offset)
        items = [self._synced(item, endpoints, noting, sender, begun) for item in batch.captures]
        return Reply(SyncReport(received_at=to_text(begun), clock_offset=offset, items=items))

    def _synced(
        self,
        item: CapturedOffline | Misshapen,
        endpoints: Mapping[str, Route],
        noting: _Noting,
        sender: Request,
        begun: datetime,
    ) -> Synced:
        if isinstance(item, Misshapen):
            return _refused(item.id, item.problem)
        if self.clock.now() - begun > BUDGET:
            return _refused(item.id, busy())
        try:
            asked = _as_request(item, endpoints[item.type], sender)
            view = endpoints[item.type].answer(asked).body
        except Exception as error:  # noqa: BLE001 - whatever happens to one item, the others are taken in
            problem = self.judge(error, self.log, sender.correlation)
            return _refused(item.id, _within(problem), _identifier(item.id, item.journey, sender))
        status = "created" if noting.was_new else "duplicate"
        return Synced.model_validate({"id": item.id, "status": status, "capture": view})


def _identifier(client_id: str, journey: str, sender: Request) -> str:
    """Give the identifier that a capture has or will have, from what its author's device called it."""
    return capture_id(journey, command_id(sender.caller.practice, sender.caller.sub, client_id))


def _as_request(item: CapturedOffline, endpoint: Route, sender: Request) -> Request:
    """Make the request that the item's own endpoint would have got: the same address, key and body."""
    caller = permitted(endpoint, sender.caller)
    path = {"journey": item.journey}
    if "<goal>" in endpoint.path:
        if item.goal is None:
            raise invalid(FieldError("goal", "required"))
        path["goal"] = item.goal
    elif item.goal is not None:
        raise invalid(FieldError("goal", "no such field here; it belongs into the body"))
    raw = json.dumps(_with_references(item, sender)).encode()
    body = body_in(endpoint, raw)
    if body.occurred_at is None:
        raise invalid(FieldError("/occurred_at", "required: when it was captured"))
    address = endpoint.address(path)
    return replace(sender, caller=caller, path=path, body=body, raw=raw, route=address, key=item.id)


def _with_references(item: CapturedOffline, sender: Request) -> Mapping[str, object]:
    refers = item.refers or {}
    allowed = REFERENCES.get(item.type, frozenset())
    if not refers.keys() <= allowed:
        raise invalid(FieldError("refers", f"only: {', '.join(sorted(allowed)) or 'nothing, in an item of this type'}"))
    for name in refers.keys() & item.body.keys():
        raise invalid(FieldError("refers", f"{name} here or in the body, not both"))
    return {**item.body, **{name: _identifier(made, item.journey, sender) for name, made in refers.items()}}


def _within(problem: Problem) -> Problem:
    """Let the pointers of a problem lead into the item: fields of the endpoint's body lie in the item's."""
    places = {"Idempotency-Key": "/id", "/": "/body"}
    errors = [
        FieldError(
            places.get(error.field) or (f"/body{error.field}" if error.field.startswith("/") else f"/{error.field}"),
            error.detail,
        )
        for error in problem.errors
    ]
    return replace(problem, errors=errors)


def _refused(made: str | None, problem: Problem, identifier: str | None = None) -> Synced:
    if problem.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Synced(id=made, status="failed", problem=Refusal.of(problem))
    if problem.kind == "key-reused":
        return Synced(id=made, status="conflict", stored=identifier, problem=Refusal.of(problem))
    return Synced(id=made, status="rejected", problem=Refusal.of(problem))
