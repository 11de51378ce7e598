"""Keeps the projection of a journey: all that a sending is checked against."""

from collections.abc import Callable
from dataclasses import dataclass

from kernel.clock import Clock
from notifications.application.contending import looking_again
from notifications.domain.concern import Concern
from notifications.domain.identity import JourneyId
from notifications.domain.journey import Journey, JourneyFact
from notifications.domain.ports import Journeys
from notifications.domain.risk import Administration
from notifications.domain.session import Session


@dataclass(frozen=True, slots=True)
class Project:
    """Take events about a journey in, in any order and any number of times.

    DynamoDB: 1 read and 1 conditional write; no write where the event is known.

    Parameters
    ----------
    journeys : Journeys
        The projections.
    clock : Clock
        Tells since when a red alert waits to be told of: that is written with the alert, in the same call.
    """

    journeys: Journeys
    clock: Clock

    def fact(self, journey: JourneyId, fact: JourneyFact) -> None:
        """Take in what happened to a journey as a whole.

        Raises
        ------
        LostRaceError
            Where somebody else keeps writing meanwhile; the queue brings the event again.
        """
        self._change(journey, lambda known: known.with_fact(fact))

    def administration(self, journey: JourneyId, administration: Administration) -> None:
        """Take in a scored, corrected or retracted administration.

        Raises
        ------
        LostRaceError
            Where somebody else keeps writing meanwhile; the queue brings the event again.
        """
        self._change(journey, lambda known: known.with_administration(administration))

    def session(self, journey: JourneyId, session: Session) -> None:
        """Take in that a session is planned, cancelled, held or missed.

        Raises
        ------
        LostRaceError
            Where somebody else keeps writing meanwhile; the queue brings the event again.
        """
        self._change(journey, lambda known: known.with_session(session))

    def concern(self, journey: JourneyId, concern: Concern) -> None:
        """Take in what became of an alert or a setback.

        Raises
        ------
        LostRaceError
            Where somebody else keeps writing meanwhile; the queue brings the event again.
        """
        self._change(journey, lambda known: known.with_concern(concern))

    def _change(self, journey: JourneyId, change: Callable[[Journey], Journey]) -> None:
        def attempt() -> None:
            known = self.journeys.get(journey)
            # Of an erased journey nothing more is learnt, whatever it is.
            changed = known if known.erased else change(known)
            if changed != known:
                self.journeys.put(changed.urged(self.clock.now()))

        looking_again(attempt)
