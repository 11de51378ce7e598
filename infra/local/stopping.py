"""How the runtime says that it cannot go on, and how a signal ends it."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class CannotGoOnError(Exception):
    """A failure that a person can act on.

    Parameters
    ----------
    what : str
        One line: what went wrong, and what to do about it.
    """

    def __init__(self, what: str) -> None:
        super().__init__(" ".join(what.split()))


class EndedBySignal(BaseException):
    """SIGTERM, SIGHUP or Ctrl-C reached the runtime.

    Parameters
    ----------
    number : int
        The signal.
    """

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class _Desk:
    """Where signals wait while something runs that must not be cut in two."""

    held = 0
    waiting: int | None = None


def _raise(number: int, _frame: FrameType | None) -> None:
    if _Desk.held:
        _Desk.waiting = number
    else:
        raise EndedBySignal(number)


@contextmanager
def held() -> Iterator[None]:
    """Let signals wait until the block is done: a start that must be noted, a clean-up that must be finished.

    Signals are not blocked in the kernel's mask, because a child would inherit the mask and be deaf to SIGTERM.

    Yields
    ------
    None
        While signals wait.

    Raises
    ------
    EndedBySignal
        After the block, when a signal came in meanwhile.
    """
    _Desk.held += 1
    try:
        yield
    finally:
        _Desk.held -= 1
        if not _Desk.held and _Desk.waiting is not None:
            number, _Desk.waiting = _Desk.waiting, None
            raise EndedBySignal(number)


@contextmanager
def signals_as_exceptions() -> Iterator[None]:
    """Turn Ctrl-C, SIGTERM and SIGHUP into `EndedBySignal` while the block runs.

    An exception unwinds every ``finally`` and context manager on its way, which is what makes "leaves nothing behind"
    true at any step and not only at the places somebody thought of.

    Yields
    ------
    None
        Once the handlers are in place; the former ones are put back after.
    """
    former = {number: signal.signal(number, _raise) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)
