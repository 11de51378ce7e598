"""All endpoints of the service: what openapi.json is generated from; each function serves its own."""

from kernel.routes import Route
from reflections.handlers import capture, journeys, own, rights, timeline
from reflections.handlers.composing import Stores


def routes(at: Stores) -> list[Route]:
    """Give the endpoints of every function.

    Parameters
    ----------
    at : Stores
        What their use cases work on.

    Returns
    -------
    list of Route
        In the order in which a journey goes.
    """
    return [*journeys.routes(at), *capture.routes(at), *own.routes(at), *timeline.routes(at), *rights.routes(at)]
