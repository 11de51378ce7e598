"""The routes that take a capture each; the capture function serves them, and takes a batch of them too."""

from kernel.clock import Clock
from kernel.routes import Route
from reflections.application.declare_stuckness import DeclareStuckness, Stuckness
from reflections.application.idea_views import IdeaView
from reflections.application.keep_idea import Idea, KeepIdea
from reflections.application.measuring import Measurement
from reflections.application.rate_goal import GoalRating, RateGoal
from reflections.application.record_entry import Entry, RecordEntry
from reflections.application.record_measure import RecordMeasure
from reflections.application.record_reflection import RecordReflection, Reflection
from reflections.application.scale_goal import GoalLevel, ScaleGoal
from reflections.application.stuckness_view import StucknessView
from reflections.application.views import EntryView, LevelView, MeasureView, RatingView, ReflectionView
from reflections.domain.ports import CaptureOnce, JourneyAccess
from reflections.handlers.routing import made

_JOURNEY = "/journeys/<journey>"


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
    level = ScaleGoal(journeys, captures, clock)
    idea = KeepIdea(journeys, captures, clock)
    stuck = DeclareStuckness(journeys, captures, clock)
    return {
        "stuckness": made(f"{_JOURNEY}/stuckness", stuck, "Say that one is stuck or unsure", Stuckness, StucknessView),
        "idea": made(f"{_JOURNEY}/ideas", idea, "Keep an idea", Idea, IdeaView),
        "entry": made(f"{_JOURNEY}/entries", entry, "Keep a win, a struggle or an effort", Entry, EntryView),
        "reflection": made(f"{_JOURNEY}/reflections", reflection, "Keep a reflection", Reflection, ReflectionView),
        "measure": made(f"{_JOURNEY}/measures", measure, "Score a filled instrument", Measurement, MeasureView),
        "rating": made(f"{_JOURNEY}/goals/<goal>/ratings", rating, "Rate a goal", GoalRating, RatingView),
        "level": made(f"{_JOURNEY}/goals/<goal>/levels", level, "Say what is attained", GoalLevel, LevelView),
    }
