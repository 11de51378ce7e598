"""The rights function: what people may demand of what is known of them."""

from kernel.routes import Route
from kernel.start import Handler, lambda_handler
from reflections.application.erase_journey import EraseJourney, ErasureAsked, ReadErasure
from reflections.application.erasure_views import ErasureView, RetentionRuleView
from reflections.application.read_access_log import AccessLogPage, AccessLogView, ReadAccessLog
from reflections.application.set_retention import ReadRetention, RetentionSaid, SetRetention
from reflections.handlers.composing import Stores, composed
from reflections.handlers.routing import changed, made, read

_ERASURE, _RETENTION = "/journeys/<journey>/erasure", "/retention-rule"
_LOG = "/journeys/<journey>/access-log"


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
    return [
        made(_ERASURE, erasure, "Erase a journey for good", ErasureAsked, ErasureView, status=202),
        read(_ERASURE, certificate, "Read what became of an erasure", ErasureView),
        read(_LOG, access, "Read who looked, and who changed what", AccessLogView, AccessLogPage),
        read(_RETENTION, ReadRetention(at.erasures), "Read what your practice keeps", RetentionRuleView),
        changed("PUT", _RETENTION, retention, "Say what must be kept", RetentionSaid, RetentionRuleView),
    ]


def compose() -> Handler:
    """Compose the function."""
    return composed(routes)


handler = lambda_handler(compose)
