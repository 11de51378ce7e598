"""The routes of the blind-spot mirror, which the function of authors serves."""

from kernel.routes import Route
from reflections.application.blind_spot_views import MirrorQuery, MirrorView
from reflections.application.list_shared_mirrors import ListSharedMirrors
from reflections.application.mirror_share_views import SharedMirror, SharedMirrors, SharedQuery, Sharing
from reflections.application.read_blind_spots import ReadBlindSpots
from reflections.application.share_blind_spots import ShareBlindSpots, TakeBackBlindSpots
from reflections.handlers.composing import Stores
from reflections.handlers.routing import changed, read


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
    share = ShareBlindSpots(mirror, at.journeys, at.mirror_shares, at.clock, at.log)
    take_back = TakeBackBlindSpots(at.journeys, at.mirror_shares, at.log)
    listing = ListSharedMirrors(at.journeys, at.mirror_shares, at.clock, at.log)
    shared = "/journeys/<journey>/blind-spots/shared"
    return [
        read("/blind-spots", mirror, "Look into your blind-spot mirror", MirrorView, MirrorQuery),
        changed(
            "PUT", shared, share, "Show a supervisor your mirror of a journey", Sharing, SharedMirror, versioned=False
        ),
        changed("DELETE", shared, take_back, "Show your mirror of a journey no more", versioned=False),
        read("/blind-spots/shared", listing, "List the mirrors that are shown", SharedMirrors, SharedQuery),
    ]
