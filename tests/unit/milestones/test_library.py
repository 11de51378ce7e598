"""The rules as a library: importable without AWS, nothing but the standard library loaded; and as a program."""

import subprocess
import sys
from pathlib import Path

import pytest

import milestones.domain
from unit.milestones.courses import VECTORS

ROOT = Path(__file__).resolve().parents[3]
ROOTS = ":".join(str(ROOT / "services" / name / "src") for name in ("milestones", "kernel"))
OWN = frozenset({"milestones", "kernel"})
PYDANTIC = frozenset({"events", "alert_events", "event_fields"})
"""The models that contracts are made from; no rule needs them."""
RULES = sorted(path.stem for path in (Path(milestones.domain.__path__[0]) / "rules").glob("[!_]*.py"))


def _alone(*arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run Python with our two packages and its own library: no site-packages at all."""
    return subprocess.run(
        [sys.executable, "-S", "-W", "error", *arguments],
        env={"PYTHONPATH": ROOTS},
        cwd=ROOT / "docs",
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    "statement",
    [
        f"from milestones.domain.rules import {', '.join(RULES)}",
        "from milestones.domain import course, detection, explanation, goal, instrument, rule_inputs, rulebook, trail",
        "import milestones.detect.__main__",
    ],
    ids=["rules", "domain", "command"],
)
def test_nothing_but_the_standard_library_is_loaded(statement: str) -> None:
    told = "import sys; print(*sorted({name.partition('.')[0] for name in sys.modules} - sys.stdlib_module_names))"
    done = _alone("-c", f"{statement}; {told}")
    assert done.stderr == ""
    assert set(done.stdout.split()) - {"__main__", "__mp_main__"} <= OWN


def test_a_rule_runs_on_scores_as_a_researcher_would_write_it() -> None:
    program = """
from datetime import UTC, datetime, timedelta
from milestones.domain.course import Course, Point
from milestones.domain.detection import claims_of_course
from milestones.domain.instrument import INSTRUMENTS
begin = datetime(2026, 1, 5, tzinfo=UTC)
points = [
    Point(begin + timedelta(weeks=week), str(week), 1, week + 1, score, False)
    for week, score in enumerate([18, 19, 18, 11, 10])
]
for claim in claims_of_course(Course(tuple(points)), INSTRUMENTS["PHQ-9"]):
    print(claim.kind.value, claim.state.value)
"""
    done = _alone("-c", program)
    assert done.stderr == ""
    assert done.stdout.splitlines() == ["sudden_gain confirmed", "reliable_improvement confirmed"]


def test_the_command_runs_as_the_readme_shows_it(tmp_path: Path) -> None:
    (source,) = VECTORS.glob("fuzz1_*_input.csv")
    out = tmp_path / "gains.csv"
    done = _alone(
        "-m", "milestones.detect", str(source), "--rule", "sudden-gain", "--cutoff", "7", "--out", str(out), "--quiet"
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert len(out.read_text(encoding="utf-8").splitlines()) == 22
