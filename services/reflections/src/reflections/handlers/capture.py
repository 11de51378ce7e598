"""The capture function: entries, reflections, measures, ratings and levels, one by one or as a batch made offline."""

from functools import partial

from kernel.failures import problem_of
from kernel.routes import Route
from kernel.start import Handler, lambda_handler
from reflections.application.correct_measure import CorrectMeasure
from reflections.application.measuring import Correction
from reflections.application.read_measure import ReadMeasure
from reflections.application.retract_measure import Retraction, RetractMeasure
from reflections.application.sync_batch import Batch, SyncReport
from reflections.application.sync_captures import SyncCaptures
from reflections.application.views import MeasureHistoryView, MeasureView
from reflections.handlers.captured import captured
from reflections.handlers.composing import Stores, composed
from reflections.handlers.policy import POLICY
from reflections.handlers.routing import changed, read

MOST_SYNCED_BYTES = 4 * 1024 * 1024
"""What leaves room in Lambda's 6 MB for the escapes with which the gateway hands a body on."""

_MEASURE = "/journeys/<journey>/measures/<measure>"


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
    correction = CorrectMeasure(at.journeys, at.captures, at.clock, at.log)
    retraction = RetractMeasure(at.journeys, at.captures, at.clock, at.log)
    batch = SyncCaptures(at.journeys, at.captures, at.clock, partial(captured, clock=at.clock), at.log, problem_of)
    return [
        *captured(at.journeys, at.captures, at.clock).values(),
        read(_MEASURE, ReadMeasure(at.journeys, at.captures), "Read a measure", MeasureHistoryView),
        changed("PUT", _MEASURE, correction, "Correct a measure", Correction, MeasureView),
        changed("DELETE", _MEASURE, retraction, "Take a measure back", query=Retraction),
        POLICY.route(
            "POST",
            "/sync",
            batch,
            "Send up to 100 captures made offline",
            reply=SyncReport,
            body=Batch,
            most_bytes=MOST_SYNCED_BYTES,
            lenient=True,
        ),
    ]


def compose() -> Handler:
    """Compose the function."""
    return composed(routes)


handler = lambda_handler(compose)
