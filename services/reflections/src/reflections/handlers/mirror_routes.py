"""The routes of the blind-spot mirror, which the function of authors serves."""

from kernel.routes import Route
from reflections.application.blind_spot_views import MirrorQuery, MirrorView
from reflections.application.read_blind_spots import ReadBlindSpots
from reflections.handlers.composing import Stores
from reflections.handlers.routing import read


def mirror_routes(at: Stores) -> list[Route]:
    """Name the routes of the mirror.

    Parameters
    ----------
    at : Stores
        What its use cases work on.

    Returns
    -------
    list of Route
        All of them.
    """
    mirror = ReadBlindSpots(at.journeys, at.captures, at.clock)
    return [read("/blind-spots", mirror, "Look into your blind-spot mirror", MirrorView, MirrorQuery)]
