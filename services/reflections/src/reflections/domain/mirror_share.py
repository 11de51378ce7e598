"""A snapshot of the mirror of a journey that a therapist shows a supervisor, until a day, or until she takes it back.

It holds what the mirror said: topics and numbers, no word of anybody, no date of the journey, no identifier but the
code name. It is sealed with the journey's key all the same, so that an erasure makes it unreadable in every backup.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from kernel.instants import to_text
from reflections.domain.blind_spot import Span, led_since
from reflections.domain.journey import Journey
from reflections.domain.refusals import WrongFieldError

MOST_DAYS = 90
"""A look at one's practice is of its time; what is to be talked about later is shared anew."""


@dataclass(frozen=True, slots=True)
class MirrorShare:
    """What is shared of one journey; there is one at most.

    Parameters
    ----------
    practice, journey : str
        Of which journey.
    therapist : str
        Whose practice it is about, and who shares it.
    supervisor : str
        Who may read it.
    shared_at, until : str
        From when to when, exclusive: RFC 3339, UTC, milliseconds.
    span : Span
        How far back was looked.
    lines : bytes
        What the mirror said, sealed.
    """

    practice: str
    journey: str
    therapist: str
    supervisor: str
    shared_at: str
    until: str
    span: Span
    lines: bytes

    @property
    def people(self) -> Sequence[str]:
        """Who finds it in their list."""
        return self.therapist, self.supervisor

    def is_for(self, person: str, now: datetime) -> bool:
        """Tell whether somebody may read it at an instant."""
        return person in self.people and to_text(now) < self.until

    def is_of(self, journey: Journey) -> bool:
        """Tell whether its therapist leads the journey still: a hand-over ends it for good."""
        return journey.therapist == self.therapist and led_since(journey) <= self.shared_at


def last_moment(now: datetime, days: int) -> str:
    """Say when a share ends that holds for so many days."""
    return to_text(now + timedelta(days=days))


def may_read(journey: Journey, supervisor: str) -> None:
    """Refuse to share with one of the two: the mirror is the therapist's, and no client ever learns of it.

    Raises
    ------
    WrongFieldError
        Where the supervisor is on the journey.
    """
    if supervisor in {journey.therapist, journey.client}:
        raise WrongFieldError(("/supervisor", "a supervisor of your practice, who is not on the journey"))


class MirrorShares(Protocol):
    """What therapists show supervisors of their mirrors: one snapshot of a journey at most."""

    def read(self, practice: str, journey: str) -> MirrorShare | None:
        """Read what is shared of a journey; None where nothing is."""
        ...

    def share(self, share: MirrorShare, before: MirrorShare | None) -> None:
        """Share it in the place of what was there; `OutdatedError` where that has changed, or the journey is erased."""
        ...

    def take_back(self, share: MirrorShare) -> None:
        """Take it back; `OutdatedError` where it is not what is shared."""
        ...

    def of_person(
        self, practice: str, person: str, limit: int, after: str | None
    ) -> tuple[Sequence[MirrorShare], str | None]:
        """Read a page of what a person shares or is shown; the second is where the next page goes on."""
        ...
