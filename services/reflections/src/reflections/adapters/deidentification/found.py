"""What the finders found, and how what overlaps is settled."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from reflections.domain.deidentifying import Identifier

_SAYS_SOMETHING = re.compile(r"\w")
_BETWEEN = re.compile(r"[\s,、・]*")


@dataclass(frozen=True, slots=True)
class Found:
    """One place that could tell who somebody is.

    Parameters
    ----------
    start, end : int
        From where to before where: code points.
    identifier : Identifier
        What it is.
    wording : str
        What is to stand there; empty where the kind alone decides that.
    """

    start: int
    end: int
    identifier: Identifier
    wording: str = ""


def settled(text: str, by_rank: Sequence[Iterable[Found]]) -> list[Found]:
    """Settle what overlaps: who comes first in rank keeps its place, and of the others remains what it leaves them.

    Nothing that anybody found is let go: what a longer find has beside a shorter one of a higher rank stays found.

    Parameters
    ----------
    text : str
        In which they were found.
    by_rank : sequence of iterables of Found
        The highest rank first; within a rank the longer one comes first.

    Returns
    -------
    list of Found
        In the order of the text, none overlapping another.
    """
    kept: list[Found] = []
    taken = bytearray(len(text))
    for rank in by_rank:
        for one in sorted(rank, key=lambda found: (found.start - found.end, found.start)):
            for start, end in _free(taken, one.start, one.end):
                if _SAYS_SOMETHING.search(text, start, end):
                    kept.append(replace(one, start=start, end=end))
                    taken[start:end] = b"\1" * (end - start)
    return sorted(kept, key=lambda found: found.start)


def _free(taken: bytearray, start: int, end: int) -> list[tuple[int, int]]:
    """Give the parts of a place that nobody has taken."""
    parts = []
    while start < end:
        while start < end and taken[start]:
            start += 1
        stop = start
        while stop < end and not taken[stop]:
            stop += 1
        if start < stop:
            parts.append((start, stop))
        start = stop
    return parts


def joined(text: str, found: Sequence[Found]) -> list[Found]:
    """Join neighbours that would say the same twice: ``[place], [place]`` is one place.

    Parameters
    ----------
    text : str
        In which they were found.
    found : sequence of Found
        In order, each with its wording.

    Returns
    -------
    list of Found
    """
    whole: list[Found] = []
    for one in found:
        last = whole[-1] if whole else None
        if (
            last is not None
            and (last.identifier, last.wording) == (one.identifier, one.wording)
            and _BETWEEN.fullmatch(text, last.end, one.start)
            and "\n" not in text[last.end : one.start]
        ):
            whole[-1] = replace(last, end=one.end)
        else:
            whole.append(one)
    return whole
