"""Tells on standard error how far a long file is."""

import sys
from collections.abc import Iterable, Iterator
from time import monotonic
from typing import TypeVar

Thing = TypeVar("Thing")

_EVERY = 2.0
"""Seconds between two lines; a short file is done before the first."""


def told(things: Iterable[Thing], what: str, *, quiet: bool) -> Iterator[Thing]:
    """Pass things on, and tell how many have gone by.

    Parameters
    ----------
    things : iterable
    what : str
        Several of them.
    quiet : bool

    Yields
    ------
    Thing
    """
    begun = last = monotonic()
    told_once = False
    count = 0
    for count, thing in enumerate(things, 1):
        yield thing
        if not quiet and not count % 500 and monotonic() - last >= _EVERY:
            last, told_once = monotonic(), True
            _say(f"{count} {what}, {count / (last - begun):.0f} a second")
    if told_once:
        _say(f"{count} {what} in {monotonic() - begun:.1f} s")


def _say(words: str) -> None:
    sys.stderr.write(f"· {words}\n")
    sys.stderr.flush()
