"""What the check for words of crisis finds in the public sentences, and what it costs a text of 2,000 characters."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from reflections.domain.crisis_language import crisis_in

SENTENCES = Path(__file__).resolve().parents[1] / "tests" / "data" / "crisis" / "sentences.csv"
LANGUAGES = ("en", "ja")
LENGTH, ROUNDS = 2000, 15


@dataclass(frozen=True)
class Judged:
    """What was found.

    Parameters
    ----------
    of : int
        Sentences.
    recall, precision : float
    """

    of: int
    recall: float
    precision: float


def _rows(language: str) -> Iterator[tuple[bool, str]]:
    with SENTENCES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["language"] == language:
                yield row["crisis"] == "1", row["sentence"]


def judged(language: str) -> Judged:
    """Judge the check on the sentences of a language."""
    rows = [(meant, bool(crisis_in(sentence))) for meant, sentence in _rows(language)]
    right = sum(meant and found for meant, found in rows)
    return Judged(len(rows), right / sum(meant for meant, _ in rows), right / sum(found for _, found in rows))


def milliseconds(language: str) -> tuple[float, float]:
    """Give minimum and median of one look through a text made of the hard sentences in which there is nothing."""
    harmless = " ".join(sentence for meant, sentence in _rows(language) if not meant)
    text = (harmless * (LENGTH // len(harmless) + 1))[:LENGTH]
    crisis_in(text)
    taken = []
    for _ in range(ROUNDS):
        begun = perf_counter()
        crisis_in(text)
        taken.append(1000 * (perf_counter() - begun))
    return min(taken), median(taken)


def rows() -> list[tuple[str, str, str, str, str]]:
    """Give the rows of the table."""
    made = []
    for language in LANGUAGES:
        found, (best, middle) = judged(language), milliseconds(language)
        told = f"recall {found.recall:.3f}, precision {found.precision:.3f}"
        took = f"{best:.2f} ms (median {middle:.2f}, N {ROUNDS})"
        made += [
            (f"crisis check, {found.of} public sentences, {language}", "a person's judgement", told, "-", "-"),
            (f"crisis check, {LENGTH} characters, {language}", "-", took, "-", "<= 1 ms"),
        ]
    return made
