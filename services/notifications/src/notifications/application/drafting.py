"""On a milestone: a draft and a card for the therapist, once; afterwards only what the milestone has become."""

from dataclasses import dataclass, replace

from kernel.clock import Clock
from kernel.log import Log
from notifications.application.contending import looking_again
from notifications.application.log_codes import Code
from notifications.domain.celebration import Celebration, Milestone
from notifications.domain.draft import SETBACKS, draft
from notifications.domain.identity import CelebrationId
from notifications.domain.journey import Journey
from notifications.domain.ports import Celebrations, PreferencesOf, Texts, TooEarlyError
from notifications.domain.preferences import Language


@dataclass(frozen=True, slots=True)
class TakeInMilestone:
    """Take a milestone in.

    DynamoDB: 1 read of projection, celebration and wrapped key together, 1 write; no write where the event is known.
    A new card reads the client's language besides, and the first card of a journey stores the journey's key.

    Parameters
    ----------
    celebrations, preferences, texts, clock, log
        Ports.
    """

    celebrations: Celebrations
    preferences: PreferencesOf
    texts: Texts
    clock: Clock
    log: Log

    def __call__(self, celebration: CelebrationId, milestone: Milestone) -> None:
        """Take one event in, in any order and any number of times; nothing that was a setback ever gets a card.

        Parameters
        ----------
        celebration : CelebrationId
            The milestone's id, which is the celebration's.
        milestone : Milestone
            What the event says.

        Raises
        ------
        TooEarlyError
            Where the journey's therapist is not known yet.
        LostRaceError
            Where somebody else keeps writing meanwhile.
        """
        looking_again(lambda: self._take_in(celebration, milestone))

    def _take_in(self, celebration: CelebrationId, milestone: Milestone) -> None:
        if milestone.kind in SETBACKS:
            return
        journey, stored = self.celebrations.gather(celebration)
        if stored is not None:
            if journey is not None and journey.therapist != stored.therapist:
                # What holds must be known, lest it be sent where the journey comes back; the figures are not hers now.
                milestone = replace(milestone, numbers=stored.milestone.numbers)
            changed = stored.with_milestone(milestone, self.clock.now())
            if changed is not stored:
                self.celebrations.change(stored, changed)
            return
        if journey is None or journey.therapist is None:
            raise TooEarlyError
        if not journey.erased:
            self._draft(celebration, milestone, journey, journey.therapist)

    def _draft(self, celebration: CelebrationId, milestone: Milestone, journey: Journey, therapist: str) -> None:
        text = draft(milestone.kind, self._language(journey))
        self.celebrations.add(
            Celebration(
                id=celebration,
                therapist=therapist,
                milestone=milestone,
                text=self.texts.seal_first(celebration.of_journey, text),
                shown_at=self.clock.now(),
            )
        )
        self.log.line(Code.DRAFTED, celebration=str(celebration), kind=milestone.kind, state=milestone.state)

    def _language(self, journey: Journey) -> Language:
        if journey.client is None:
            return Language.ENGLISH
        return self.preferences.get(journey.id.practice, journey.client).language
