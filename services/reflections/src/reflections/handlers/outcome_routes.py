"""The routes of what came after consults, which the function of authors serves."""

from kernel.routes import Route
from reflections.application.count_outcomes import CountOutcomes
from reflections.application.outcome_views import OutcomeQuery, OutcomesView, QuarterQuery, QuarterView
from reflections.application.read_outcomes import ReadOutcomes
from reflections.handlers.composing import Stores
from reflections.handlers.routing import read


def outcome_routes(at: Stores) -> list[Route]:
    """Name the routes of what came after consults.

    Parameters
    ----------
    at : Stores
        What their use cases work on.

    Returns
    -------
    list of Route
        All of them.
    """
    one = ReadOutcomes(at.journeys, at.captures, at.consulted, at.clock)
    all_of_them = CountOutcomes(at.journeys, at.captures, at.consulted, at.clock)
    path, summary = "/journeys/<journey>/consults/outcomes", "See what came after the consults of a journey"
    counting = "See what the consults of a quarter led to, counted"
    return [
        read(path, one, summary, OutcomesView, OutcomeQuery),
        read("/consult-outcomes", all_of_them, counting, QuarterView, QuarterQuery),
    ]
