"""Wraps what happened into the envelope that tells the others."""

from collections.abc import Mapping

from pydantic import BaseModel

from kernel.envelope import Event
from kernel.routes import Request
from reflections.domain.events import EVENTS, SERVICE

_KINDS: Mapping[type[BaseModel], str] = {payload: kind for kind, payload in EVENTS.items()}


def announced(
    payload: BaseModel, *, of: str, version: int, journey: str, request: Request, cause: str, at: str
) -> Event:
    """Wrap a payload.

    Parameters
    ----------
    payload : BaseModel
        One of the models in `reflections.domain.events`.
    of : str
        The identifier of the thing that changed.
    version : int
        Its version after the change.
    journey : str
        The journey.
    request : Request
        What led to it.
    cause : str
        The identifier of the command.
    at : str
        When it was recorded: RFC 3339, UTC, milliseconds.

    Returns
    -------
    Event
        Ready to be stored with the change itself.
    """
    return Event.of(
        kind=_KINDS[type(payload)],
        aggregate=of,
        version=version,
        service=SERVICE,
        time=at,
        subject=journey,
        practice=request.caller.practice,
        correlation=request.correlation,
        causation=cause,
        data=payload,
    )
