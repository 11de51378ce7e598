"""``make bench``: what it costs, beside a floor and beside what one would pick instead, in one run on one machine.

Ratios mean something on any machine; the milliseconds are of this one. Each figure is the smallest of N runs (noise
only ever adds), the median stands behind it.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import cheer, cost, courses_csv, crisis, deidentification, detection, sealing
from benchmarks.state import prepare

from build.stage import stage

ROOT = Path(__file__).resolve().parents[1]
COLD_RUNS = int(os.environ.get("RUNS", "11"))
Row = tuple[str, str, str, str, str]


def _child(kind: str, subject: str, state: Path) -> Any:  # noqa: ANN401 - JSON
    # Stale or missing bytecode doubles an import, and no artifact ships without it.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    # Ours sees its artifact alone, as in Lambda; the peers live in this environment.
    alone = ["-S"] if subject == "ours" else []
    command = [sys.executable, *alone, "-W", "ignore", "-m", "benchmarks.child", kind, subject, str(state)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if done.returncode:
        sys.exit(f"{subject} could not be measured:\n{done.stderr}")
    return json.loads(done.stdout)


def _progress(words: str) -> None:
    print(f"· {words}", file=sys.stderr, flush=True)


def _spread(figures: Iterable[float], unit: str, digits: int = 0) -> str:
    known = list(figures)
    return f"{min(known):.{digits}f} {unit} (median {median(known):.{digits}f}, N {len(known)})"


def _cold(state: Path) -> list[Row]:
    subjects = ("runtime_client", "ours", "typical")
    for subject in subjects:
        _child("cold", subject, state)  # writes bytecode, warms the disk
    runs: dict[str, list[float]] = {subject: [] for subject in subjects}
    for _ in range(COLD_RUNS):
        for subject in subjects:
            runs[subject].append(_child("cold", subject, state)["milliseconds"])
    floor, ours, typical = (min(runs[subject]) for subject in subjects)
    told = {subject: _spread(runs[subject], "ms") for subject in subjects}
    return [
        (
            "cold start, CPU of the process to the first answer",
            f"import of Lambda's runtime client: {told['runtime_client']}",
            told["ours"],
            f"{ours / floor:.1f}x",
            "<= 8x",
        ),
        (
            "the same, beside a typical Powertools stack",
            f"typical stack: {told['typical']}",
            told["ours"],
            f"{typical / ours:.1f}x less",
            "-",
        ),
    ]


def _ratio(rounds: Sequence[Sequence[float]]) -> float:
    return min(answer for _, answer in rounds) / min(floor for floor, _ in rounds)


def _warm(ours: Any, typical: Any) -> list[Row]:  # noqa: ANN401 - JSON
    floors, answers = zip(*ours["rounds"], strict=True)
    peers = [answer for _, answer in typical["rounds"]]
    beside = _ratio(typical["rounds"]) / _ratio(ours["rounds"])
    return [
        (
            "warm capture, CPU a request",
            f"json + one put_item: {_spread(floors, 'us')}",
            _spread(answers, "us"),
            f"{_ratio(ours['rounds']):.2f}x",
            "<= 1.25x",
        ),
        (
            "the same, beside a typical Powertools stack",
            f"typical stack: {_spread(peers, 'us')}, {_ratio(typical['rounds']):.2f}x its floor",
            _spread(answers, "us"),
            f"{beside:.1f}x less",
            "-",
        ),
        (
            "bytes logged a request",
            f"typical stack: {typical['bytes']:.0f}",
            f"{ours['bytes']:.0f}",
            f"{typical['bytes'] / ours['bytes']:.1f}x less",
            "<= 700",
        ),
    ]


def _detection() -> list[Row]:
    floor, measured = detection.measure()
    return [
        *(
            (
                f"detection, one event on a course of {length}, {name}",
                f"criteria on one window, in floats: {floor.best:.1f} us",
                f"{one.best:.1f} us (median {one.middle:.1f}, N {detection.ROUNDS})",
                f"{one.best / floor.best:.0f}x",
                "<= 5 us" if length == detection.LENGTHS[0] else "-",
            )
            for (name, length), one in measured.items()
        ),
        *(
            (f"calls of a score, course of {length}", "-", detection.calls(length), "-", "the same")
            for length in detection.LENGTHS
        ),
        ("the command on a CSV file, courses of 12", courses_csv.in_r(), courses_csv.here(), "-", "-"),
    ]


def _cheer() -> list[Row]:
    rows = []
    for name in cheer.FILES:
        found = cheer.judged(name)
        told = f"precision {found.precision:.3f}, recall {found.recall:.3f}"
        rows.append((f"cheer check, {found.of} public sentences, {name}", "a person's judgement", told, "-", "-"))
    best, middle = cheer.microseconds()
    rows.append(
        ("cheer check, CPU a sentence", "-", f"{best:.0f} us (median {middle:.0f}, N {cheer.ROUNDS})", "-", "-")
    )
    return rows


def _units(spent: dict[str, dict[str, int]]) -> list[Row]:
    rows = []
    for act, budget in (("reflection", "2"), ("score", "3, of which 1 is the timeline's")):
        units = sum(spent[act].values())
        where = ", ".join(f"{service} {count}" for service, count in spent[act].items())
        rows.append((f"DynamoDB write units, a {act}, capture to detection", "-", f"{units} ({where})", "-", budget))
    return rows


def _cost(ours: Any, spent: dict[str, dict[str, int]]) -> list[Row]:  # noqa: ANN401 - JSON
    seconds = min(answer for _, answer in ours["rounds"]) / 1e6
    units = {act: sum(by_service.values()) for act, by_service in spent.items()}
    reflections = cost.a_million_reflections(seconds, units["reflection"], ours["bytes"])
    scores = cost.a_million_scores(seconds, units["score"], ours["bytes"])
    return [
        ("a million reflections, reckoned at list prices", "$2.69", f"${reflections:.2f}", "-", "<= $3.00"),
        ("a million scores with detection, the same", "-", f"${scores:.2f}", "-", "-"),
    ]


def main() -> None:
    """Measure, and print the table."""
    _progress("the artifact that is shipped, and a journey in the in-process world")
    stage(ROOT, ("reflections",))
    known, spent = prepare()
    known["artifacts"] = [str(ROOT / ".build" / "reflections")]
    with tempfile.TemporaryDirectory() as folder:
        state = Path(folder) / "state.json"
        state.write_text(json.dumps(known), encoding="utf-8")
        _progress(f"cold starts: three subjects, {COLD_RUNS} processes each")
        rows = _cold(state)
        _progress("warm requests")
        ours, typical = _child("warm", "ours", state), _child("warm", "typical", state)
    _progress("detection")
    rows += [*_warm(ours, typical), *_units(spent), *_detection(), *_cheer(), *crisis.rows(), *deidentification.rows()]
    rows += [*sealing.rows(), *_cost(ours, spent)]
    print("| what | floor or peer | here | ratio | budget |\n|---|---|---|---|---|")
    for row in rows:
        print(f"| {' | '.join(row)} |")
    print("\nNot measured here: aws-lambda-handler-cookbook (see benchmarks/README.md).")


if __name__ == "__main__":
    main()
