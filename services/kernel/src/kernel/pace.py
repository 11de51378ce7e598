"""How fast one caller may go: a bucket of requests that fills again with time, in this process alone."""

import math
import time
from collections.abc import Callable

from kernel.problem import Problem, too_fast

_MOST = 1000
"""Callers that are remembered; whoever has not called for longest is forgotten, and begins with a full bucket."""


class Pace:
    """Counts each caller's requests.

    A process of Lambda answers one request at a time, so a client that repeats itself without end comes back to few of
    them. It is held there, before a store is asked; what all processes together let through is this times their number.

    Parameters
    ----------
    at_once : int
        How many requests a caller may send without a pause.
    a_second : float
        How many more each second, in the long run.
    now : callable
        Gives seconds; of a wall clock, because a process may be frozen between two requests.
    """

    def __init__(self, at_once: int, a_second: float, now: Callable[[], float] = time.time) -> None:
        self._at_once, self._a_second, self._now = float(at_once), a_second, now
        self._left: dict[str, tuple[float, float]] = {}

    def refusal(self, caller: str) -> Problem | None:
        """Count a request.

        Parameters
        ----------
        caller : str
            Who calls.

        Returns
        -------
        Problem or None
            429 where the bucket is empty, with the seconds after which there is one more; that request is not counted.
        """
        now = self._now()
        left, at = self._left.pop(caller, (self._at_once, now))
        left = min(self._at_once, left + max(0.0, now - at) * self._a_second)
        refused = left < 1
        self._left[caller] = (left if refused else left - 1, now)
        if len(self._left) > _MOST:
            del self._left[next(iter(self._left))]
        return too_fast(math.ceil((1 - left) / self._a_second)) if refused else None
