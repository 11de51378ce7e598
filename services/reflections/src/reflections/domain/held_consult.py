"""Where consults are kept, and what is given to whoever holds one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from kernel.envelope import Event
from reflections.domain.capture import Capture
from reflections.domain.consult import Consult
from reflections.domain.journey import Journey
from reflections.domain.ports import TextKey


@dataclass(frozen=True, slots=True)
class Held:
    """A consult that somebody holds.

    Parameters
    ----------
    consult : Consult
        As it was read just now.
    key : TextKey
        The data key of its journey, which opens its words.
    """

    consult: Consult
    key: TextKey


class Consults(Protocol):
    """Consults, with their packets and answers, apart from the journeys that they are about."""

    def ask(self, consult: Consult, packet: bytes, journey: Journey, event: Event) -> None:
        """Store a new consult, upon the journey as it was read; `OutdatedError` where that has changed."""
        ...

    def read(self, practice: str, consult: str, admits: Callable[[Consult], bool]) -> Held | None:
        """Read a consult; None where there is none, it does not admit whoever asks, or its journey was erased."""
        ...

    def thread(self, practice: str, consult: str) -> tuple[bytes, Sequence[Mapping[str, bytes]]]:
        """Read the packet, and the words of each answer, oldest first; sealed."""
        ...

    def answer(self, consult: Consult, words: Mapping[str, bytes], event: Event) -> None:
        """Store the next version of a consult, whose last answer says these words; `OutdatedError` where lost."""
        ...

    def close(self, consult: Consult, ideas: Sequence[Capture]) -> None:
        """Store a closed consult, and the ideas that were taken up from it; `OutdatedError` where lost."""
        ...

    def of_person(
        self, practice: str, person: str, after: str | None, limit: int, *, open_ones: bool
    ) -> tuple[Sequence[Held], str | None]:
        """Read a page of what a person holds.

        Open ones: what waits for that person first, the most urgent before others, the oldest of them first. All: the
        newest first. The second is where the next page goes on.
        """
        ...
