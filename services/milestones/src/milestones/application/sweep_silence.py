"""Once a day: find the journeys of which nothing was heard for as long as their practice says, and raise an alert."""

from dataclasses import dataclass, field
from datetime import date, datetime

from kernel.clock import Clock
from kernel.ids import uuid7
from kernel.log import Log
from milestones.application.breaking_silence import Silence
from milestones.application.log_codes import MilestoneCode
from milestones.domain.ports import ErasedJourneyError
from milestones.domain.silence import Listening, Quiet, concern_of, days_to_look_into, is_due


class SweepFailedError(Exception):
    """Some journeys could not be looked at; the lines before tell why, and the sweeps of the next days try again."""


@dataclass(slots=True)
class SweepSilence:
    """Look into the days by which silent journeys are found, and into nothing else.

    DynamoDB: 1 query a day that it looks into (46, most of them empty), 1 read for each practice found there, and for
    each journey that may be silent 1 read. Of those 1 update where it is not; where it is 1 read, 1 transaction,
    1 update.

    Parameters
    ----------
    quiet : Quiet
    silence : Silence
    clock : Clock
    log : Log
    """

    quiet: Quiet
    silence: Silence
    clock: Clock
    log: Log
    _weeks: dict[str, int | None] = field(default_factory=dict)

    def __call__(self) -> None:
        """Sweep once; again, it changes nothing.

        Raises
        ------
        SweepFailedError
            At the end, where anything failed.
        """
        now, cause = self.clock.now(), uuid7(self.clock.now())
        looked = silent = failed = 0
        self._weeks.clear()
        for day in days_to_look_into(now.date()):
            for practice, journey in list(self.quiet.of_day(day)):
                weeks = self._of(practice)
                if weeks is None or not is_due(day, weeks, now.date()):
                    continue
                looked += 1
                try:
                    silent += self._look(self.quiet.get(practice, journey), weeks, now, cause)
                except Exception as error:  # noqa: BLE001 - whatever is wrong with one must not hide the others
                    failed += 1
                    self.log.line(MilestoneCode.SWEEP_FAILED, journey=journey, error=type(error).__name__)
        self.log.line(MilestoneCode.SWEPT, looked=looked, silent=silent, failed=failed, correlation=cause)
        if failed:
            raise SweepFailedError

    def _look(self, known: Listening, weeks: int, now: datetime, cause: str) -> bool:
        heard = known.heard
        if not known.active or heard is None:
            self.quiet.move(known, None)
            return False
        # A pause is no silence: it is looked at again when it could be one that began now.
        day: date = now.date() if known.paused else heard.date()
        if known.paused or not is_due(day, weeks, now.date()):
            self.quiet.move(known, day)
            return False
        try:
            self.silence.begins(known.practice, known.journey, concern_of(known.journey, heard, weeks, now), cause)
        except ErasedJourneyError:
            return False
        if not self.quiet.hush(known, heard):
            # Something was heard at this very moment, and whoever heard it saw no alert yet.
            self._look_again(known, heard, cause)
        return True

    def _look_again(self, known: Listening, before: datetime, cause: str) -> None:
        after = self.quiet.get(known.practice, known.journey)
        if after.heard is not None and (after.heard > before or after.paused or not after.active):
            self.silence.ends(known.practice, known.journey, after.heard, cause)

    def _of(self, practice: str) -> int | None:
        if practice not in self._weeks:
            self._weeks[practice] = self.quiet.weeks(practice)
        return self._weeks[practice]
