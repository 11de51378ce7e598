"""What everything that changes a trail has in common: read, judge, write once, try again where overtaken."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from kernel.clock import Clock
from kernel.envelope import Event
from kernel.log import Log
from milestones.application.log_codes import MilestoneCode
from milestones.application.observing import ATTEMPTS
from milestones.application.telling import Telling, news_of, note
from milestones.domain.changes import changes_since, standings_after
from milestones.domain.detection import claims_of_trail
from milestones.domain.known_trail import KeptTrail, KnownTrail
from milestones.domain.milestone import Reason
from milestones.domain.ports import Place, StaleError
from milestones.domain.trail_ports import Bringing, Trails

AT_ONCE = 90
"""Milestones that one write changes: a transaction takes a hundred items, the head, a page and a course among them."""


@dataclass(frozen=True, slots=True)
class Walker:
    """Takes in what happens on the trails of journeys.

    DynamoDB: 1 consistent query of the trail, however long; no write where nothing was new; 1 put where no milestone
    changes; 1 transaction (the trail, and each changed milestone with its event) where one does. Each thirty-third
    record makes that a transaction of one more: a page. Overtaken by another writer: again, ten times in all; then the
    queue brings the event again.

    Parameters
    ----------
    trails : Trails
    clock : Clock
    log : Log
        Takes a line for each milestone found or changed.
    at_once : int
        How many milestones one write changes at most.
    """

    trails: Trails
    clock: Clock
    log: Log
    at_once: int = AT_ONCE

    def take_in(self, place: Place, learn: Callable[[KnownTrail], KnownTrail], reason: Reason, event: Event) -> None:
        """Take in what an event tells of a trail.

        Parameters
        ----------
        place : Place
            The trail.
        learn : callable
            Takes the trail, gives it with the event taken in; the very same object where it was known.
        reason : Reason
        event : Event

        Raises
        ------
        StaleError
            Where others wrote the trail at every try.
        ContradictoryFactError
            Where another event claimed the same version of the same thing with another content.
        """
        for _ in range(ATTEMPTS):
            try:
                kept = self.trails.load(place.practice, place.journey)
                telling = Telling(place, reason, event, self.clock.now())
                if self.write(kept, learn(kept.known), telling):
                    return
            except StaleError:
                continue
        self.log.line(MilestoneCode.CONTENDED, event=event.id, journey=place.journey)
        raise StaleError

    def write(self, kept: KeptTrail, known: KnownTrail, telling: Telling, of: Bringing | None = None) -> bool:
        """Judge a trail and write it, where it or what is found on it is not as it was: once.

        Parameters
        ----------
        kept : KeptTrail
            As it was read.
        known : KnownTrail
            As it is now.
        telling : Telling
            What made it so.
        of : Bringing or None
            The course whose progress made the difference.

        Returns
        -------
        bool
            Whether all is told.

        Raises
        ------
        StaleError
            Where another write came first.
        """
        found = changes_since(kept.standings, claims_of_trail(known.trail()))
        if known is kept.known and not found:
            return True
        changes = found[: self.at_once]
        news = news_of(changes, known, replace(telling, trail=known.trail()))
        after, pages = kept.grown(known, standings_after(kept.standings, changes))
        self.trails.keep(telling.place, after, pages, news, of)
        for told in news:
            note(self.log, told, telling.cause)
        return len(found) <= self.at_once
