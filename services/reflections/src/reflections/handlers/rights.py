"""The rights function: what people may demand of what is known of them."""

from kernel.access_log import AccessLogPage, AccessLogView
from kernel.routes import Nothing, Route
from kernel.start import Handler, lambda_handler
from reflections.application.break_glass import BreakingGlass, BreakTheGlass
from reflections.application.break_glass_views import BreakGlassList, BreakGlassTimeline, BreakGlassView
from reflections.application.erase_journey import EraseJourney, ErasureAsked, ReadErasure
from reflections.application.erasure_views import ErasureView, RetentionRuleView
from reflections.application.export_journey import ExportAsked, ExportJourney
from reflections.application.export_parts import ExportParts
from reflections.application.export_views import ExportPage
from reflections.application.paging import Page
from reflections.application.read_access_log import ReadAccessLog
from reflections.application.read_break_glass import ListBrokenGlass, ReadThroughBrokenGlass
from reflections.application.set_retention import ReadRetention, RetentionSaid, SetRetention
from reflections.application.timeline_csv import MEDIA_TYPE
from reflections.handlers import record_requests
from reflections.handlers.composing import Stores, composed
from reflections.handlers.routing import asked, changed, made, read

_ERASURE, _RETENTION = "/journeys/<journey>/erasure", "/retention-rule"
_LOG, _EXPORT = "/journeys/<journey>/access-log", "/journeys/<journey>/export"
_GLASS = "/journeys/<journey>/break-glass"
_THROUGH = f"{_GLASS}/<access>/timeline"


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
    erasure = EraseJourney(at.erasures, at.clock, at.log)
    certificate = ReadErasure(at.erasures, at.clock)
    retention = SetRetention(at.erasures)
    access = ReadAccessLog(at.journeys, at.traces)
    parts = ExportParts(at.captures, at.wordings, at.consents, at.traces, at.accesses, at.record_requests, at.log)
    glass = BreakTheGlass(at.journeys, at.accesses, at.clock, at.log)
    broken = ListBrokenGlass(at.journeys, at.accesses, at.log)
    through = ReadThroughBrokenGlass(at.journeys, at.accesses, at.captures, at.clock, at.log)
    export = ExportJourney(at.journeys, parts, at.clock)
    return [
        made(_ERASURE, erasure, "Erase a journey for good", ErasureAsked, ErasureView, status=202),
        read(_ERASURE, certificate, "Read what became of an erasure", ErasureView),
        read(_LOG, access, "Read who looked, and who changed what", AccessLogView, AccessLogPage),
        asked(_EXPORT, export, "Take along all that is yours to see", Nothing, ExportPage, ExportAsked, MEDIA_TYPE),
        made(_GLASS, glass, "Read a journey in an emergency", BreakingGlass, BreakGlassView),
        read(_GLASS, broken, "Read who broke the glass, and why", BreakGlassList, Page),
        read(_THROUGH, through, "Read what both know, in an emergency", BreakGlassTimeline, Page),
        *record_requests.routes(at),
        read(_RETENTION, ReadRetention(at.erasures), "Read what your practice keeps", RetentionRuleView),
        changed("PUT", _RETENTION, retention, "Say what must be kept", RetentionSaid, RetentionRuleView),
    ]


def compose() -> Handler:
    """Compose the function."""
    return composed(routes)


handler = lambda_handler(compose)
