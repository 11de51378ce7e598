"""What taking in scores and ratings has in common: read, recompute, write once, try again where overtaken."""

from dataclasses import dataclass
from typing import Generic

from kernel.clock import Clock
from kernel.envelope import Event
from kernel.log import Log
from milestones.application.log_codes import MilestoneCode
from milestones.application.observation import Observation
from milestones.application.telling import news_of
from milestones.domain.changes import changes_since, standings_after
from milestones.domain.ports import AnyCourse, CourseStore, Kept, News, StaleError

ATTEMPTS = 10
"""As many as read the queue at once: each round of a race has a winner, so that the last of ten wins the tenth."""


AT_ONCE = 99
"""Milestones that one write changes: a transaction takes a hundred items, and the course is one of them."""


@dataclass(frozen=True, slots=True)
class Observer(Generic[AnyCourse]):
    """Takes observations in.

    DynamoDB: 1 consistent read; no write where the event was known; 1 put where no milestone changes; 1 transaction
    (the course, and each changed milestone with its event) where one does. Overtaken by another writer: again, ten
    times in all; then the queue brings the event again, but only after its visibility timeout: minutes. More milestones
    than a transaction takes, which a course has after years: the same again for the rest, which the course remembers.

    Parameters
    ----------
    courses : CourseStore
    clock : Clock
    log : Log
        Takes a line for each milestone found or changed.
    at_once : int
        How many milestones one write changes at most.
    """

    courses: CourseStore[AnyCourse]
    clock: Clock
    log: Log
    at_once: int = AT_ONCE

    def take_in(self, observation: Observation[AnyCourse], event: Event) -> None:
        """Take an observation in.

        Parameters
        ----------
        observation : Observation
        event : Event
            Where it comes from.

        Raises
        ------
        StaleError
            Where others wrote the course at every try.
        ContradictoryFactError
            Where another event claimed the same version of the same thing with another content.
        """
        for _ in range(ATTEMPTS):
            kept = self.courses.load(observation.place)
            course = observation.learn(kept.course)
            known = course is kept.course and not kept.untold
            if known and not observation.anew:
                return
            found = changes_since(kept.standings, observation.claims_of(course))
            if known and not found:
                return
            changes, untold = found[: self.at_once], len(found) > self.at_once
            news = news_of(changes, course, observation, event, self.clock.now())
            after = Kept(course, standings_after(kept.standings, changes), kept.version + 1, untold)
            try:
                self.courses.keep(observation.place, after, news)
            except StaleError:
                continue
            for told in news:
                self._note(told, event)
            if not untold:
                return
        self.log.line(MilestoneCode.CONTENDED, event=event.id, journey=event.subject)
        raise StaleError

    def _note(self, told: News, event: Event) -> None:
        self.log.line(
            MilestoneCode.TOLD,
            milestone=told.milestone,
            kind=told.change.key[0],
            state=told.change.state,
            before=told.change.from_state,
            correlation=event.correlationid,
        )
