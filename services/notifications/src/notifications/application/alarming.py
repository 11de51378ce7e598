"""Tells a therapist of red alerts at once, and her second where she does not acknowledge: never the client."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from kernel.clock import Clock
from kernel.log import Log
from notifications.application.carrying import forget
from notifications.application.contending import looking_again
from notifications.application.log_codes import Code
from notifications.application.notifying import new_lease
from notifications.domain.channel import Channel
from notifications.domain.device import Device
from notifications.domain.identity import JourneyId
from notifications.domain.journey import Journey
from notifications.domain.notice import Notice, Outcome
from notifications.domain.ports import Carrier, Journeys, PreferencesOf
from notifications.domain.safety_contact import SafetyContact, SafetyContacts
from notifications.domain.urgency import ATTEMPTS, Urgency, again, passed_on, taken, told, untold

HOLDS_FOR = timedelta(hours=12)
"""How long a push waits for a device that is off: quiet hours hold nothing of it back, and old news help nobody."""
_MAYBE = frozenset({Outcome.UNKNOWN, Outcome.REFUSED_FOR_NOW})


@dataclass(frozen=True, slots=True)
class Alarm:
    """Do what is due of a journey's red alerts: tell the therapist, or pass on to her second.

    A lease comes before any provider is called, and ends after two minutes: who dies in between is followed by the next
    sweep, so that a notice may come twice, and never not at all. What an acknowledgement changed meanwhile stands.

    DynamoDB: 1 read where nothing is due. To tell: 4 reads (journey, safety contact, preferences, and the journey
    again), 2 writes. To pass on: 5 reads, 3 writes. 1 write more where a device is gone. A
    provider call for each destination.

    Parameters
    ----------
    journeys, contacts, preferences, carrier, clock, log
        Ports.
    """

    journeys: Journeys
    contacts: SafetyContacts
    preferences: PreferencesOf
    carrier: Carrier
    clock: Clock
    log: Log

    def __call__(self, journey: JourneyId) -> None:
        """Look at one journey, and do what is due.

        Parameters
        ----------
        journey : JourneyId
            Which; any number of times.
        """
        now = self.clock.now()
        owner = new_lease(now)
        found: list[Journey] = []

        def take() -> None:
            known = self.journeys.get(journey)
            found[:] = []
            if known.urgency.at is not None and known.urgency.at <= now:
                self.journeys.put(replace(known, urgency=taken(known.urgency, owner, now)))
                found.append(known)

        looking_again(take)
        for known in found:
            if known.therapist is None or not known.waiting:
                self._keep(journey, lambda urgency: told(urgency, owner, {}, now, now))
                continue
            contact = self.contacts.get(journey.practice, known.therapist)
            if untold(known.urgency, known.waiting):
                self._tell(known, contact, owner)
            else:
                self._pass_on(known, known.therapist, contact, owner)

    def _tell(self, known: Journey, contact: SafetyContact, owner: str) -> None:
        outcome = self._carried(known, known.therapist or "", contact, "therapist")
        now, last = self.clock.now(), known.urgency.attempts + 1 >= ATTEMPTS
        if outcome in _MAYBE and not last:
            self._keep(known.id, lambda urgency: again(urgency, owner, now))
            return
        # Where she cannot be told, nobody waits for her.
        reached = outcome is Outcome.ACCEPTED
        escalate_at = now + contact.escalate_after if reached else now
        self._keep(known.id, lambda urgency: told(urgency, owner, known.waiting, now, escalate_at))

    def _pass_on(self, known: Journey, therapist: str, contact: SafetyContact, owner: str) -> None:
        second = contact.second if contact.second is not None and contact.second.stands else None
        practice = known.id.practice
        if second is None:
            # There is nobody else: she is reminded, once.
            outcome = self._carried(known, therapist, contact, "therapist_again")
        else:
            self.contacts.escalated(practice, therapist, second.person, self.clock.now())
            outcome = self._carried(known, second.person, self.contacts.get(practice, second.person), "second")
        now, last = self.clock.now(), known.urgency.attempts + 1 >= ATTEMPTS
        if outcome in _MAYBE and not last:
            self._keep(known.id, lambda urgency: again(urgency, owner, now))
            return
        if outcome is not Outcome.ACCEPTED:
            self.log.line(Code.UNHEARD, journey=known.id.journey, alerts=len(known.waiting))
        self._keep(known.id, lambda urgency: passed_on(urgency, owner, now))

    def _carried(self, known: Journey, person: str, contact: SafetyContact, whom: str) -> Outcome:
        """Take the notice everywhere that it is to go, and tell the best that came of it."""
        practice, outcomes, gone = known.id.practice, {Outcome.REFUSED}, list[Device]()
        wishes = self.preferences.get(practice, person)
        notice = Notice(practice, person, wishes.language, HOLDS_FOR, urgent=True)
        for destination in contact.destinations(wishes):
            channel = Channel.PUSH if isinstance(destination, Device) else Channel.EMAIL
            delivery = self.carrier.carry(notice, destination)
            self.log.line(Code.URGENT, journey=known.id.journey, to=whom, channel=channel, outcome=delivery.outcome)
            outcomes.add(delivery.outcome)
            if delivery.outcome is Outcome.GONE and isinstance(destination, Device):
                gone.append(destination)
        forget(self.preferences, self.log, (practice, person), wishes, gone)
        order = (Outcome.ACCEPTED, Outcome.UNKNOWN, Outcome.REFUSED_FOR_NOW)
        return next((outcome for outcome in order if outcome in outcomes), Outcome.REFUSED)

    def _keep(self, journey: JourneyId, change: Callable[[Urgency], Urgency]) -> None:
        """Store what became of it upon whatever has come meanwhile."""
        now: datetime = self.clock.now()

        def attempt() -> None:
            known = self.journeys.get(journey)
            after = change(known.urgency)
            if after != known.urgency:
                self.journeys.put(replace(known, urgency=after).urged(now))

        looking_again(attempt)
