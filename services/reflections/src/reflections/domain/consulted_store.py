"""What the outcomes of consults ask of a store."""

from collections.abc import Sequence
from typing import Protocol

from reflections.domain.consult_outcome import Consulted
from reflections.domain.outcome_counts import Counts, Quarter


class ConsultedStore(Protocol):
    """That consults were asked and answered, and what was counted of them."""

    def note(self, consulted: Consulted) -> None:
        """Note what is known of one, beside what was known before, unless its journey was erased."""
        ...

    def of_journey(self, practice: str, journey: str) -> Sequence[Consulted]:
        """Read those of a journey."""
        ...

    def of_practice(self, practice: str, quarter: Quarter, most: int) -> Sequence[Consulted]:
        """Read so many at most that were answered in a quarter, the first of each journey first."""
        ...

    def counts(self, practice: str, quarter: Quarter) -> Counts | None:
        """Read what was counted of a quarter; None where nothing was."""
        ...

    def keep(self, practice: str, quarter: Quarter, counts: Counts) -> Counts:
        """Keep what was counted, once; give what is kept."""
        ...
