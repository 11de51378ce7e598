"""Keeps to a rate: whoever goes through holds the place for a while, however quick they are.

So many places, each held for so long, let through that many and no more, whichever process stands in which place and
however often it is a new one: nothing is counted anywhere, and nothing has to be asked.
"""

from collections.abc import Callable
from time import monotonic, sleep

Seconds = float


class Turnstile:
    """One place.

    Parameters
    ----------
    holds : float
        Seconds for which each passage holds it at least.
    timer, pause : callable, optional
        The machine's own where none are given.
    """

    def __init__(
        self,
        holds: Seconds,
        timer: Callable[[], Seconds] = monotonic,
        pause: Callable[[Seconds], None] = sleep,
    ) -> None:
        self._holds = holds
        self._timer = timer
        self._pause = pause

    def through(self, act: Callable[[], None]) -> None:
        """Do something, and come back no sooner than the place may be given on; also where it fails."""
        begun = self._timer()
        try:
            act()
        finally:
            left = begun + self._holds - self._timer()
            if left > 0:
                self._pause(left)
