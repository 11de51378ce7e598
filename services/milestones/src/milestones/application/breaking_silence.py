"""Raise an alert that a journey is silent, once; and clear it when something is heard."""

from dataclasses import dataclass
from datetime import datetime

from kernel.clock import Clock
from kernel.log import Log
from milestones.application.alert_telling import alert_news_of
from milestones.application.log_codes import MilestoneCode
from milestones.domain.alert import JOURNEY_WIDE, AlertKind, AlertState, Concern
from milestones.domain.alert_changes import alert_changes, alerts_after
from milestones.domain.course import Course
from milestones.domain.ports import CourseStore, Kept, Place, StaleError
from milestones.domain.silence import Quiet

ATTEMPTS = 10
_SUBJECT = JOURNEY_WIDE[AlertKind.SILENCE]


@dataclass(frozen=True, slots=True)
class Silence:
    """The alert of a journey's silence, kept as any alert is: with a course of its own, that has no points.

    DynamoDB: 1 read, and 1 transaction of the course and its alert where that changes.

    Parameters
    ----------
    courses : CourseStore
        Of what stands for the journey as a whole.
    quiet : Quiet
    clock : Clock
    log : Log
    """

    courses: CourseStore[Course]
    quiet: Quiet
    clock: Clock
    log: Log

    def begins(self, practice: str, journey: str, concern: Concern, cause: str) -> None:
        """Raise the alert, unless it stands, or the therapist set this very silence aside.

        Raises
        ------
        StaleError
            Where others kept writing at every try.
        """
        self._change(Place(practice, journey, _SUBJECT), concern, cause)

    def ends(self, practice: str, journey: str, heard: datetime, cause: str) -> None:
        """Clear the alert, and find the journey by the day on which something was heard: 1 update more.

        The alert goes first: who dies in between is followed by whoever hears of it again.

        Raises
        ------
        StaleError
            Where others kept writing at every try.
        """
        self._change(Place(practice, journey, _SUBJECT), None, cause)
        self.quiet.wake(practice, journey, heard.date())

    def _change(self, place: Place, concern: Concern | None, cause: str) -> None:
        for _ in range(ATTEMPTS):
            try:
                self._attempt(place, concern, cause)
            except StaleError:
                continue
            return
        raise StaleError

    def _attempt(self, place: Place, concern: Concern | None, cause: str) -> None:
        kept = self.courses.load(place)
        stands = kept.alerts.get(AlertKind.SILENCE)
        if concern is not None and stands is not None and stands.state is not AlertState.CLEARED:
            return
        changes = alert_changes(kept.alerts, [] if concern is None else [concern])
        if not changes:
            return
        news = alert_news_of(changes, place, cause, cause, self.clock.now())
        after = Kept(kept.course, {}, kept.version + 1, alerts=alerts_after(kept.alerts, changes))
        self.courses.keep(place, after, news)
        for told in news:
            self.log.line(
                MilestoneCode.ALERT,
                alert=told.alert,
                kind=AlertKind.SILENCE,
                state=told.change.standing.state,
                raising=told.change.standing.raising,
                correlation=cause,
            )
