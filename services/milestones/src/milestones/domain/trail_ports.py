"""What the use cases on trails need from outside."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from milestones.domain.known_trail import KeptTrail, Records
from milestones.domain.ports import News, Place


@dataclass(frozen=True, slots=True)
class Bringing:
    """A course whose progress reaches the trail with a write of the trail.

    Parameters
    ----------
    place : Place
    version : int
        The course's; the write is refused where it is at another one.
    """

    place: Place
    version: int


class Trails(Protocol):
    """Keeps the trails of journeys, each with what was found on it."""

    def load(self, practice: str, journey: str) -> KeptTrail:
        """Read a trail, head and pages: one consistent query; an empty one where there is none."""
        ...

    def keep(
        self, place: Place, kept: KeptTrail, pages: Sequence[Records], news: Sequence[News], of: Bringing | None = None
    ) -> None:
        """Write a trail with its news, all or nothing: one call.

        Raises
        ------
        StaleError
            Where another write came first, of the trail or of the course that it is brought from.
        """
        ...
