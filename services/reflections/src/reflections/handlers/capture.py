"""The capture function: entries, reflections, measures and ratings come in, one by one or as a batch made offline."""

from functools import partial

from kernel.clock import Clock
from kernel.http import problem_of
from kernel.routes import Route
from kernel.start import Handler, lambda_handler
from reflections.application.correct_measure import CorrectMeasure
from reflections.application.idea_views import IdeaView
from reflections.application.keep_idea import Idea, KeepIdea
from reflections.application.measuring import Correction, Measurement
from reflections.application.rate_goal import GoalRating, RateGoal
from reflections.application.read_measure import ReadMeasure
from reflections.application.record_entry import Entry, RecordEntry
from reflections.application.record_measure import RecordMeasure
from reflections.application.record_reflection import RecordReflection, Reflection
from reflections.application.retract_measure import Retraction, RetractMeasure
from reflections.application.sync_batch import Batch, SyncReport
from reflections.application.sync_captures import SyncCaptures
from reflections.application.views import EntryView, MeasureHistoryView, MeasureView, RatingView, ReflectionView
from reflections.domain.ports import CaptureOnce, JourneyAccess
from reflections.handlers.composing import Stores, composed
from reflections.handlers.routing import BOTH, THERAPIST, changed, made, read

MOST_SYNCED_BYTES = 4 * 1024 * 1024
"""What leaves room in Lambda's 6 MB for the escapes with which the gateway hands a body on."""

_JOURNEY = "/journeys/<journey>"
_MEASURE = f"{_JOURNEY}/measures/<measure>"


def captured(journeys: JourneyAccess, captures: CaptureOnce, clock: Clock) -> dict[str, Route]:
    """Name the routes that take a capture each, by the type that it has in a batch.

    Parameters
    ----------
    journeys : JourneyAccess
        The way to its journey.
    captures : CaptureOnce
        Where it is kept.
    clock : Clock
        Tells when it is recorded.

    Returns
    -------
    dict
        Route by type.
    """
    entry, reflection = RecordEntry(journeys, captures, clock), RecordReflection(journeys, captures, clock)
    measure, rating = RecordMeasure(journeys, captures, clock), RateGoal(journeys, captures, clock)
    idea = KeepIdea(journeys, captures, clock)
    return {
        "idea": made(f"{_JOURNEY}/ideas", idea, THERAPIST, "Keep an idea", Idea, IdeaView),
        "entry": made(f"{_JOURNEY}/entries", entry, BOTH, "Keep a win, a struggle or an effort", Entry, EntryView),
        "reflection": made(
            f"{_JOURNEY}/reflections", reflection, THERAPIST, "Keep a reflection", Reflection, ReflectionView
        ),
        "measure": made(f"{_JOURNEY}/measures", measure, BOTH, "Score a filled instrument", Measurement, MeasureView),
        "rating": made(f"{_JOURNEY}/goals/<goal>/ratings", rating, BOTH, "Rate a goal", GoalRating, RatingView),
    }


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
        read(_MEASURE, ReadMeasure(at.journeys, at.captures), BOTH, "Read a measure", MeasureHistoryView),
        changed("PUT", _MEASURE, correction, BOTH, "Correct a measure", Correction, MeasureView),
        changed("DELETE", _MEASURE, retraction, BOTH, "Take a measure back", query=Retraction),
        Route(
            "POST",
            "/sync",
            batch,
            BOTH,
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
