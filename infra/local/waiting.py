"""Waiting with an end: every wait of the runtime asks again until it has an answer or its time is over."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from local.stopping import CannotGoOnError

Answer = TypeVar("Answer")


def wait_for(
    ask: Callable[[], Answer | None],
    what: str,
    *,
    seconds: float = 30.0,
    every: float = 0.1,
    clock: Callable[[], float] = time.monotonic,
    pause: Callable[[float], None] = time.sleep,
) -> Answer:
    """Ask until the answer is there.

    Parameters
    ----------
    ask : Callable
        Returns the answer, or None when it is not there yet.
    what : str
        What is waited for, as a noun phrase; it appears in the complaint.
    seconds : float
        How long to wait at most.
    every : float
        Seconds between two questions.
    clock, pause : Callable
        Time and sleep; handed in by tests.

    Returns
    -------
    Answer
        The first answer that is not None.

    Raises
    ------
    CannotGoOnError
        When the time is over.
    """
    deadline = clock() + seconds
    while (answer := ask()) is None:
        if clock() >= deadline:
            raise CannotGoOnError(f"Waited {seconds:.0f} s for {what} in vain.")
        pause(every)
    return answer
