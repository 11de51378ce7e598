"""What taking in scores and ratings has in common: read, recompute, write once, try again where overtaken."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Generic

from kernel.clock import Clock
from kernel.envelope import Event
from kernel.log import Log
from milestones.application.alert_telling import alert_news_of
from milestones.application.log_codes import MilestoneCode
from milestones.application.observation import Judge, Observation, Taken
from milestones.application.telling import Telling, news_of, note
from milestones.domain.alert_changes import AlertChange, alert_changes, alerts_after
from milestones.domain.arranging import laid_out, looked_at
from milestones.domain.changes import Change, Standings, changes_since, standings_after
from milestones.domain.claim import Claim
from milestones.domain.older import OlderNeededError
from milestones.domain.ports import AlertNews, AnyCourse, CourseStore, Kept, News, StaleError
from milestones.domain.progress import appended, moves
from milestones.domain.trail_ports import Trails

ATTEMPTS = 10
"""As many as read the queue at once: each round of a race has a winner, so that the last of ten wins the tenth."""


AT_ONCE = 40
"""Milestones that one write changes: a transaction takes a hundred items, the course's head and pages among them."""


@dataclass(frozen=True, slots=True)
class Observer(Generic[AnyCourse]):
    """Takes observations in.

    Alerts ride in the same write: the course keeps how each of them stands, and each that changes is one item more of
    the transaction, with its event. None adds a call.

    DynamoDB: 1 consistent read, however long the course; no write where the event was known; 1 put where no milestone
    changes; 1 query (the trail, for the road to a milestone) and 1 transaction (the course, and each changed milestone
    with its event) where one does. Each sixteenth score of a long course makes that put a transaction of two: a page
    more. What is late, corrected or taken back on a course of more than 32 scores costs 1 query more, of all its pages,
    and writes those that it changes; so does the first event after its instrument changed. Overtaken by another writer:
    again, ten times in all; then the queue brings the event again, but only after its visibility timeout: minutes. More
    milestones than a transaction takes, which a course has after years: the same again for the rest, which the course
    remembers.

    Parameters
    ----------
    courses : CourseStore
    trails : Trails
    clock : Clock
    log : Log
        Takes a line for each milestone found or changed.
    at_once : int
        How many milestones one write changes at most.
    """

    courses: CourseStore[AnyCourse]
    trails: Trails
    clock: Clock
    log: Log
    at_once: int = AT_ONCE

    def take_in(self, observation: Observation[AnyCourse], event: Event) -> Taken[AnyCourse]:
        """Take an observation in.

        Parameters
        ----------
        observation : Observation
        event : Event
            Where it comes from.

        Returns
        -------
        Taken
            The course as it is then.

        Raises
        ------
        StaleError
            Where others wrote the course at every try.
        ContradictoryFactError
            Where another event claimed the same version of the same thing with another content.
        """
        for _ in range(ATTEMPTS):
            try:
                taken = self._taken_in(observation, event)
            except StaleError:
                continue
            if taken is not None:
                return taken
        self.log.line(MilestoneCode.CONTENDED, event=event.id, journey=event.subject)
        raise StaleError

    def _taken_in(self, observation: Observation[AnyCourse], event: Event) -> Taken[AnyCourse] | None:
        """Try once; None where there is more to tell."""
        kept, course = self._by_head(observation) or self._by_whole(observation)
        known = course is kept.course and not kept.untold
        if known and not observation.anew:
            return Taken(kept.course, kept.version, kept.owed)
        judge = observation.judge()
        if kept.is_head and (kept.untold or kept.judged_by != judge.version):
            # What the head of a long course keeps was chosen by what judged it then: another judge needs the whole,
            # and is asked once more, so that no older one judges what a newer one has.
            kept, course = self._by_whole(observation)
            judge = observation.judge()
        try:
            standings, claims, alerts = _judged(kept, course, judge)
        except OlderNeededError:
            kept, course = self._by_whole(observation)
            standings, claims, alerts = _judged(kept, course, judge)
        other = bool(kept.pages) and kept.judged_by != judge.version
        found = changes_since(standings, claims)
        if known and not found and not alerts and not other:
            return Taken(course, kept.version, kept.owed, kept.judged_by != judge.version, judge=judge)
        changes, untold = found[: self.at_once], len(found) > self.at_once
        telling = self._telling(observation, event, changes)
        news: list[News] = news_of(changes, course, telling)
        raised: list[AlertNews] = alert_news_of(alerts, observation.place, event.correlationid, event.id, telling.now)
        layout = laid_out(course.recorded, standings_after(kept.standings, changes), claims, kept.pages)
        written, version = course.recording(layout.course), kept.version + 1
        alike = kept.judged_by == judge.version
        owed = kept.owed or not alike or moves(kept.course.recorded, course.recorded, judge.instrument)
        after = Kept(written, layout.standings, version, untold, layout.pages, judge.version, owed=owed)
        after = replace(after, alerts=alerts_after(kept.alerts, alerts))
        self.courses.keep(observation.place, after, [*news, *raised])
        for told in news:
            note(self.log, told, event)
        for alert in raised:
            self._note_alert(alert, event)
        last_alone = alike and not kept.owed and appended(kept.course.recorded, course.recorded)
        return None if untold else Taken(course, version, owed, appended=last_alone, judge=judge)

    def _telling(self, observation: Observation[AnyCourse], event: Event, changes: Sequence[Change]) -> Telling:
        place = observation.place
        telling = Telling(place, observation.reason, event, self.clock.now())
        if not changes:
            return telling
        return replace(telling, trail=self.trails.load(place.practice, place.journey).known.trail())

    def _by_head(self, observation: Observation[AnyCourse]) -> tuple[Kept[AnyCourse], AnyCourse] | None:
        """Take the event in by the head of the course; None where that does not do."""
        kept = self.courses.load(observation.place)
        try:
            return kept, observation.learn(kept.course)
        except OlderNeededError:
            return None

    def _by_whole(self, observation: Observation[AnyCourse]) -> tuple[Kept[AnyCourse], AnyCourse]:
        """Take the event in by the head and all pages."""
        kept = self.courses.load_whole(observation.place)
        return kept, observation.learn(kept.course)

    def _note_alert(self, told: AlertNews, event: Event) -> None:
        self.log.line(
            MilestoneCode.ALERT,
            alert=told.alert,
            kind=told.change.kind,
            state=told.change.standing.state,
            raising=told.change.standing.raising,
            correlation=event.correlationid,
        )


def _judged(
    kept: Kept[AnyCourse], course: AnyCourse, judge: Judge[AnyCourse]
) -> tuple[Standings, list[Claim], list[AlertChange]]:
    """Run the rules; give what of the claims can be compared, and what becomes of the alerts."""
    standings, claims = looked_at(course.recorded, kept.standings, judge.claims_of(course))
    return standings, claims, alert_changes(kept.alerts, judge.concerns_of(course, claims))
