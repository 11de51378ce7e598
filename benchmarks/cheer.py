"""How well the cheer check finds what it should: precision and recall on public sentences, and what it costs.

The sentences lie in tests/data/cheer, each with the kinds of finding that a person wants there. One answer is a
sentence with a kind: right where both the person and the check name it.
"""

import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from notifications.domain.cheer_check import check
from notifications.domain.cheer_finding import FindingKind

FILES = ("en", "ja", "en-unseen", "ja-unseen")
ROUNDS = 9
_FOLDER = Path(__file__).resolve().parents[1] / "tests" / "data" / "cheer"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, and what a person finds in it.

    Parameters
    ----------
    text : str
        The sentence.
    kinds : frozenset of FindingKind
        Empty for a good one.
    """

    text: str
    kinds: frozenset[FindingKind]


@dataclass(frozen=True, slots=True)
class Judged:
    """How often the check was right.

    Parameters
    ----------
    right, wrong, missed : int
        Sentences with a kind: found by both, by the check alone, by the person alone.
    of : int
        How many sentences.
    """

    right: int
    wrong: int
    missed: int
    of: int

    @property
    def precision(self) -> float:
        """Share of what the check found that is right."""
        return self.right / (self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Share of what is there that the check found."""
        return self.right / (self.right + self.missed)


def sentences(name: str) -> list[Sentence]:
    """Read one of `FILES`."""
    _, *rows = (_FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    parted = (row.partition("\t") for row in rows)
    return [Sentence(text, frozenset(map(FindingKind, kinds.split()))) for kinds, _, text in parted]


def judged(name: str) -> Judged:
    """Compare the check with a person on one of `FILES`."""
    right = wrong = missed = 0
    held = sentences(name)
    for sentence in held:
        found = {mark.kind for mark in check(sentence.text)}
        right += len(found & sentence.kinds)
        wrong += len(found - sentence.kinds)
        missed += len(sentence.kinds - found)
    return Judged(right, wrong, missed, len(held))


def microseconds() -> tuple[float, float]:
    """Measure one check of a sentence: the smallest and the median of the rounds, rules compiled before."""
    held = [sentence.text for name in FILES for sentence in sentences(name)]
    check(held[0])
    rounds = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        for text in held:
            check(text)
        rounds.append((time.process_time() - begun) / len(held) * 1e6)
    return min(rounds), median(rounds)
