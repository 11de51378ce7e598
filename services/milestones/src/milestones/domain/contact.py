"""What a journey's own item keeps of contact between the two beside captures: sessions and pauses."""

from datetime import datetime
from typing import Protocol


class Contacts(Protocol):
    """Keeps it; nothing of a journey that was erased."""

    def held(self, practice: str, journey: str, at: datetime) -> datetime | None:
        """Note a session, the latest stays: one call. Give when something was heard before an alert was raised."""
        ...

    def ended(self, practice: str, journey: str) -> datetime | None:
        """Give the same of a journey that was closed: one call."""
        ...

    def paused(self, practice: str, journey: str, version: int, at: datetime, *, paused: bool) -> datetime | None:
        """Note a pause or its end, the highest version stays: one call. Give the same."""
        ...


class EndsSilence(Protocol):
    """Clears the alert that a journey is silent."""

    def ends(self, practice: str, journey: str, heard: datetime, cause: str) -> None:
        """Clear it, by what was heard; nothing where it does not stand."""
        ...
