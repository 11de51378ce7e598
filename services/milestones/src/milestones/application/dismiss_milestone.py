"""A therapist sets a milestone or a setback aside."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kernel.clock import Clock
from kernel.problem import busy, not_found
from kernel.routes import Reply, Request
from milestones.application.answers import answer_of
from milestones.application.reading_language import language_of
from milestones.application.telling import Asked, Dated, Telling, news_of
from milestones.domain.changes import Change, ClaimKey, Standing, Standings, standings_after
from milestones.domain.claim import MilestoneState, milestone_id
from milestones.domain.course import Course
from milestones.domain.found_in import ON_THE_TRAIL, TRAIL
from milestones.domain.goal import GoalCourse
from milestones.domain.journey import View
from milestones.domain.milestone import HistoryEntry, Milestone, Reason
from milestones.domain.ports import AnyCourse, CourseStore, Milestones, News, Place, StaleError
from milestones.domain.trail_ports import Trails

ATTEMPTS = 5
"""Others write a course only as its events come: one of five tries finds it at rest."""


@dataclass(frozen=True, slots=True)
class DismissMilestone:
    """Set a milestone aside: it stays so, whatever the scores do, and nothing is sent of it.

    That it is dismissed is written with the course, or the trail, that it was found in, so that no event that comes
    later judges it again; in the same transaction as the milestone, its line of history and its event.
    DynamoDB: 1 batch read of journey and milestone, and nothing more where it is dismissed already. Else 1 read of the
    course (1 query of the trail; of a long course that has it in a page 1 query more) and 1 transaction. Overtaken by
    an event: again.

    Parameters
    ----------
    milestones : Milestones
    scores : CourseStore
    goals : CourseStore
    trails : Trails
    clock : Clock
    """

    milestones: Milestones
    scores: CourseStore[Course]
    goals: CourseStore[GoalCourse]
    trails: Trails
    clock: Clock

    def __call__(self, request: Request) -> Reply:
        """Answer ``POST /milestones/{milestone}/dismiss``.

        Parameters
        ----------
        request : Request

        Returns
        -------
        Reply
            The milestone as it is then, with its version as ETag.

        Raises
        ------
        Problem
            404 where there is none, or it is not the caller's: the same answer. 503 where events overtook every try.
        """
        for _ in range(ATTEMPTS):
            milestone = self._found(request)
            if milestone.state is not MilestoneState.DISMISSED:
                try:
                    milestone = self._dismissed(request, milestone)
                except StaleError:
                    continue
            return Reply(answer_of(milestone, View.ALL, language_of(request)), version=milestone.version)
        raise busy()

    def _found(self, request: Request) -> Milestone:
        caller = request.caller
        journey, milestone = self.milestones.with_journey(caller.practice, request.path["milestone"])
        if milestone is None or journey is None or journey.view_of(caller) is not View.ALL:
            raise not_found()
        return milestone

    def _dismissed(self, request: Request, milestone: Milestone) -> Milestone:
        place = Place(request.caller.practice, milestone.journey, milestone.subject)
        asked = Asked(request.correlation, request.correlation)
        telling = Telling(place, Reason.THERAPIST, asked, self.clock.now())
        if milestone.kind in ON_THE_TRAIL:
            self._on_the_trail(milestone, replace(telling, place=replace(place, subject=TRAIL)))
        elif milestone.goal is None:
            _on_the_course(self.scores, milestone, telling)
        else:
            _on_the_course(self.goals, milestone, telling)
        line = HistoryEntry(milestone.version + 1, MilestoneState.DISMISSED, telling.now, telling.reason)
        history = (*milestone.history, line)
        return replace(milestone, state=line.state, version=line.version, history=history)

    def _on_the_trail(self, milestone: Milestone, telling: Telling) -> None:
        kept = self.trails.load(telling.place.practice, telling.place.journey)
        change = _dismissal(milestone, kept.standings)
        news = news_of([change], kept.known, telling)
        after, pages = kept.grown(kept.known, standings_after(kept.standings, [change]))
        self.trails.keep(telling.place, after, pages, news)


def _on_the_course(courses: CourseStore[AnyCourse], milestone: Milestone, telling: Telling) -> None:
    kept = courses.load(telling.place)
    known: Dated = kept.course
    standings = kept.standings
    if kept.is_head and _key_of(milestone, standings) is None:
        whole = courses.load_whole(telling.place)
        if whole.version != kept.version:
            raise StaleError
        known, standings = whole.course, whole.standings
    change = _dismissal(milestone, standings)
    news: list[News] = news_of([change], known, telling)
    # The head alone is written: of what head and pages tell of one milestone, the higher version counts.
    told = {**kept.standings, **standings_after({}, [change])}
    told[change.key] = replace(told[change.key], settled=True)
    courses.keep(telling.place, replace(kept, standings=told, version=kept.version + 1), news)


def _key_of(milestone: Milestone, standings: Standings) -> ClaimKey | None:
    """Find what a milestone hangs on: its id is made of it."""
    place = TRAIL if milestone.kind in ON_THE_TRAIL else milestone.subject
    for kind, anchor in standings:
        if kind is milestone.kind and milestone_id(milestone.journey, kind, place, anchor) == milestone.id:
            return kind, anchor
    return None


def _dismissal(milestone: Milestone, standings: Mapping[ClaimKey, Standing]) -> Change:
    key = _key_of(milestone, standings)
    if key is None or standings[key].version != milestone.version:
        # The milestone was read before, or after, what it was found in.
        raise StaleError
    before = standings[key]
    return Change(key, before.version + 1, MilestoneState.DISMISSED, before.state, None)
