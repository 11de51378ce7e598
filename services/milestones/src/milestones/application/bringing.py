"""Brings the progress of a course of scores to its journey's trail, once it was written that there is some."""

from dataclasses import dataclass, replace

from kernel.envelope import Event
from milestones.application.log_codes import MilestoneCode
from milestones.application.observation import Observation, Taken
from milestones.application.observing import ATTEMPTS
from milestones.application.telling import Telling
from milestones.application.walking import Walker
from milestones.domain.course import Course
from milestones.domain.found_in import TRAIL
from milestones.domain.instrument import Instrument
from milestones.domain.ports import CourseStore, StaleError
from milestones.domain.progress import extended, progress_of
from milestones.domain.trail import Progress
from milestones.domain.trail_ports import Bringing


@dataclass(frozen=True, slots=True)
class Bringer:
    """Brings progress to the trail.

    The course itself says that it is owed, in the same write as the score that made it so, and no longer once the trail
    was written. So a crash in between costs nothing: the event comes again, and finds it owed. The trail is only
    written while the course is at the version that its progress was told from.
    DynamoDB: none where nothing is owed, which is most scores. Else 1 query of the trail, and 1 transaction of trail
    and course (where the trail knew it, 1 update of the course). Of a long course that owes more than its latest score,
    1 query more: of all its pages.

    Parameters
    ----------
    walker : Walker
    courses : CourseStore
    """

    walker: Walker
    courses: CourseStore[Course]

    def bring(self, observation: Observation[Course], taken: Taken[Course], event: Event) -> None:
        """Bring the progress of a course to the trail, where it is owed.

        Parameters
        ----------
        observation : Observation
            What was taken in.
        taken : Taken
            What came of it.
        event : Event
            Where it came from.

        Raises
        ------
        StaleError
            Where others wrote at every try.
        """
        for _ in range(ATTEMPTS):
            if not (taken.owed or taken.unsure):
                return
            try:
                self._brought(observation, taken, event)
            except StaleError:
                kept = self.courses.load(observation.place)
                taken = Taken(kept.course, kept.version, kept.owed, unsure=observation.anew)
                continue
            return
        self.walker.log.line(MilestoneCode.CONTENDED, event=event.id, journey=observation.place.journey)
        raise StaleError

    def _brought(self, observation: Observation[Course], taken: Taken[Course], event: Event) -> None:
        place, instrument = observation.place, (taken.judge or observation.judge()).instrument
        kept = self.walker.trails.load(place.practice, place.journey)
        progress = self._progress(observation, taken, kept.known.progress_of(place.subject), instrument)
        known = kept.known.with_progress(place.subject, progress)
        if known is not kept.known:
            trail = replace(place, subject=TRAIL)
            telling = Telling(trail, observation.reason, event, self.walker.clock.now())
            if not self.walker.write(kept, known, telling, Bringing(place, taken.version)):
                # Ninety milestones of one score: the trail itself is written, the rest is only told.
                self.walker.take_in(trail, lambda told: told, observation.reason, event)
        elif taken.owed:
            self.courses.settle(place, taken.version)

    def _progress(
        self, observation: Observation[Course], taken: Taken[Course], before: Progress, instrument: Instrument | None
    ) -> Progress:
        course = taken.course
        if taken.appended and before:
            return extended(before, course.points[-1], instrument)
        if course.older is not None:
            whole = self.courses.load_whole(observation.place)
            if whole.version != taken.version:
                raise StaleError
            course = whole.course
        return progress_of(course.series(), instrument)
