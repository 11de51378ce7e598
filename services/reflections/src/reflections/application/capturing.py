"""What every capture has in common: one conditional write that stores it once, and answers it alike when repeated."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from kernel.clock import Clock
from kernel.envelope import Event
from kernel.ids import command_id, derived
from kernel.instants import to_text
from kernel.problem import key_reused
from kernel.routes import Request
from reflections.application.announcing import announced
from reflections.application.fields import canonical
from reflections.application.reaching import Reached
from reflections.application.texts import sealed
from reflections.domain.capture import Capture, Facts, Kind
from reflections.domain.journey import Journey
from reflections.domain.ports import CaptureOnce
from reflections.domain.refusals import RefusedStepError
from reflections.domain.times import happened

Tells = Callable[[Capture], BaseModel | None]
"""Says what the others are told of a capture; None for nothing."""


def tells_nothing(_capture: Capture) -> None:
    """Tell the others nothing."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a caller wants to keep.

    Parameters
    ----------
    kind : Kind
        What it is.
    facts : mapping
        What it says besides text; what is None is left out.
    texts : mapping
        Words by the name of their field; what is None is left out.
    tells : callable
        What the others are told of it.
    """

    kind: Kind
    facts: Facts
    texts: Mapping[str, str | None]
    tells: Tells = tells_nothing


def kept(said: Said, request: Request, reached: Reached, captures: CaptureOnce, clock: Clock) -> Capture:
    """Keep a capture: one DynamoDB call, a conditional put of the item with its event in it.

    The identifier is derived from practice, caller, journey and ``Idempotency-Key``; so a repeated command finds its
    own item and gets it back as it was first recorded, and a key that came with another request is known by the
    fingerprint.

    Parameters
    ----------
    said : Said
        What to keep.
    request : Request
        The request; its body has ``occurred_at``.
    reached : Reached
        The journey.
    captures : CaptureOnce
        The port.
    clock : Clock
        Tells when it is recorded.

    Returns
    -------
    Capture
        As first recorded.

    Raises
    ------
    Problem
        422 where the key was used for another request.
    RefusedStepError
        Where the journey is closed.
    WrongFieldError
        Where it lies in the future.
    """
    now, caller, journey = clock.now(), request.caller, reached.journey
    command = command_id(caller.practice, caller.sub, request.key)
    # With the journey in it: a key that a caller uses on two journeys makes two things, which must not share an id.
    made = derived("capture", journey.id, command)
    capture = Capture(
        practice=caller.practice,
        journey=journey.id,
        id=made,
        kind=said.kind,
        author=caller.sub,
        by=reached.voice,
        recorded_at=to_text(now),
        facts=_present({"occurred_at": happened(request.body.occurred_at, now), **said.facts}),
        fingerprint=reached.key.fingerprint(request.route.encode(), canonical(request.body)),
        texts=sealed(reached, made, said.texts),
    )
    stored = _stored(capture, _event(capture, said, request, command), reached.journey, captures)
    if stored.fingerprint != capture.fingerprint:
        raise key_reused()
    return stored.as_first()


def _event(capture: Capture, said: Said, request: Request, command: str) -> Event | None:
    payload = said.tells(capture)
    if payload is None:
        return None
    journey, at = capture.journey, capture.recorded_at
    return announced(payload, of=capture.id, version=1, journey=journey, request=request, cause=command, at=at)


def _stored(capture: Capture, event: Event | None, journey: Journey, captures: CaptureOnce) -> Capture:
    """Store a capture, or give the one that has its identifier already."""
    try:
        journey.still_open()
    except RefusedStepError:
        # What was kept before the journey was closed is still answered alike.
        before = captures.read(capture.practice, capture.journey, capture.id)
        if before is None:
            raise
        return before
    return captures.add(capture, event) or capture


def _present(facts: Facts) -> Facts:
    return {name: value for name, value in facts.items() if value is not None}
