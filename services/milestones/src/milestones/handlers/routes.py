"""All endpoints of the service: what openapi.json is generated from; each function serves its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kernel.clock import Clock
from kernel.log import Log
from kernel.routes import Route
from kernel.traces import Traces
from milestones.adapters.caseload import DynamoCaseloads
from milestones.adapters.courses import goal_courses, score_courses
from milestones.adapters.instrument_rows import DynamoDefinitions
from milestones.adapters.journeys import DynamoJourneys
from milestones.adapters.milestone_reads import DynamoMilestones
from milestones.adapters.trails import DynamoTrails
from milestones.application.answers import MilestoneAnswer, MilestonesAnswer, PageQuery
from milestones.application.caseload_answers import CaseloadAnswer, CaseloadQuery
from milestones.application.check_rule import check_rule
from milestones.application.course_answers import CourseAnswer, CourseQuery
from milestones.application.explain_milestone import ExplainMilestone
from milestones.application.in_force import InForce, in_force
from milestones.application.list_caseload import ListCaseload
from milestones.application.list_milestones import ListMilestones
from milestones.application.list_rules import list_rules
from milestones.application.reading_language import LanguageQuery
from milestones.application.rule_answers import CheckAnswer, RulesAnswer
from milestones.application.rule_fields import RuleCheck
from milestones.application.show_course import ShowCourse
from milestones.domain.alert_ports import AlertNotes, Alerts
from milestones.domain.caseload_ports import Caseloads
from milestones.domain.course import Course
from milestones.domain.goal import GoalCourse
from milestones.domain.moved_me import MovedMeNotes
from milestones.domain.ports import CourseStore, Definitions, Journeys, Milestones
from milestones.domain.silence import Quiet
from milestones.domain.trail_ports import Trails
from milestones.handlers import access_log, alert_routes, dismiss, instruments, moved_me_routes
from milestones.handlers.policy import POLICY

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient


@dataclass(frozen=True, slots=True)
class Stores:
    """What the milestones function reads.

    Parameters
    ----------
    journeys : Journeys
    milestones : Milestones
    scores, goals : CourseStore
    trails : Trails
    instruments : callable
        Gives the instrument that holds in a practice.
    caseloads : Caseloads
    """

    journeys: Journeys
    milestones: Milestones
    scores: CourseStore[Course]
    goals: CourseStore[GoalCourse]
    trails: Trails
    instruments: InForce
    caseloads: Caseloads


def routes(  # noqa: PLR0913, PLR0917 - each a port that some function has
    stores: Stores,
    definitions: Definitions,
    found: Alerts,
    noted: AlertNotes,
    quiet: Quiet,
    notes: MovedMeNotes,
    traces: Traces,
    clock: Clock,
    log: Log,
) -> Sequence[Route]:
    """Give the endpoints of all functions.

    Parameters
    ----------
    stores : Stores
    definitions : Definitions
    found : Alerts
    noted : AlertNotes
    quiet : Quiet
    notes : MovedMeNotes
    traces : Traces
    clock : Clock
    log : Log

    Returns
    -------
    sequence of Route
    """
    return (
        *of_milestones(stores),
        *alert_routes.routes(stores.journeys, found, stores.trails, noted, quiet, clock, log),
        *dismiss.routes(stores.milestones, stores.scores, stores.goals, stores.trails, clock),
        *moved_me_routes.routes(notes, clock, log),
        *access_log.routes(stores.journeys, traces),
        *instruments.routes(definitions, clock),
    )


def of_milestones(stores: Stores) -> Sequence[Route]:
    """Give the endpoints of the milestones function.

    Parameters
    ----------
    stores : Stores

    Returns
    -------
    sequence of Route
    """
    listing, explaining = ListMilestones(stores.journeys, stores.milestones), ExplainMilestone(stores.milestones)
    showing = ShowCourse(stores.journeys, stores.scores, stores.goals, stores.trails, stores.instruments)
    of_journey, one = "/journeys/<journey>/milestones", "/milestones/<milestone>"
    course, check = "/journeys/<journey>/course/<subject>", "/rules/<rule>/check"
    return (
        POLICY.route("GET", of_journey, listing, "List milestones", reply=MilestonesAnswer, query=PageQuery),
        POLICY.route("GET", one, explaining, "Explain a milestone", reply=MilestoneAnswer, query=LanguageQuery),
        POLICY.route("GET", course, showing, "Show a course", reply=CourseAnswer, query=CourseQuery),
        POLICY.route(
            "GET",
            "/caseload",
            ListCaseload(stores.caseloads),
            "List the caseload",
            reply=CaseloadAnswer,
            query=CaseloadQuery,
        ),
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


def stored(dynamodb: "DynamoDBClient", table: str) -> Stores:
    """Read them from the service's table.

    Parameters
    ----------
    dynamodb : DynamoDBClient
        The client.
    table : str
        The table's name.

    Returns
    -------
    Stores
    """
    return Stores(
        DynamoJourneys(dynamodb, table),
        DynamoMilestones(dynamodb, table),
        score_courses(dynamodb, table),
        goal_courses(dynamodb, table),
        DynamoTrails(dynamodb, table),
        in_force(DynamoDefinitions(dynamodb, table)),
        DynamoCaseloads(dynamodb, table),
    )
