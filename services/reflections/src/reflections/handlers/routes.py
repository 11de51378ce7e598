"""All endpoints of the service: what openapi.json is generated from; each function serves its own."""

from kernel.routes import Route
from reflections.handlers import capture, consults, journeys, own, rights, supervision, timeline
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
    functions = (journeys, capture, own, timeline, consults, supervision, rights)
    return [route for function in functions for route in function.routes(at)]
