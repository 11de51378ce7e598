"""What came after consults, as a therapist sees it of one journey, and a practice's admin of a quarter."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from reflections.application.brief_words import Language, finding
from reflections.application.outcome_words import turned
from reflections.application.views import View
from reflections.domain.consult_course import Around
from reflections.domain.consult_outcome import Consulted, Found, Outcome, Turn
from reflections.domain.highlight import Highlight
from reflections.domain.outcome_counts import ROUNDED_TO


class OutcomeQuery(BaseModel):
    """In which words."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    language: Language = "en"


class QuarterQuery(OutcomeQuery):
    """Which quarter; left out, the last one that can be counted."""

    quarter: Annotated[str, Field(pattern=r"^20[0-9]{2}-Q[1-4]$")] | None = None


class PointView(View):
    """One score, by session number."""

    session: int | None
    total: int


class CourseAround(View):
    """An instrument's last scores before the first answer, and the first ones since."""

    instrument: str
    before: list[PointView]
    since: list[PointView]


class FoundView(View):
    """A milestone or setback that was confirmed; the milestones service explains it."""

    fact: str
    path: str


class SideView(View):
    """What was found within twelve weeks on one side of the first answer."""

    milestones: list[FoundView]
    setbacks: list[FoundView]


class OutcomeView(View):
    """What came after one consult; before its first answer there is nothing to tell but that it was asked."""

    consult: str
    asked_at: str | None
    answered_at: str | None
    turn: Literal["turned", "went_on", "worse", "neither", "open"] | None = None
    fact: str | None = None
    sessions_since: int | None = None
    courses: list[CourseAround] = Field(default_factory=list)
    before: SideView | None = None
    since: SideView | None = None
    ideas: dict[str, int] = Field(default_factory=dict)
    """How many ideas from its supervision stand where."""


class OutcomesView(View):
    """What came after the consults of a journey, the latest first."""

    note: str
    complete: bool
    items: list[OutcomeView]


class QuarterCounts(View):
    """How many journeys went which way after their first consult of a quarter, each rounded."""

    journeys: int
    turned: int
    went_on: int
    worse: int
    neither: int
    ideas_tried: int


class QuarterView(View):
    """What consults of a quarter led to; without counts where there were too few."""

    quarter: str
    begins: str
    ends: str
    note: str
    too_few: bool
    rounded_to: int = ROUNDED_TO
    counts: QuarterCounts | None


def asked_only(consulted: Consulted) -> OutcomeView:
    """Show a consult that nobody has answered yet."""
    return OutcomeView(consult=consulted.consult, asked_at=consulted.asked_at, answered_at=None)


def shown_outcome(
    consulted: Consulted, outcome: Outcome, courses: dict[str, Around], sessions_since: int, language: Language
) -> OutcomeView:
    """Show what came after a consult.

    Parameters
    ----------
    consulted : Consulted
    outcome : Outcome
    courses : dict of str to Around
        By instrument.
    sessions_since : int
        How many sessions were held since the first answer.
    language : str

    Returns
    -------
    OutcomeView
    """
    return OutcomeView(
        consult=consulted.consult,
        asked_at=consulted.asked_at,
        answered_at=consulted.answered_at,
        turn=Turn(outcome.turn).value,
        fact=turned(outcome.turn, language),
        sessions_since=sessions_since,
        courses=[_course(name, around) for name, around in courses.items()],
        before=_side(outcome.before, language),
        since=_side(outcome.since, language),
        ideas=dict(outcome.ideas),
    )


def _course(instrument: str, around: Around) -> CourseAround:
    before, since = ([PointView(session=p.session, total=p.total) for p in s] for s in (around.before, around.since))
    return CourseAround(instrument=instrument, before=before, since=since)


def _side(found: Found, language: Language) -> SideView:
    milestones, setbacks = ([_shown(one, language) for one in some] for some in (found.milestones, found.setbacks))
    return SideView(milestones=milestones, setbacks=setbacks)


def _shown(highlight: Highlight, language: Language) -> FoundView:
    fact = finding(highlight.kind, highlight.state, highlight.instrument, language)
    return FoundView(fact=fact, path=f"/milestones/{highlight.milestone}")
