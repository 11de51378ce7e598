"""All endpoints of the service: what openapi.json is generated from; each function serves its own."""

from collections.abc import Sequence

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
from milestones.handlers.policy import POLICY


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
        POLICY.route("GET", of_journey, listing, "List milestones", reply=MilestonesAnswer, query=PageQuery),
        POLICY.route("GET", one, explaining, "Explain a milestone", reply=MilestoneAnswer, query=LanguageQuery),
        POLICY.route("GET", "/rules", list_rules, "List the rules, and what each takes", reply=RulesAnswer),
        POLICY.route(
            "POST",
            check,
            check_rule,
            "Run a rule again",
            CheckAnswer,
            RuleCheck,
            LanguageQuery,
            storing=False,
        ),
    )
