"""The endpoint of the access log; the milestones function serves it."""

from collections.abc import Sequence

from kernel.access_log import AccessLogPage, AccessLogView
from kernel.routes import Route
from kernel.traces import Traces
from milestones.application.read_access_log import ReadAccessLog
from milestones.domain.ports import Journeys
from milestones.handlers.policy import POLICY


def routes(journeys: Journeys, traces: Traces) -> Sequence[Route]:
    """Give the endpoint.

    Parameters
    ----------
    journeys : Journeys
    traces : Traces

    Returns
    -------
    sequence of Route
    """
    path, reading = "/journeys/<journey>/access-log", ReadAccessLog(journeys, traces)
    summary = "Read who looked, and who changed what"
    return (POLICY.route("GET", path, reading, summary, reply=AccessLogView, query=AccessLogPage),)
