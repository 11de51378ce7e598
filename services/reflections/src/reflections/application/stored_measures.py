"""Finds the measure that a change is about, and judges whether the caller may change it."""

from kernel.problem import not_found
from kernel.routes import Request
from reflections.application.reaching import reach
from reflections.domain.capture import Capture, Kind, Voice
from reflections.domain.journey import Journey
from reflections.domain.ports import Captures, Journeys


def changeable(journeys: Journeys, captures: Captures, request: Request) -> tuple[Capture, Journey]:
    """Find a measure that the caller may change: the therapist any, the client those of their own.

    Parameters
    ----------
    journeys : Journeys
        The port.
    captures : Captures
        The port.
    request : Request
        Its path names journey and measure.

    Returns
    -------
    Capture
        As stored this instant; it may have been taken back.
    Journey
        Its journey; it may be closed, which is refused only after a change that was made before is answered again.

    Raises
    ------
    Problem
        404 where there is no such measure for this caller; also where the identifier is that of something else, a
        reflection for example, so that nobody learns that there is one.
    """
    caller = request.caller
    reached = reach(journeys, caller, request.path["journey"])
    measure = captures.read(caller.practice, reached.journey.id, request.path["measure"])
    if measure is None or measure.kind is not Kind.MEASURE:
        raise not_found()
    if reached.voice is Voice.CLIENT and measure.author != caller.sub:
        raise not_found()
    return measure, reached.journey
