"""What de-identifying finds in the public sentences, by kind, and what the first text of 5,000 characters costs.

``python -m benchmarks.deidentification`` prints recall and precision of each round, and every miss.
"""

import csv
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from statistics import median

from reflections.adapters.deidentification.rules import RuleDeidentifier
from reflections.domain.deidentifying import Known, Replacement

ROOT = Path(__file__).resolve().parents[1]
SENTENCES = ROOT / "tests" / "data" / "deidentification" / "sentences.csv"
LANGUAGES = ("en", "ja")
LENGTH, ROUNDS = 5000, 9
KNOWN = Known(today=date(2026, 11, 25), sessions={date(2026, 5, 3): 7, date(2026, 5, 10): 8})
_PLANTED = re.compile(r"\{\{(?P<kind>\w+)\|(?P<text>.*?)\}\}")
# Of a date it is enough that day and month are gone: "the 5th of November" may leave its article.
_LITTLE = {"on", "the", "of", "at", "in", "from", "since", "until"}
_COLD = """
import json, sys, time
text, language = json.loads(sys.stdin.read())
begun, processor = time.perf_counter(), time.process_time()
from datetime import date
from reflections.adapters.deidentification.rules import RuleDeidentifier
from reflections.domain.deidentifying import Known
RuleDeidentifier().replacements(text, language, Known(today=date(2026, 11, 25)))
print(json.dumps([time.perf_counter() - begun, time.process_time() - processor]))
"""


@dataclass(frozen=True)
class Sentence:
    """A sentence with its identifiers.

    Parameters
    ----------
    round, language : str
    text : str
        As one would type it.
    planted : tuple of tuple of int, int and str
        From where to before where, and the kind.
    """

    round: str
    language: str
    text: str
    planted: tuple[tuple[int, int, str], ...]


@dataclass
class Judged:
    """What was found.

    Parameters
    ----------
    planted, missed : Counter of str
        By kind.
    made, right : int
        Replacements, and those of them that touch an identifier.
    misses : list of str
        Kind and text of each.
    wrong : list of str
        What was replaced, and is no identifier.
    """

    planted: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    made: int = 0
    right: int = 0
    misses: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Of the identifiers, how many are wholly gone."""
        return 1 - self.missed.total() / self.planted.total()

    @property
    def precision(self) -> float:
        """Of the replacements, how many stand for an identifier."""
        return self.right / self.made


def sentences() -> Iterator[Sentence]:
    """Read the public sentences."""
    with SENTENCES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            text, planted, reached = "", [], 0
            for hit in _PLANTED.finditer(row["sentence"]):
                text += row["sentence"][reached : hit.start()]
                planted.append((len(text), len(text) + len(hit["text"]), hit["kind"]))
                text += hit["text"]
                reached = hit.end()
            yield Sentence(row["round"], row["language"], text + row["sentence"][reached:], tuple(planted))


def is_gone(text: str, start: int, end: int, made: Sequence[Replacement]) -> bool:
    """Say whether nothing of an identifier that says anything is left."""
    left = "".join(
        sign if not any(one.start <= place < one.end for one in made) else " "
        for place, sign in enumerate(text[start:end], start)
    )
    return all(word.lower() in _LITTLE for word in re.findall(r"\w+", left))


def judged(language: str, round_: str | None = None) -> Judged:
    """Judge the engine on the sentences of a language, of one round or of all."""
    found = Judged()
    for one in sentences():
        if one.language != language or round_ not in {None, one.round}:
            continue
        made = RuleDeidentifier().replacements(one.text, language, KNOWN)
        for start, end, kind in one.planted:
            found.planted[kind] += 1
            if not is_gone(one.text, start, end, made):
                found.missed[kind] += 1
                found.misses.append(f"{kind}: {one.text[start:end]} in: {one.text}")
        right = [any(each.start < end and start < each.end for start, end, _ in one.planted) for each in made]
        found.made += len(made)
        found.right += sum(right)
        found.wrong += [
            f"{each.identifier}: {one.text[each.start : each.end]} in: {one.text}"
            for each, is_right in zip(made, right, strict=True)
            if not is_right
        ]
    return found


def cold(language: str) -> tuple[float, float]:
    """Give seconds and seconds of the processor for the first text, in a new process each time: medians.

    From the import of the engine on; the interpreter's own start, which every function has, is left out.
    """
    whole = " ".join(one.text for one in sentences() if one.language == language)
    question = json.dumps([(whole * (LENGTH // len(whole) + 1))[:LENGTH], language])
    path = [str(ROOT / "services" / package / "src") for package in ("kernel", "reflections")]
    taken = []
    for _ in range(ROUNDS):
        code = f"import sys; sys.path[:0] = {path!r}\n{_COLD}"
        answer = subprocess.run(
            [sys.executable, "-c", code], input=question, capture_output=True, text=True, check=True
        )
        taken.append(json.loads(answer.stdout))
    return median(wall for wall, _ in taken), median(processor for _, processor in taken)


def rows() -> list[tuple[str, str, str, str, str]]:
    """Give the rows of the table."""
    made = []
    for language in LANGUAGES:
        found, (wall, processor) = judged(language), cold(language)
        told = f"recall {found.recall:.3f}, precision {found.precision:.3f}"
        took = f"{wall:.2f} s (processor {processor:.2f}, median of {ROUNDS})"
        made += [
            (
                f"de-identifying, {found.planted.total()} identifiers, {language}",
                "a person's judgement",
                told,
                "-",
                "-",
            ),
            (f"de-identifying, first {LENGTH} characters, {language}", "-", took, "-", "<= 2 s"),
        ]
    return made


def main() -> None:
    """Print it by round, kind by kind, with every miss."""
    rounds = sorted({one.round for one in sentences()})
    for language in LANGUAGES:
        found = judged(language)
        parts = [*((f"round {each}", judged(language, each)) for each in rounds), ("all rounds", found)]
        for told, part in parts:
            print(
                f"{language}, {told}: {part.planted.total()} identifiers, recall {part.recall:.3f}; "
                f"{part.made} replacements, precision {part.precision:.3f}"
            )
        for kind, planted in sorted(found.planted.items()):
            print(f"  {kind}: {planted - found.missed[kind]} of {planted}")
        for told, each in [*(("missed", miss) for miss in found.misses), *(("wrong", each) for each in found.wrong)]:
            print(f"  {told} {each}")
        wall, processor = cold(language)
        print(f"  first {LENGTH} characters in a new process: {wall:.3f} s, processor {processor:.3f} s")


if __name__ == "__main__":
    main()
