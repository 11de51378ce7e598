"""A notice: that a message waits, and nothing of what it says; and what became of taking it to somebody."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from notifications.domain.preferences import Language
from notifications.domain.quiet_hours import DAY, QuietHours


class Outcome(StrEnum):
    """What a provider's answer to one attempt means."""

    ACCEPTED = "accepted"
    REFUSED_FOR_NOW = "refused_for_now"
    REFUSED = "refused"
    GONE = "gone"
    UNKNOWN = "unknown"


ENDING = frozenset({Outcome.ACCEPTED, Outcome.UNKNOWN})
"""After these no other channel is tried: the client has the notice, or may have it."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What is taken to a person.

    Parameters
    ----------
    practice, person : str
        Whom it is for.
    language : Language
        Of the neutral line.
    holds_for : timedelta
        How long it may still be delivered: what arrives in quiet hours would wake somebody.
    urgent : bool
        Whether it is to wake somebody: a therapist or her second, never a client.
    """

    practice: str
    person: str
    language: Language
    holds_for: timedelta
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of one attempt.

    Parameters
    ----------
    outcome : Outcome
        What the answer means.
    provider_id : str or None
        The provider's own name for what it accepted.
    """

    outcome: Outcome
    provider_id: str | None = None


def holds_for(quiet: QuietHours, now: datetime) -> timedelta:
    """Tell how long a notice may wait for its device: until the next quiet hours begin, a day at most.

    Parameters
    ----------
    quiet : QuietHours
        The client's.
    now : datetime
        Aware, and outside the quiet hours.

    Returns
    -------
    timedelta
        Where a clock change makes the beginning skipped or double, the earlier instant counts.
    """
    if quiet.starts == quiet.ends:
        return DAY
    today = now.astimezone(quiet.zone).date()
    begins = [
        datetime.combine(today + ahead * DAY, quiet.starts.replace(fold=fold), quiet.zone).astimezone(UTC)
        for ahead in range(3)
        for fold in (0, 1)
    ]
    return min(min(instant for instant in begins if instant > now) - now, DAY)
