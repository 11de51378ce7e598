"""Reads single scores, and collects what is wrong with them."""

import math

from milestones.detect.bad_input import MOST_FINDINGS
from milestones.domain.score import Score, exact

MISSING = frozenset({"", "NA", "NaN", "nan", "."})
"""How files write that a score is missing."""


class Reader:
    """Reads scores of a range.

    Parameters
    ----------
    least : Score
    greatest : Score or None
        None: none is known.
    """

    def __init__(self, least: Score, greatest: Score | None) -> None:
        self.findings: list[str] = []
        self._least = least
        self._greatest = greatest
        self._known: dict[str, Score | None] = dict.fromkeys(MISSING)

    def wrong(self, line: int, what: str) -> None:
        """Note what is wrong in a line."""
        if len(self.findings) < MOST_FINDINGS:
            self.findings.append(f"line {line}: {what}")

    def read(self, cell: str, line: int, column: str) -> Score | None:
        """Read a score.

        Parameters
        ----------
        cell : str
            As the file has it.
        line : int
        column : str

        Returns
        -------
        Score or None
            None where it is missing, or wrong, which is noted.
        """
        text = cell.strip()
        if text in self._known:
            return self._known[text]
        try:
            score: Score = int(text)
        except ValueError:
            try:
                many = float(text)
            except ValueError:
                self.wrong(line, f"{column} is no number: {text[:40]!r}")
                return None
            if not math.isfinite(many):
                self.wrong(line, f"{column} is no finite number: {text[:40]!r}")
                return None
            score = exact(many)
        if score < self._least or (self._greatest is not None and score > self._greatest):
            greatest = "" if self._greatest is None else f" to {float(self._greatest):g}"
            span = f"{float(self._least):g}{greatest or ' or more'}"
            self.wrong(line, f"{column} is out of range: {text[:40]}, where {span} is possible")
            return None
        if len(self._known) < 10_000:  # noqa: PLR2004 - files have few different scores
            self._known[text] = score
        return score
