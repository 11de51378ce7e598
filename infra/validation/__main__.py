"""``make validate``: every file of vectors beside what the rules here give; a difference needs a reason."""

import os
import sys
from collections.abc import Iterator
from math import sqrt
from pathlib import Path

from milestones.detect.csv_course import CsvCourse
from milestones.domain.instrument import ChangeMethod
from milestones.domain.rules.goal_attainment_scaling import t_score
from milestones.domain.rules.reliable_change import CRITICAL, expected_by
from milestones.domain.rules.student_t import critical_t
from milestones.domain.score import exact
from validation import changes, gains, steps
from validation.comparison import Comparison, number, printed, rows

ROOT = Path(__file__).resolve().parents[2]
OWN = ROOT / "tests" / "data" / "vectors"
SHARED = Path(os.environ.get("SHARED_VECTORS", ROOT.parent / "shared" / "vectors"))


def validated(root: Path) -> Iterator[Comparison]:
    """Compare every file of a folder.

    Parameters
    ----------
    root : Path
        With ``generated`` and ``reference`` in it, or with the generated files alone.

    Yields
    ------
    Comparison
        Of each file but pages to read.
    """
    for file in sorted(root.rglob("*.csv")):
        found = _steps(file, root) or _changes(file, root) or _small(file, root)
        yield found or Comparison(
            str(file.relative_to(root)), "nobody compares it", 1, unexplained=["say in infra/validation what it is"]
        )


def _steps(file: Path, root: Path) -> Comparison | None:
    if file.name.endswith("_input.csv") or file.name == "sgdata.csv":
        return Comparison(str(file.relative_to(root)), "scores that the others are about")
    fuzz = file.name.partition("_")[0]
    if fuzz.startswith("fuzz"):
        (source,) = file.parent.glob(f"{fuzz}_*_input.csv")
        known = steps.courses(source, 1, 6 if "_k6_" in source.name else 12)
        return gains.one_by_one(file, root, known) if "bysg" in file.name else steps.compared(file, root, known)
    if file.parent.name != "suddengains" or file.name == "define_crit1_cutoff.csv":
        return None
    known = steps.courses(file.with_name("sgdata.csv"), 0 if "s0-12" in file.name else 1, 12, "bdi_s")
    return _of_sgdata(file, root, known)


def _of_sgdata(file: Path, root: Path, known: list[CsvCourse]) -> Comparison | None:
    if "criteria" in file.name:
        return steps.compared(file, root, known)
    if file.name.startswith("byperson"):
        return gains.by_person(file, root, known)
    if file.name.startswith("describe"):
        return gains.described(file, root, known)
    if file.name.startswith(("bysg", "bysl")):
        return gains.one_by_one(file, root, known, "sudden-loss" if "bysl" in file.name else "sudden-gain")
    return _testable(file, root, gains.testable(known), sum(course.last - course.first for course in known))


def _testable(file: Path, root: Path, testable: dict[str, list[bool]], between: int) -> Comparison | None:
    found = Comparison(str(file.relative_to(root)), "which intervals can be tested")
    if file.name.startswith("select_cases"):
        for row in rows(file):
            found.note(row["id"], any(testable[row["id"]]), row["sg_select"] == "TRUE")
        return found
    if not file.name.startswith("count_intervals"):
        return None
    (row,) = rows(file)
    can, all_of = sum(map(sum, testable.values())), sum(map(len, testable.values()))
    found.note("all", [between, all_of, can, all_of - can], [int(cell) for cell in row.values()])
    return found


def _changes(file: Path, root: Path) -> Comparison | None:
    if file.parent.name != "clinicalsignificance":
        return None
    if file.name in {"claus_2020.csv", "jacobson_1989.csv"}:
        return Comparison(str(file.relative_to(root)), "scores that the others are about")
    if file.name == "PARAMS_and_counts.csv":
        return changes.parameters(file, root)
    return changes.compared(file, root)


def _small(file: Path, root: Path) -> Comparison | None:
    found = Comparison(str(file.relative_to(root)), "values")
    if file.name == "critical_values_qt.csv":
        for row in rows(file):
            for name, alpha in (("t05", exact(0.05)), ("t01", exact(0.01)), ("t10", exact(0.1))):
                if row["df"] in {"2", "3", "4"}:
                    found.note((row["df"], name), float(critical_t(int(row["df"]), alpha)), number(row[name]))
        return found
    if file.name == "define_crit1_cutoff.csv":
        for row in rows(file):
            sd, reliability = exact(float(row["sd"])), exact(float(row["reliability"]))
            error = expected_by(ChangeMethod.JT, 0, sd, reliability, None)
            ours = sqrt(error.variance) if error else 0.0
            names = ("standard_error_difference", "reliable_change_value")
            found.note(row["sd"], [ours, float(CRITICAL) * ours], [number(row[name]) for name in names])
        return found
    if file.name == "gas_t_scores.csv":
        for row in rows(file):
            weights, levels = ([int(one) for one in row[name].split()] for name in ("weights", "x"))
            found.note(row["x"], round(t_score(weights, levels), 6), number(row["T"]))
        return found
    if file.name == "measures_registry.csv":
        return Comparison(
            found.file, "read by people: what the files in contracts/instruments say they were checked with"
        )
    return None


def main() -> int:
    """Compare, and print a table.

    Returns
    -------
    int
        1 where a difference has no reason.
    """
    root = SHARED if SHARED.is_dir() else OWN
    if root is OWN:
        print(
            "The published data lie outside this repository and are not there (SHARED_VECTORS): generated ones alone.\n"
        )
    found = list(validated(root))
    print(printed(found))
    unexplained = sum(len(one.unexplained) for one in found)
    total, equal = sum(one.compared for one in found), sum(one.equal for one in found)
    print(f"\n{len(found)} files, {total} rows: {equal} equal, {total - equal} different, {unexplained} unexplained")
    return int(unexplained > 0)


if __name__ == "__main__":
    sys.exit(main())
