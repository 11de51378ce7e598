"""Sudden gains, number by number against the R package suddengains 0.7.2 on 1,600 random courses.

Two things in the package are not copied. Its test of reversal skips session n+2 where sessions have their default
numbers: where results differ, the difference must be exactly that. And its criterion 2 is vacuous for losses.
"""

from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from milestones.domain.claim import Claim, MilestoneState
from milestones.domain.course import Series
from milestones.domain.instrument import Direction
from milestones.domain.rules import sudden_gain
from milestones.domain.rules.sudden_step_criteria import Limits, holds, large_enough
from unit.milestones.courses import BDI, VECTORS, by_session, rows, series, totals_of

FILES = ("fuzz1", "fuzz2", "fuzz3", "fuzz4")
CUTOFF = Limits(7)
_CELL = {None: "", True: "TRUE", False: "FALSE"}


@cache
def inputs(name: str) -> dict[str, Series]:
    (path,) = VECTORS.glob(f"{name}_*_input.csv")
    return {row["id"]: series(totals_of(row, [key for key in row if key != "id"])) for row in rows(path)}


def criteria(course: Series, n: int, direction: Direction) -> tuple[bool | None, bool | None, bool | None]:
    """Test the three criteria of the step n to n+1; None: not testable."""
    near = dict(zip(course.positions, course.scores, strict=True))
    before = [near[position] for position in range(n - 2, n + 1) if position in near]
    after = [near[position] for position in range(n + 1, n + 4) if position in near]
    third = holds(before, after, direction)
    if n not in near or n + 1 not in near:
        return None, None, third
    return *large_enough(direction * (near[n + 1] - near[n]), near[n], CUTOFF), third


def intervals(row: dict[str, str], kind: str) -> list[int]:
    prefix = f"{kind}_crit1_"
    return [int(name.removeprefix(prefix).partition("to")[0]) for name in row if name.startswith(prefix)]


@pytest.mark.parametrize("name", FILES)
def test_criteria_of_gains_interval_by_interval(name: str) -> None:
    compared = 0
    for row in rows(VECTORS / f"{name}_sg.csv"):
        for n in intervals(row, "sg"):
            found = criteria(inputs(name)[row["id"]], n, Direction.LOWER_IS_BETTER)
            expected = tuple(row[f"sg_crit{one}_{n}to{n + 1}"] for one in (1, 2, 3))
            assert tuple(_CELL[one] for one in found) == expected, (row["id"], n)
            together = "" if None in found else str(int(all(found)))
            assert together == row[f"sg_{n}to{n + 1}"], (row["id"], n)
            compared += 1
    assert compared == 400 * (3 if name == "fuzz4" else 9)


@pytest.mark.parametrize("name", FILES)
def test_criteria_one_and_three_of_losses_are_those_of_gains_mirrored(name: str) -> None:
    for row in rows(VECTORS / f"{name}_sl.csv"):
        for n in intervals(row, "sl"):
            first, _, third = criteria(inputs(name)[row["id"]], n, Direction.HIGHER_IS_BETTER)
            assert _CELL[first] == row[f"sl_crit1_{n}to{n + 1}"], (row["id"], n)
            assert _CELL[third] == row[f"sl_crit3_{n}to{n + 1}"], (row["id"], n)


@cache
def listed(path: Path) -> dict[tuple[str, int], dict[str, str]]:
    return {(row["id"], int(row["sg_session_n"])): row for row in rows(path)}


def test_all_gains_and_no_others_with_their_sizes_and_reversals() -> None:
    differing = defaultdict(list)
    for name in FILES:
        expected = listed(VECTORS / f"{name}_bysg.csv")
        met = (MilestoneState.CONFIRMED, MilestoneState.REVERSED)
        found: dict[tuple[str, int], Claim] = {
            (course, n): claim
            for course, scores in inputs(name).items()
            for n, claim in by_session(sudden_gain.detect(scores, BDI)).items()
            if claim.state in met and criteria(scores, n, Direction.LOWER_IS_BETTER)[2]
        }
        assert found.keys() == expected.keys()
        for key, claim in found.items():
            row, told = expected[key], sudden_gain.derived(claim.numbers, claim.thresholds)
            assert told["magnitude"] == float(row["sg_magnitude"])
            assert told["reversal_value"] == float(row["sg_reversal_value"])
            if (claim.state is MilestoneState.REVERSED) != (row["sg_reversal"] == "1"):
                differing[name].append((key, claim))
    # One gain of 309: the score at n+2 alone is above the reversal value, where the package does not look.
    assert {name: len(found) for name, found in differing.items()} == {"fuzz2": 1}
    ((course_id, n), claim) = differing["fuzz2"][0]
    scores = inputs("fuzz2")[course_id]
    over = float(listed(VECTORS / "fuzz2_bysg.csv")[course_id, n]["sg_reversal_value"])
    later = {
        position: score for position, score in zip(scores.positions, scores.scores, strict=True) if position > n + 1
    }
    assert claim.state is MilestoneState.REVERSED
    assert [position for position, score in later.items() if score > over] == [n + 2]
