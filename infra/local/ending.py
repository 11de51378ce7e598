"""How a program of the runtime ends: with one clear line where something failed, whatever it was."""

from __future__ import annotations

import signal
import sys
import traceback
from collections.abc import Callable

from local.place import Place, repository
from local.stopping import CannotGoOnError, EndedBySignal, signals_as_exceptions

_SIGNALLED = 128


def ended(name: str, act: Callable[[], int], last_words: str) -> int:
    """Run a program to its end.

    Parameters
    ----------
    name : str
        As the person called it; begins every complaint.
    act : Callable
        Does the work, gives the exit code.
    last_words : str
        Said where a signal ended it.

    Returns
    -------
    int
        The exit code: 1 where something failed, 0 after Ctrl-C, as shells have it after another signal.
    """
    try:
        with signals_as_exceptions():
            return act()
    except CannotGoOnError as problem:
        print(f"{name}: {problem}", file=sys.stderr)
        return 1
    except EndedBySignal as end:
        print(f"\n{last_words}", flush=True)
        return 0 if end.number == signal.SIGINT else _SIGNALLED + end.number
    except Exception as error:  # noqa: BLE001 - whatever it was, the person gets one line, and the rest in a file
        place = Place(repository())
        told = place.state.parent / "trouble.log"
        told.parent.mkdir(exist_ok=True)
        told.write_text(traceback.format_exc(), encoding="utf-8")
        said = " ".join(str(error).split())[:200]
        print(f"{name}: {type(error).__name__}: {said} Where it came from: {place.named(told)}.", file=sys.stderr)
        return 1
