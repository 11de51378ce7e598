"""All endpoints of the service: what openapi.json is generated from; each function serves its own."""

from collections.abc import Sequence

from kernel.caller import Role
from kernel.clock import Clock
from kernel.routes import Route
from milestones.application.answers import MilestoneAnswer, MilestonesAnswer, PageQuery
from milestones.application.check_rule import check_rule
from milestones.application.explain_milestone import ExplainMilestone
from milestones.application.list_milestones import ListMilestones
from milestones.application.list_rules import list_rules
from milestones.application.reading_language import LanguageQuery
from milestones.application.rule_answers import CheckAnswer, RulesAnswer
from milestones.application.rule_fields import RuleCheck
from milestones.domain.ports import Definitions, Journeys, Milestones
from milestones.handlers import instruments

_ANYBODY = frozenset(Role)
_MEMBERS = frozenset({Role.THERAPIST, Role.CLIENT})


def routes(journeys: Journeys, milestones: Milestones, definitions: Definitions, clock: Clock) -> Sequence[Route]:
    """Give the endpoints of all functions.

    Parameters
    ----------
    journeys : Journeys
    milestones : Milestones
    definitions : Definitions
    clock : Clock

    Returns
    -------
    sequence of Route
    """
    return (*of_milestones(journeys, milestones), *instruments.routes(definitions, clock))


def of_milestones(journeys: Journeys, milestones: Milestones) -> Sequence[Route]:
    """Give the endpoints of the milestones function.

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
    check = "/rules/<rule>/check"
    return (
        Route("GET", of_journey, listing, _MEMBERS, "List milestones", reply=MilestonesAnswer, query=PageQuery),
        Route("GET", one, explaining, _MEMBERS, "Explain a milestone", reply=MilestoneAnswer, query=LanguageQuery),
        Route("GET", "/rules", list_rules, _ANYBODY, "List the rules, and what each takes", reply=RulesAnswer),
        Route(
            "POST",
            check,
            check_rule,
            _ANYBODY,
            "Run a rule again",
            CheckAnswer,
            RuleCheck,
            LanguageQuery,
            storing=False,
        ),
    )
