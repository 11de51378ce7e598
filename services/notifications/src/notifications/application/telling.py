"""Tells a therapist, by her own choice and at her own hours, that cards wait: one neutral line, once a moment."""

from dataclasses import dataclass
from datetime import datetime

from kernel.clock import Clock
from kernel.log import Log
from notifications.application.carrying import Carry
from notifications.application.log_codes import Code
from notifications.application.notifying import new_lease
from notifications.domain.card_notice import (
    CardNotice,
    CardNoticesOf,
    TherapistId,
    Told,
    next_attempt,
    settled,
    telling_moment,
)
from notifications.domain.notice import Outcome
from notifications.domain.ports import Carrier, LostRaceError, PreferencesOf
from notifications.domain.preferences import Preferences


@dataclass(frozen=True, slots=True)
class TellTherapist:
    """Tell one therapist whose notice is due.

    DynamoDB: 2 reads (what is due; her preferences), 1 query of her open cards, 1 write that takes the notice out of
    what is due, 1 that records what became of it; 1 more for a device that is gone. One provider call.

    Parameters
    ----------
    notices, preferences, carrier, clock, log
        Ports.
    """

    notices: CardNoticesOf
    preferences: PreferencesOf
    carrier: Carrier
    clock: Clock
    log: Log

    def __call__(self, therapist: TherapistId) -> None:
        """Tell her, if that is due, she still wishes it, it is no quiet hour, and a card still waits.

        Parameters
        ----------
        therapist : TherapistId
            Who; any number of times.
        """
        stored, now = self.notices.get(therapist), self.clock.now()
        if stored.at is None or stored.since is None or stored.at > now:
            return
        wishes = self.preferences.get(therapist.practice, therapist.therapist)
        moment = telling_moment(wishes, stored.since, now, stored.told_at)
        try:
            if moment is not None and moment > now:
                self.notices.put_off(therapist, stored, moment)
            elif moment is None or not wishes.channels:
                self._withhold(therapist, stored, None)
            elif self.notices.any_open(therapist, stored.since):
                self._tell(therapist, stored, wishes, now)
            else:
                self._withhold(therapist, stored, settled(stored, now))
        except LostRaceError:
            # Somebody else was faster; what is still due then is found by the next sweep.
            self.log.line(Code.RACE, cards=True)

    def _withhold(self, therapist: TherapistId, stored: CardNotice, until: datetime | None) -> None:
        self.notices.put_off(therapist, stored, until)
        if until is None:
            self.log.line(Code.NOTICE_WITHHELD, cards=True)

    def _tell(self, therapist: TherapistId, stored: CardNotice, wishes: Preferences, now: datetime) -> None:
        owner, attempt = new_lease(now), stored.attempts + 1
        self.notices.take(therapist, stored, owner, now)
        carry = Carry(self.preferences, self.carrier, self.clock, self.log)
        said: dict[str, str | int | None] = {"cards": True, "attempt": attempt, "lease": owner}
        carried = carry(therapist.practice, therapist.therapist, wishes, said)
        refused = carried.outcome is Outcome.REFUSED_FOR_NOW
        again = next_attempt(attempt, now) if refused else None
        told = Told(carried.outcome, carried.channel, carried.provider_id, again)
        self.notices.record(therapist, stored, owner, told)
