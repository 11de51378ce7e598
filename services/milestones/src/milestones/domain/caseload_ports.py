"""What the use cases of the caseload need from outside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class CaseloadPage:
    """A page of a caseload.

    Parameters
    ----------
    items : sequence of mapping
        Lines as they were written, each with its ``journey``.
    next : str or None
        Where the next page begins; None on the last.
    """

    items: Sequence[Mapping[str, Any]]
    next: str | None


class Caseloads(Protocol):
    """Keeps the lines of caseloads."""

    def refresh(self, practice: str, journey: str) -> datetime | None:
        """Make a journey's line anew from all that is stored of it: one call, and one more where it changed.

        Give when something was heard that ends a silence; None where none ends.

        Raises
        ------
        StaleError
            Where another writer was faster.
        """
        ...

    def page(self, practice: str, therapist: str, after: str | None, limit: int) -> CaseloadPage:
        """Read a page of a therapist's active journeys: one call."""
        ...
