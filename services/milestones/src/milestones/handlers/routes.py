"""The service's endpoints: what is served, and what openapi.json is generated from."""

from collections.abc import Sequence

from kernel.caller import Role
from kernel.routes import Route
from milestones.application.answers import MilestoneAnswer, MilestonesAnswer, PageQuery
from milestones.application.explain_milestone import ExplainMilestone
from milestones.application.list_milestones import ListMilestones
from milestones.domain.ports import Journeys, Milestones

_MEMBERS = frozenset({Role.THERAPIST, Role.CLIENT})


def routes(journeys: Journeys, milestones: Milestones) -> Sequence[Route]:
    """Give the endpoints.

    Parameters
    ----------
    journeys : Journeys
    milestones : Milestones

    Returns
    -------
    sequence of Route
    """
    listing, explaining = ListMilestones(journeys, milestones), ExplainMilestone(milestones)
    of_journey, one = "/journeys/<journey>/milestones", "/milestones/<milestone>"
    return (
        Route("GET", of_journey, listing, _MEMBERS, "List milestones", reply=MilestonesAnswer, query=PageQuery),
        Route("GET", one, explaining, _MEMBERS, "Explain a milestone", reply=MilestoneAnswer),
    )
