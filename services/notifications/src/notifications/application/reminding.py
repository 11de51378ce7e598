"""Reminds a therapist of her blind-spot mirror, on the day of the week that she chose: one neutral line."""

from dataclasses import dataclass

from kernel.clock import Clock
from kernel.log import Log
from notifications.application.carrying import Carry
from notifications.application.log_codes import Code
from notifications.application.telling import TellTherapist
from notifications.domain.mirror_notice import MirrorOf, Reminded, Reminders, next_mirror
from notifications.domain.ports import Carrier, LostRaceError, PreferencesOf


@dataclass(frozen=True, slots=True)
class RemindOfMirror:
    """Remind one therapist whose day has come.

    DynamoDB: 1 read, 1 write that puts the next week in the place of this one; 1 more for a device that is gone. One
    provider call. Whoever made that write calls the provider, and nobody else does: once a week at most, and not at all
    where it dies between the two.

    Parameters
    ----------
    reminders, preferences, carrier, clock, log
        Ports.
    """

    reminders: Reminders
    preferences: PreferencesOf
    carrier: Carrier
    clock: Clock
    log: Log

    def __call__(self, mirror: MirrorOf) -> None:
        """Remind her, if that is due, she still wishes it, and it is no quiet hour.

        Parameters
        ----------
        mirror : MirrorOf
            Whose; any number of times.
        """
        wishes, now = self.preferences.get(mirror.practice, mirror.therapist), self.clock.now()
        due = wishes.mirror_due
        if due is None or due > now:
            return
        decent = wishes.quiet_hours.next_decent(now)
        following = decent if decent > now else next_mirror(wishes, now)
        try:
            self.reminders.remind_next(mirror.practice, mirror.therapist, due, following)
        except LostRaceError:
            # Somebody else was faster; what is still due then is found by the next sweep.
            self.log.line(Code.RACE, mirror=True)
            return
        if decent > now:
            return
        if not wishes.channels:
            self.log.line(Code.NOTICE_WITHHELD, mirror=True)
            return
        carry = Carry(self.preferences, self.carrier, self.clock, self.log)
        carry(mirror.practice, mirror.therapist, wishes, {"mirror": True})


@dataclass(frozen=True, slots=True)
class Remind:
    """Remind a therapist of what waits for her: her cards, or her mirror.

    Parameters
    ----------
    cards : TellTherapist
        For the former.
    mirror : RemindOfMirror
        For the latter.
    """

    cards: TellTherapist
    mirror: RemindOfMirror

    def __call__(self, whom: Reminded) -> None:
        """Remind her."""
        if isinstance(whom, MirrorOf):
            self.mirror(whom)
        else:
            self.cards(whom)
