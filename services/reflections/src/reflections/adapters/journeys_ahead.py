"""Journeys that were read together before they are asked for one by one, so that a batch costs one read."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from kernel.items import Item
from reflections.adapters.keys import journey_partition
from reflections.domain.ports import Access, Admits

MOST_TOGETHER = 49
"""A journey is two keys (itself, and its wrapped data key), the practice's instruments one; BatchGetItem takes 100."""

Accessed = Callable[[Item, bytes, Admits], Access | None]
"""Takes a journey's item, its wrapped key and who is admitted; gives what whoever asks gets."""


class JourneysAhead:
    """The port `JourneyAccess` on what was read together: no call for a journey, and none for one that is not there.

    A key is unwrapped when its journey is first asked for: where KMS fails, it fails for what lies there alone.

    Parameters
    ----------
    found : mapping of str to tuple of dict and bytes
        Item and wrapped key of each journey, by partition.
    accessed : callable
        Unwraps the key for whoever is admitted.
    """

    def __init__(self, found: Mapping[str, tuple[Item, bytes]], accessed: Accessed) -> None:
        self._found = found
        self._accessed = accessed

    def access(self, practice: str, journey: str, admits: Admits, *, fresh: bool = False) -> Access | None:
        """Give a journey as it was read, which was just now, whether asked for it ``fresh`` or not."""
        del fresh
        found = self._found.get(journey_partition(practice, journey))
        return None if found is None else self._accessed(*found, admits)


def batched(journeys: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """Cut journeys into parts of so many at most; Python 3.12 has this built in."""
    return (journeys[start : start + size] for start in range(0, len(journeys), size))
