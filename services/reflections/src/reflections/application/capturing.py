"""What every capture has in common: one conditional write that stores it once, and answers it alike when repeated."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

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
from reflections.domain.capture import Capture, Facts, Kind, Voice
from reflections.domain.ports import CaptureOnce
from reflections.domain.refusals import RefusedStepError, WrongFieldError
from reflections.domain.times import told

Tells = Callable[[Capture], BaseModel | None]
"""Says what the others are told of a capture; None for nothing."""


Times = Callable[[Request, datetime], Facts]
"""Settles at an instant when what a request tells of happens; ``occurred_at`` is among what it gives."""


def happened_as_told(request: Request, now: datetime) -> Facts:
    """Settle when it happened, by a clock that may be ``clock_offset`` ahead."""
    return told(request.body.occurred_at, now, request.clock_offset)


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
    times : callable
        When it happens: as the body's ``occurred_at`` tells, unless it is a plan.
    """

    kind: Kind
    facts: Facts
    texts: Mapping[str, str | None]
    tells: Tells = tells_nothing
    times: Times = happened_as_told


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
        The request; its body has what ``said.times`` reads.
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
        Where it lies in the future, or a plan in the past.
    """
    now, caller, journey = clock.now(), request.caller, reached.journey
    command = command_id(caller.practice, caller.sub, request.key)
    made = capture_id(journey.id, command)
    fingerprint = reached.key.fingerprint(request.route.encode(), canonical(request.body))
    try:
        journey.still_open()
        times = said.times(request, now)
    except (RefusedStepError, WrongFieldError):
        # What was kept before the journey was closed, or before a clock was set, is still answered alike.
        stored = captures.read(caller.practice, journey.id, made)
        if stored is None:
            raise
    else:
        capture = Capture(
            practice=caller.practice,
            journey=journey.id,
            id=made,
            kind=said.kind,
            author=caller.sub,
            by=reached.voice,
            recorded_at=to_text(now),
            facts=_present({**times, **said.facts}),
            fingerprint=fingerprint,
            texts=sealed(reached, made, said.texts),
            generation=journey.generation if reached.voice is Voice.THERAPIST else 0,
        )
        stored = captures.add(capture, _event(capture, said, request, command)) or capture
    if stored.fingerprint != fingerprint:
        raise key_reused()
    return stored.as_first()


def capture_id(journey: str, command: str) -> str:
    """Derive a capture's identifier, which whoever knows journey, caller and key can tell before it is stored.

    With the journey in it: a key that a caller uses on two journeys makes two things, which must not share an id.

    Parameters
    ----------
    journey : str
        The journey's identifier.
    command : str
        As `kernel.ids.command_id` derives it.

    Returns
    -------
    str
        A UUID.
    """
    return derived("capture", journey, command)


def _event(capture: Capture, said: Said, request: Request, command: str) -> Event | None:
    payload = said.tells(capture)
    if payload is None:
        return None
    journey, at = capture.journey, capture.recorded_at
    return announced(payload, of=capture.id, version=1, journey=journey, request=request, cause=command, at=at)


def _present(facts: Facts) -> Facts:
    return {name: value for name, value in facts.items() if value is not None}
