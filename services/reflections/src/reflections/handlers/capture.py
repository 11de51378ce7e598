"""The capture function: entries, reflections, measures and ratings come in."""

from kernel.routes import Route
from kernel.start import Handler, lambda_handler
from reflections.application.correct_measure import CorrectMeasure
from reflections.application.measuring import Measurement
from reflections.application.rate_goal import GoalRating, RateGoal
from reflections.application.record_entry import Entry, RecordEntry
from reflections.application.record_measure import RecordMeasure
from reflections.application.record_reflection import RecordReflection, Reflection
from reflections.application.retract_measure import RetractMeasure
from reflections.application.views import EntryView, MeasureView, RatingView, ReflectionView
from reflections.handlers.composing import Stores, composed
from reflections.handlers.routing import BOTH, THERAPIST, changed, made

_JOURNEY = "/journeys/<journey>"
_MEASURE = f"{_JOURNEY}/measures/<measure>"


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
    entry = RecordEntry(at.journeys, at.captures, at.clock)
    reflection = RecordReflection(at.journeys, at.captures, at.clock)
    measure = RecordMeasure(at.journeys, at.captures, at.clock)
    correction = CorrectMeasure(at.journeys, at.captures, at.clock, at.log)
    retraction = RetractMeasure(at.journeys, at.captures, at.clock, at.log)
    rating = RateGoal(at.journeys, at.captures, at.clock)
    return [
        made(f"{_JOURNEY}/entries", entry, BOTH, "Keep a win, a struggle or an effort", Entry, EntryView),
        made(f"{_JOURNEY}/reflections", reflection, THERAPIST, "Keep a reflection", Reflection, ReflectionView),
        made(f"{_JOURNEY}/measures", measure, BOTH, "Score a filled instrument", Measurement, MeasureView),
        changed("PUT", _MEASURE, correction, BOTH, "Correct a measure", Measurement, MeasureView),
        changed("DELETE", _MEASURE, retraction, BOTH, "Take a measure back"),
        made(f"{_JOURNEY}/goals/<goal>/ratings", rating, BOTH, "Rate a goal", GoalRating, RatingView),
    ]


def compose() -> Handler:
    """Compose the function."""
    return composed(routes)


handler = lambda_handler(compose)
