"""On a milestone: a draft and a card for the therapist, once; afterwards only what the milestone has become.

A card that was shown before is the therapist's to decide upon: a standing cheer counts for new ones only.
"""

from dataclasses import dataclass, replace

from kernel.clock import Clock
from kernel.log import Log
from notifications.application.contending import looking_again
from notifications.application.first_words import FirstWords
from notifications.application.log_codes import Code
from notifications.domain.card_notice import CardsDue, TherapistId, telling_moment
from notifications.domain.celebration import Celebration, Milestone
from notifications.domain.draft import SETBACKS
from notifications.domain.identity import CelebrationId
from notifications.domain.journey import Journey
from notifications.domain.lifecycle import MilestoneState, State, Step
from notifications.domain.ports import Celebrations, PreferencesOf, Texts, TooEarlyError
from notifications.domain.preferences import Preferences
from notifications.domain.standing_cheer import StandingCheer
from notifications.domain.trace import Happening, Trace

_CHEERED = frozenset({MilestoneState.PROVISIONAL, MilestoneState.CONFIRMED})


@dataclass(frozen=True, slots=True)
class TakeInMilestone:
    """Take a milestone in.

    DynamoDB: 1 read of projection, celebration and wrapped key together, 1 write; no write where the event is known.
    A new card, and one that nobody touched of a milestone that is told otherwise now, reads the client's wishes and
    the practice's template besides, and the first card of a journey stores the journey's key. A new card reads the
    therapist's wishes in the same call as the client's; where she wishes to be told of it, its write is a transaction
    of two items: no call more.

    Parameters
    ----------
    celebrations, preferences, first_words, texts, clock, log
        Ports, and what writes a draft.
    """

    celebrations: Celebrations
    preferences: PreferencesOf
    first_words: FirstWords
    texts: Texts
    clock: Clock
    log: Log

    def __call__(
        self, celebration: CelebrationId, milestone: Milestone, *, correlation: str = "", cause: str = ""
    ) -> None:
        """Take one event in, in any order and any number of times; nothing that was a setback ever gets a card.

        Parameters
        ----------
        celebration : CelebrationId
            The milestone's id, which is the celebration's.
        milestone : Milestone
            What the event says.
        correlation, cause : str
            Of the event, and its id: they go into what a standing cheer sends because of it.

        Raises
        ------
        TooEarlyError
            Where the journey's therapist is not known yet.
        LostRaceError
            Where somebody else keeps writing meanwhile.
        """
        looking_again(lambda: self._take_in(celebration, milestone, correlation, cause))

    def _take_in(self, celebration: CelebrationId, milestone: Milestone, correlation: str, cause: str) -> None:
        if milestone.kind in SETBACKS:
            return
        found = self.celebrations.gather(celebration)
        journey, stored = found.journey, found.celebration
        if stored is not None:
            if journey is not None and journey.therapist != stored.therapist:
                # What holds must be known, lest it be sent where the journey comes back; the figures are not hers now.
                milestone = replace(milestone, numbers=stored.milestone.numbers)
            changed = stored.with_milestone(milestone, self.clock.now())
            if changed is not stored:
                self.celebrations.change(stored, self._told_anew(stored, changed, journey))
            return
        if journey is not None and journey.erased:
            return
        if journey is None or journey.therapist is None:
            raise TooEarlyError
        hers, wishes = self._both(journey, journey.therapist)
        drafted = self._drafted(celebration, milestone, journey.therapist, wishes)
        drafted = replace(drafted, command=f"{cause}#{Step.CONFIRM}", correlation=correlation)
        self._add(drafted if wishes is None else _stood_for(drafted, found.standing, journey, wishes), hers)

    def _drafted(
        self, celebration: CelebrationId, milestone: Milestone, therapist: str, wishes: Preferences | None
    ) -> Celebration:
        now = self.clock.now()
        text, findings = self.first_words(celebration.practice, milestone, wishes)
        return Celebration(
            id=celebration,
            therapist=therapist,
            milestone=milestone,
            text=self.texts.seal_first(celebration.of_journey, text),
            shown_at=now,
            findings=findings,
            history=(Trace(Happening.DRAFTED, now),),
        )

    def _add(self, made: Celebration, hers: Preferences) -> None:
        celebration, milestone = made.id, made.milestone
        self.celebrations.add(made, _to_tell(made, hers))
        self.log.line(Code.DRAFTED, celebration=str(celebration), kind=milestone.kind, state=milestone.state)
        if made.by_standing is not None:
            self.log.line(Code.BY_STANDING, celebration=str(celebration), state=made.state)

    def _both(self, journey: Journey, therapist: str) -> tuple[Preferences, Preferences | None]:
        people = [therapist, *([] if journey.client is None else [journey.client])]
        hers, *clients = self.preferences.several(journey.id.practice, people)
        return hers, clients[0] if clients else None

    def _wishes(self, journey: Journey) -> Preferences | None:
        return None if journey.client is None else self.preferences.get(journey.id.practice, journey.client)

    def _told_anew(self, before: Celebration, after: Celebration, journey: Journey | None) -> Celebration:
        """Write the draft again where nobody touched it and the milestone is told otherwise now; hers is kept."""
        same = before.milestone.told == after.milestone.told or after.milestone.state not in _CHEERED
        if same or not before.untouched or journey is None or journey.therapist != before.therapist:
            return after
        text, findings = self.first_words(journey.id.practice, after.milestone, self._wishes(journey))
        sealed = self.texts.seal(after.id.of_journey, text)
        return after if sealed is None else after.redrafted(sealed, findings, self.clock.now())


def _to_tell(made: Celebration, hers: Preferences) -> CardsDue | None:
    """Tell when she is told of a new card, where it waits for her and she wishes to be told."""
    waits = made.state is State.DRAFTED and made.milestone.state in _CHEERED
    at = telling_moment(hers, made.shown_at, made.shown_at) if waits else None
    return None if at is None else CardsDue(TherapistId(made.id.practice, made.therapist), made.shown_at, at)


def _stood_for(
    drafted: Celebration, standing: StandingCheer | None, journey: Journey, wishes: Preferences
) -> Celebration:
    """Approve a new card, or hold it, by the standing cheer, where that holds at this moment."""
    now, kind = drafted.shown_at, drafted.milestone.kind
    if standing is None or kind not in standing.kinds or standing.holds_back(journey, wishes, now) is not None:
        return drafted
    if drafted.findings and standing.kinds[kind] is None:
        # Words that want a second look are not sent unread.
        return drafted
    return drafted.approved_by_standing(standing.set_at, standing.kinds[kind], now)
