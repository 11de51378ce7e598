"""The timeline function: both voices of a journey, and the instruments."""

from kernel.routes import Route
from kernel.start import Handler, lambda_handler
from reflections.application.brief_views import BriefQuery, BriefView
from reflections.application.list_instruments import ListInstruments
from reflections.application.paging import Page
from reflections.application.read_brief import ReadBrief
from reflections.application.read_kept import ReadKept
from reflections.application.read_timeline import ReadTimeline
from reflections.application.read_timeline_item import ReadTimelineItem
from reflections.application.timeline_csv import MEDIA_TYPE
from reflections.application.timeline_query import TimelinePage
from reflections.application.timeline_views import ItemView, KeptThings, Timeline
from reflections.application.views import InstrumentList
from reflections.handlers.composing import Stores, composed
from reflections.handlers.routing import read


def routes(at: Stores) -> list[Route]:
    """Name the routes of this function.

    Parameters
    ----------
    at : Stores
        What its use cases work on.

    Returns
    -------
    list of Route
        All of them.
    """
    timeline = ReadTimeline(at.journeys, at.captures, at.log)
    brief = ReadBrief(at.journeys, at.captures, at.clock, at.log)
    kept = ReadKept(at.journeys, at.captures, at.log)
    item = ReadTimelineItem(at.journeys, at.captures, at.log)
    return [
        read(
            "/journeys/<journey>/timeline",
            timeline,
            "Read the timeline, newest first",
            Timeline,
            TimelinePage,
            MEDIA_TYPE,
        ),
        read("/journeys/<journey>/timeline/<item>", item, "Read one item of the timeline", ItemView),
        read("/journeys/<journey>/kept", kept, "Read what you kept when you handed it over", KeptThings, Page),
        read("/journeys/<journey>/brief", brief, "Read the brief for the next session", BriefView, BriefQuery),
        read("/instruments", ListInstruments(at.journeys), "List the instruments", InstrumentList),
    ]


def compose() -> Handler:
    """Compose the function."""
    return composed(routes)


handler = lambda_handler(compose)
