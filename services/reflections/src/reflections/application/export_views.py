"""The export, as a document that other programs can read: its version changes where a field changes its meaning."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from kernel.access_log import AccessView
from reflections.application.break_glass_views import BreakGlassView
from reflections.application.consent_views import ConsentView
from reflections.application.goal_views import AspirationView, GoalRevisionView, GoalStandView
from reflections.application.planned_session_views import PlannedSessionView
from reflections.application.record_request_views import RecordRequestView
from reflections.application.shared_item import SharedItem
from reflections.application.views import JourneyView, View

FORMAT: Literal["quietcheer.journey-export"] = "quietcheer.journey-export"
VERSION: Literal[1] = 1


class GoalWordsView(GoalRevisionView):
    """What a goal said in one of its versions."""

    goal: str


class JourneyRecord(View):
    """The journey."""

    part: Literal["journey"] = "journey"
    data: JourneyView


class AspirationRecord(View):
    """What the two are on the way to."""

    part: Literal["aspiration"] = "aspiration"
    data: AspirationView


class GoalRecord(View):
    """A goal, as it stands."""

    part: Literal["goal"] = "goal"
    data: GoalStandView


class GoalWordsRecord(View):
    """What a goal said, version by version."""

    part: Literal["goal_words"] = "goal_words"
    data: GoalWordsView


class ConsentRecord(View):
    """Each word on a consent."""

    part: Literal["consent"] = "consent"
    data: ConsentView


class ItemRecord(View):
    """What stands in the timeline: entries, measures, ratings, levels, sessions, milestones."""

    part: Literal["item"] = "item"
    data: SharedItem


class PlannedSessionRecord(View):
    """A session that lies ahead."""

    part: Literal["planned_session"] = "planned_session"
    data: PlannedSessionView


class AccessRecord(View):
    """Who looked, and who changed what."""

    part: Literal["access"] = "access"
    data: AccessView


class BreakGlassRecord(View):
    """An admin's access in an emergency; each read by it is among the accesses."""

    part: Literal["break_glass"] = "break_glass"
    data: BreakGlassView


class RecordRequestRecord(View):
    """What was asked of the practice, and its answer."""

    part: Literal["record_request"] = "record_request"
    data: RecordRequestView


AnyRecord: TypeAlias = (
    JourneyRecord
    | AspirationRecord
    | GoalRecord
    | GoalWordsRecord
    | ConsentRecord
    | ItemRecord
    | PlannedSessionRecord
    | AccessRecord
    | BreakGlassRecord
    | RecordRequestRecord
)


class Withheld(View):
    """What is not in the export, why, and how to ask for it."""

    what: Literal["psychotherapy_notes"] = "psychotherapy_notes"
    basis: Literal["45 CFR 164.524(a)(1)(i)"] = "45 CFR 164.524(a)(1)(i)"
    text: str


class ExportPage(View):
    """A page of the export of a journey; all pages together are the whole.

    ``withheld`` is the same in every export; ``elsewhere`` names where the other services give what they hold.
    """

    format: Literal["quietcheer.journey-export"] = FORMAT
    version: Literal[1] = VERSION
    service: Literal["reflections"] = "reflections"
    journey: str
    made_at: str
    withheld: list[Withheld]
    elsewhere: list[str]
    records: list[Annotated[AnyRecord, Field(discriminator="part")]]
    next: str | None
