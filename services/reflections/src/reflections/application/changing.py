"""How a change is made: read, decide, write with what tells of it at once; again where the write came too late.

Too late may also mean that our own write got through, its answer got lost, and the client library sent it again. Read
anew, it is known, and answered as done.
"""

from collections.abc import Callable, Sequence

from kernel.envelope import Event
from kernel.ids import command_id
from kernel.log import Log
from kernel.problem import busy
from kernel.routes import Reply, Request
from reflections.application.announcing import announced
from reflections.application.log_codes import Code
from reflections.domain.journey import Journey, JourneyEvent
from reflections.domain.ports import OutdatedError

_ATTEMPTS = 4


def told(payloads: Sequence[JourneyEvent], journey: Journey, request: Request, at: str) -> list[Event]:
    """Wrap what happened to a journey.

    Parameters
    ----------
    payloads : sequence of JourneyEvent
        One for each step, each with the version that it led to.
    journey : Journey
        The journey.
    request : Request
        What led to it.
    at : str
        When it was recorded.

    Returns
    -------
    list of Event
        In the same order.
    """
    caller = request.caller
    cause = command_id(caller.practice, caller.sub, request.key) if request.key else request.correlation
    return [
        announced(
            payload, of=journey.id, version=payload.version, journey=journey.id, request=request, cause=cause, at=at
        )
        for payload in payloads
    ]


def until_settled(attempt: Callable[[], Reply], log: Log, journey: str) -> Reply:
    """Repeat an attempt while somebody else is faster.

    Parameters
    ----------
    attempt : callable
        Reads, decides and writes; raises `OutdatedError` where the write came too late.
    log : Log
        Is told where all attempts were lost.
    journey : str
        The journey.

    Returns
    -------
    Reply
        What the attempt gave.

    Raises
    ------
    Problem
        503 after four lost attempts.
    """
    for _ in range(_ATTEMPTS):
        try:
            return attempt()
        except OutdatedError:
            continue
    log.line(Code.RACE_LOST, journey=journey)
    raise busy()
