"""A standing cheer: a therapist's approval in advance, for chosen kinds of milestones of one journey.

It is the therapist's who gave it, and holds for the journey as it was then: a hand-over, the end of the journey and a
withdrawn consent end it for good, also where the journey comes back or the consent is given anew. It is looked at when
a milestone comes, and again at the moment of sending; the second look is the one that counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from notifications.domain.identity import JourneyId
from notifications.domain.journey import Journey
from notifications.domain.pace import NO_PACE, Pace
from notifications.domain.preferences import Preferences


class Kind(StrEnum):
    """Kinds of milestones that a standing cheer can be given for; a setback is none of them."""

    SUDDEN_GAIN = "sudden_gain"
    RELIABLE_IMPROVEMENT = "reliable_improvement"
    GOAL_ATTAINED = "goal_attained"
    CLINICALLY_SIGNIFICANT_CHANGE = "clinically_significant_change"
    COMEBACK = "comeback"
    NHS_RELIABLE_IMPROVEMENT = "nhs_reliable_improvement"
    NHS_RECOVERY = "nhs_recovery"
    NHS_RELIABLE_RECOVERY = "nhs_reliable_recovery"
    GOAL_RELIABLY_IMPROVED = "goal_reliably_improved"
    GOAL_ATTAINMENT_SCALING = "goal_attainment_scaling"
    EFFORT_AGAINST_THE_ODDS = "effort_against_the_odds"
    FIRST_STEP = "first_step"


class End(StrEnum):
    """Why a standing cheer does not hold, or not at this moment."""

    HANDED_OVER = "handed_over"
    CLOSED = "closed"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    TAKEN_BACK = "taken_back"
    OVER = "over"
    MONTH_FULL = "month_full"


@dataclass(frozen=True, slots=True)
class StandingCheer:
    """An approval in advance.

    Parameters
    ----------
    journey : JourneyId
        There is one at most for a journey.
    therapist : str
        Whose approval it is.
    kinds : mapping of str to bytes or None
        For which kinds: with the therapist's own words, sealed under the journey's data key, or with the draft's.
    a_month : int
        How many cheers at most in a calendar month of the client's wall clock.
    until : date
        The last day of it, on the client's wall clock.
    therapist_version, consent_version : int
        Of the journey, when the therapist came to lead it, and when the client consented; with another it has ended.
    set_at : datetime
        When it was last given or changed.
    version : int
        Of what the therapist said; the ETag.
    used : Pace
        When cheers were sent by it; its row is the version of the stored row.
    """

    journey: JourneyId
    therapist: str
    kinds: Mapping[str, bytes | None]
    a_month: int
    until: date
    therapist_version: int
    consent_version: int
    set_at: datetime
    version: int = 1
    used: Pace = NO_PACE

    def ended(self, journey: Journey | None, now: datetime) -> End | None:
        """Tell whether what happened to the journey until now ended it; None where it did not."""
        if journey is None or journey.closed or journey.erased:
            return End.CLOSED
        if (journey.therapist, journey.therapist_version) != (self.therapist, self.therapist_version):
            return End.HANDED_OVER
        consent = journey.consent
        if consent is None or not consent.stands(now) or consent.version != self.consent_version:
            return End.CONSENT_WITHDRAWN
        return None

    def holds_back(self, journey: Journey | None, preferences: Preferences, now: datetime) -> End | None:
        """Tell why it allows nothing at this moment; None where it does.

        Parameters
        ----------
        journey : Journey or None
            The projection.
        preferences : Preferences
            The client's, whose wall clock tells the day and the month.
        now : datetime
            Aware.
        """
        ended = self.ended(journey, now)
        if ended is not None:
            return ended
        zone = preferences.quiet_hours.zone
        today = now.astimezone(zone).date()
        if today > self.until:
            return End.OVER
        return End.MONTH_FULL if self.used.in_month(today, zone) >= self.a_month else None

    def with_sent(self, now: datetime) -> "StandingCheer":
        """Note that a cheer was sent by it."""
        return replace(self, used=self.used.with_sent(now))
