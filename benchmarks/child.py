"""Measures one subject in a process of its own.

``python -m benchmarks.child cold|warm|calls <subject> <state file>`` prints JSON.
"""

import gc
import io
import json
import sys
import time
from collections.abc import Mapping
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

from benchmarks.subjects import SUBJECTS, Answer

WARM_UP, ROUND, ROUNDS = 100, 20, 100


def cold(subject: str, state: Mapping[str, Any]) -> dict[str, float]:
    """Measure the whole process up to the first answer, the interpreter's start included, in milliseconds of CPU."""
    with redirect_stdout(io.StringIO()):
        SUBJECTS[subject](state)(0)
    return {"milliseconds": time.process_time() * 1000}


def _round(answer: Answer, first: int) -> float:
    begun = time.process_time()
    for number in range(first, first + ROUND):
        answer(number)
    return (time.process_time() - begun) / ROUND * 1e6


def warm(subject: str, state: Mapping[str, Any]) -> dict[str, Any]:
    """Measure requests in rounds, each beside a round of the floor, in microseconds of CPU; count the bytes logged."""
    logged = io.StringIO()
    with redirect_stdout(logged):
        floor, answer = SUBJECTS["put_item"](state), SUBJECTS[subject](state)
        for number in range(WARM_UP):
            floor(number)
            answer(number)
        logged.seek(0)
        logged.truncate()
        gc.collect()
        rounds = [(_round(floor, 0), _round(answer, WARM_UP + ROUND * number)) for number in range(ROUNDS)]
    return {"rounds": rounds, "bytes": len(logged.getvalue().encode()) / (ROUND * ROUNDS)}


def calls(subject: str, state: Mapping[str, Any]) -> dict[str, int]:
    """Count the Python functions that one warm request enters: no noise of the machine touches that."""
    entered = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal entered
        entered += event == "call"

    with redirect_stdout(io.StringIO()):
        answer = SUBJECTS[subject](state)
        for number in range(3):
            answer(number)
        sys.setprofile(count)
        answer(3)
        sys.setprofile(None)
    return {"calls": entered}


if __name__ == "__main__":
    kind, name, state_file = sys.argv[1:]
    known = json.loads(Path(state_file).read_text(encoding="utf-8"))
    print(json.dumps({"cold": cold, "warm": warm, "calls": calls}[kind](name, known)))
