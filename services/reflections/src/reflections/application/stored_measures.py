"""Finds the measure that a change is about, and judges whether the caller may change it."""

from kernel.problem import not_found
from kernel.routes import Request
from reflections.application.reaching import Reached
from reflections.domain.capture import Capture, Kind, Voice
from reflections.domain.ports import Captures


def changeable(captures: Captures, request: Request, reached: Reached) -> Capture:
    """Find a measure that the caller may change: the therapist any, the client those of their own.

    Parameters
    ----------
    captures : Captures
        The port.
    request : Request
        Its path names journey and measure.
    reached : Reached
        Its journey; it may be closed, which is refused only after a change that was made before is answered again.

    Returns
    -------
    Capture
        As stored this instant; it may have been taken back.

    Raises
    ------
    Problem
        404 where there is no such measure for this caller; also where the identifier is that of something else, a
        reflection for example, so that nobody learns that there is one.
    """
    caller = request.caller
    measure = captures.read(caller.practice, reached.journey.id, request.path["measure"])
    if measure is None or measure.kind is not Kind.MEASURE:
        raise not_found()
    if reached.voice is Voice.CLIENT and measure.author != caller.sub:
        raise not_found()
    return measure
