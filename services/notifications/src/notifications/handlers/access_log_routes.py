"""The endpoint of the access log."""

from kernel.access_log import AccessLogPage, AccessLogView
from kernel.routes import Route
from kernel.traces import Traces
from notifications.application.reading_log import ReadAccessLog
from notifications.domain.ports import Journeys
from notifications.handlers.policy import POLICY


def access_log_routes(journeys: Journeys, traces: Traces) -> list[Route]:
    """Give the endpoint.

    Parameters
    ----------
    journeys, traces
        Ports.
    """
    path, reading = "/journeys/<journey>/access-log", ReadAccessLog(journeys, traces)
    summary = "Read who looked, and who changed what"
    return [POLICY.route("GET", path, reading, summary, reply=AccessLogView, query=AccessLogPage)]
