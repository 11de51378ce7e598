"""What a sending is decided upon, as it was read, and what becomes of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from kernel.envelope import Event
from notifications.domain.celebration import Celebration
from notifications.domain.journey import Journey
from notifications.domain.pace import NO_PACE, Pace
from notifications.domain.preferences import Preferences
from notifications.domain.standing_cheer import StandingCheer


@dataclass(frozen=True, slots=True)
class Grounds:
    """All that a sending is decided upon, as it was read; the sending transaction checks that it still stands.

    Parameters
    ----------
    celebration : Celebration
        What is to be sent.
    journey : Journey or None
        The projection.
    preferences : Preferences
        The client's; the defaults, with version 0, where none are stored.
    pace : Pace
        When the client was cheered lately.
    beside : sequence of Celebration
        The journey's other approved ones, which may go with it in one message.
    standing : StandingCheer or None
        The journey's standing cheer, which some of them may rest upon.
    """

    celebration: Celebration
    journey: Journey | None
    preferences: Preferences
    pace: Pace = NO_PACE
    beside: Sequence[Celebration] = ()
    standing: StandingCheer | None = None

    def wishes(self, now: datetime) -> Preferences:
        """Give the client's wishes as far as the consents of this journey allow them at an instant."""
        return (
            self.preferences if self.journey is None else self.preferences.without(self.journey.refused_channels(now))
        )


@dataclass(frozen=True, slots=True)
class Gathered:
    """What lies with a celebration in its journey's place.

    Parameters
    ----------
    journey : Journey or None
        The projection.
    celebration : Celebration or None
        The one that was asked for.
    standing : StandingCheer or None
        The journey's standing cheer.
    beside : sequence of Celebration
        The journey's other approved ones, where those were asked for.
    """

    journey: Journey | None
    celebration: Celebration | None
    standing: StandingCheer | None = None
    beside: Sequence[Celebration] = ()


@dataclass(frozen=True, slots=True)
class Sending:
    """What becomes of one celebration of a message.

    Parameters
    ----------
    before, after : Celebration
        As it was judged, and as it is once it reached the inbox.
    event : Event
        That tells of it.
    """

    before: Celebration
    after: Celebration
    event: Event
