"""Take in what somebody said that is an alert by itself: stuckness, or words of crisis in what a client shared."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from kernel.clock import Clock
from kernel.envelope import Event
from kernel.instants import from_text
from kernel.log import Log
from milestones.application.alert_telling import alert_news_of
from milestones.application.log_codes import MilestoneCode
from milestones.domain.alert import JOURNEY_WIDE, AlertKind, DeclaredBy
from milestones.domain.alert_changes import alert_changes, alerts_after
from milestones.domain.alerting import DECLARED, concerns_of_said
from milestones.domain.course import Course, Point
from milestones.domain.ports import CourseStore, Kept, Place, StaleError

STUCK = ("stuckness.declared.v1",)
SHARED = ("entry.shared.v1",)
TYPES = (*STUCK, *SHARED)
ATTEMPTS = 10
KEPT = 200
"""So many times are remembered: an event that comes again is known by its id; one older than all of these is past."""


class StucknessDeclared(BaseModel):
    """One of the two says that they are stuck: ``stuckness.declared.v1``."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    stuckness: UUID
    by: DeclaredBy
    crisis_language: Sequence[Literal["suicide", "self_harm"]] | None = None


class EntryShared(BaseModel):
    """What this use case reads of ``entry.shared.v1``: what the words may speak of, where anything was noticed."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    entry: UUID
    version: Annotated[int, Field(ge=1)] = 1
    crisis_language: Sequence[Literal["suicide", "self_harm"]] | None = None


@dataclass(frozen=True, slots=True)
class Hearer:
    """Takes in what was said.

    DynamoDB: 1 read, and 1 transaction of the course and its alert; the read alone where it was known; none for an
    entry in which nothing was noticed.

    Parameters
    ----------
    courses : CourseStore
    clock : Clock
    log : Log
    """

    courses: CourseStore[Course]
    clock: Clock
    log: Log

    def stuck(self, event: Event) -> None:
        """Take in that somebody says that they are stuck."""
        said = StucknessDeclared.model_validate(event.data)
        point = _point(str(said.stuckness), 1, from_text(event.time), DECLARED.index(said.by) + 1)
        self._hear(AlertKind.STUCKNESS_DECLARED, point, event)
        if said.crisis_language:
            self._hear(AlertKind.CRISIS_LANGUAGE, point._replace(total=1), event)

    def shared(self, event: Event) -> None:
        """Take in a shared entry: an alert where words of crisis were noticed, nothing else."""
        said = EntryShared.model_validate(event.data)
        if said.crisis_language:
            point = _point(str(said.entry), said.version, from_text(event.time), 1)
            self._hear(AlertKind.CRISIS_LANGUAGE, point, event)

    def _hear(self, kind: AlertKind, point: Point, event: Event) -> None:
        place = Place(event.practice, event.subject, JOURNEY_WIDE[kind])
        for _ in range(ATTEMPTS):
            try:
                self._heard(kind, point, place, event)
            except StaleError:
                continue
            return
        self.log.line(MilestoneCode.CONTENDED, event=event.id, journey=event.subject)
        raise StaleError

    def _heard(self, kind: AlertKind, point: Point, place: Place, event: Event) -> None:
        kept = self.courses.load(place)
        course = kept.course.with_point(point)
        if course is kept.course or (len(course.points) > KEPT and course.points[0].id == point.id):
            return
        course = Course(course.points[-KEPT:])
        changes = alert_changes(kept.alerts, concerns_of_said(course, [], kind))
        news = alert_news_of(changes, place, event.correlationid, event.id, self.clock.now())
        after = Kept(course, {}, kept.version + 1, alerts=alerts_after(kept.alerts, changes))
        self.courses.keep(place, after, news)
        for told in news:
            self.log.line(
                MilestoneCode.ALERT,
                alert=told.alert,
                kind=kind,
                state=told.change.standing.state,
                raising=told.change.standing.raising,
                correlation=event.correlationid,
            )


def _point(id_: str, version: int, at: datetime, score: int) -> Point:
    return Point(at, id_, version, None, score, retracted=False)
