"""What the erasing of a journey needs from outside; an adapter serves it."""

from typing import Protocol

from kernel.envelope import Event
from notifications.domain.identity import JourneyId


class ErasedJourneys(Protocol):
    """Journeys that were erased."""

    def remove(self, journey: JourneyId, client: str | None) -> None:
        """Remove key, celebrations and the client's messages about it; done again it goes on."""
        ...

    def confirm(self, journey: JourneyId, event: Event) -> None:
        """Forget whose it was, and tell, once, that nothing of it is left here: 1 call."""
        ...
