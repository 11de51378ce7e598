"""Reads, consistently, all that a sending is decided upon."""

from dataclasses import dataclass

from notifications.domain.grounds import Grounds
from notifications.domain.identity import CelebrationId
from notifications.domain.ports import Celebrations, PreferencesOf
from notifications.domain.preferences import Preferences

# Of nobody: where no client is known nothing is sent, whatever the hour.
_NOBODYS = Preferences(time_zone="UTC")


@dataclass(frozen=True, slots=True)
class Look:
    """Look at a celebration and at all that speaks for or against sending it.

    DynamoDB: 2 reads (the journey's projection with its celebrations; the client's preferences with their pace).

    Parameters
    ----------
    celebrations, preferences
        Ports.
    """

    celebrations: Celebrations
    preferences: PreferencesOf

    def __call__(self, celebration: CelebrationId) -> Grounds | None:
        """Look; None where there is no such celebration."""
        found = self.celebrations.look_around(celebration)
        stored, journey = found.celebration, found.journey
        if stored is None:
            return None
        if journey is None or journey.client is None:
            return Grounds(stored, journey, _NOBODYS)
        preferences, pace = self.preferences.with_pace(celebration.practice, journey.client)
        return Grounds(stored, journey, preferences, pace, found.beside, found.standing)
