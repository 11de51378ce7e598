"""The tables of a replay."""

from typing import Any

from local.tables import gains, holds, per_course, totals


def gain(state: str, session: int, **numbers: float) -> dict[str, Any]:
    return {
        "kind": "sudden_gain",
        "state": state,
        "occurred_at": f"2026-01-{session:02}T00:00:00.000Z",
        "numbers": {"session_n": session, "n": 34, "n_plus_1": 23, **numbers},
    }


FIRM = {"mean_before": 35.0, "mean_after": 22.0, "critical_t": 2.78, "pooled_sd": 1.5}
LOOSE = {"mean_before": 25.0, "mean_after": 22.0, "critical_t": 2.78, "pooled_sd": 1.5}
COURSES = {"1": [gain("confirmed", 7), gain("reversed", 3, **FIRM)], "2": [], "3": [gain("reversed", 4, **LOOSE)]}


def test_a_line_a_course_in_the_order_of_time() -> None:
    lines = per_course(COURSES, {"1": 12, "2": 3, "3": 9})
    assert lines[1].split(maxsplit=2)[2] == (
        "sudden_gain reversed after session 3; sudden_gain confirmed after session 7"
    )
    assert lines[2].split() == ["2", "3", "-"]


def test_totals_by_kind_and_state() -> None:
    lines = totals(COURSES)
    assert lines[1].split() == ["sudden_gain", "0", "1", "2", "0", "0", "3"]
    assert lines[-1].split() == ["all", "0", "1", "2", "0", "0", "3"]


def test_gains_are_those_that_met_all_three_criteria() -> None:
    lines = gains(COURSES)
    assert lines[0].endswith(": 2")
    assert [line.split()[:2] for line in lines[2:]] == [["1", "3"], ["1", "7"]]
    assert not holds({"kind": "sudden_gain", "state": "unstable", "numbers": FIRM})
