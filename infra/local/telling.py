"""What the runtime says to the person at the terminal: one line a step, flushed at once."""

from __future__ import annotations

import sys
import textwrap
from typing import TextIO

_WIDTH = 116


class Teller:
    """Numbers the steps and prints them.

    Parameters
    ----------
    out : TextIO
        Where to.
    """

    def __init__(self, out: TextIO = sys.stdout) -> None:
        self._out = out
        self._step = 0

    def heading(self, text: str) -> None:
        """Begin a part.

        Parameters
        ----------
        text : str
            Its name.
        """
        self._line(f"\n{text}")

    def progress(self, text: str) -> None:
        """Say how the set-up goes on.

        Parameters
        ----------
        text : str
            What has been done.
        """
        self._line(f"  · {text}")

    def step(self, text: str) -> None:
        """Tell one step of the story.

        Parameters
        ----------
        text : str
            Who does what.
        """
        self._step += 1
        self._line(f" {self._step:>2}  {text}")

    def quote(self, text: str) -> None:
        """Show what the system said, word for word.

        Parameters
        ----------
        text : str
            An explanation, a message, a notice.
        """
        for paragraph in text.splitlines() or [""]:
            for line in textwrap.wrap(paragraph, _WIDTH - 8) or [""]:
                self._line(f"      | {line}")

    def _line(self, text: str) -> None:
        print(text, file=self._out, flush=True)
