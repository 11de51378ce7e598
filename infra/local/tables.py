"""The tables that a replay prints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

KINDS = ("sudden_gain", "reliable_improvement", "goal_attained")
STATES = ("provisional", "confirmed", "reversed", "unstable", "retracted")
Milestones = Mapping[str, Sequence[Mapping[str, Any]]]


def _described(milestone: Mapping[str, Any]) -> str:
    session = milestone["numbers"].get("session_n")
    place = f" after session {session:g}" if session is not None else ""
    return f"{milestone['kind']} {milestone['state']}{place}"


def _order(milestone: Mapping[str, Any]) -> tuple[str, str]:
    return milestone["occurred_at"], milestone["kind"]


def per_course(courses: Milestones, scores: Mapping[str, int]) -> list[str]:
    """Lay out one line a course.

    Parameters
    ----------
    courses : Mapping
        Milestones by course.
    scores : Mapping[str, int]
        How many scores were sent, by course.

    Returns
    -------
    list[str]
        Heading and lines.
    """
    width = max([len("course"), *(len(name) for name in courses)])
    lines = [f"{'course':<{width}}  scores  milestones"]
    for name, milestones in courses.items():
        told = "; ".join(_described(each) for each in sorted(milestones, key=_order)) or "-"
        lines.append(f"{name:<{width}}  {scores[name]:>6}  {told}")
    return lines


def totals(courses: Milestones) -> list[str]:
    """Count by kind and state.

    Parameters
    ----------
    courses : Mapping
        Milestones by course.

    Returns
    -------
    list[str]
        Heading, a line a kind, a line of sums.
    """
    counted = Counter((each["kind"], each["state"]) for milestones in courses.values() for each in milestones)
    kinds = [*KINDS, *sorted({kind for kind, _ in counted} - set(KINDS))]
    lines = [f"{'kind':<22}" + "".join(f"{state:>13}" for state in (*STATES, "all"))]
    for kind in kinds:
        numbers = [counted[kind, state] for state in STATES]
        lines.append(f"{kind:<22}" + "".join(f"{number:>13}" for number in (*numbers, sum(numbers))))
    numbers = [sum(counted[kind, state] for kind in kinds) for state in STATES]
    lines.append(f"{'all':<22}" + "".join(f"{number:>13}" for number in (*numbers, sum(numbers))))
    return lines


def gains(courses: Milestones) -> list[str]:
    """List the sudden gains that met all three criteria, in the columns of a table of gains.

    Parameters
    ----------
    courses : Mapping
        Milestones by course, with their derived numbers.

    Returns
    -------
    list[str]
        Heading and lines: course, session before the gain, scores before and after, state.
    """
    found = [
        (name, each["numbers"], each["state"])
        for name, milestones in courses.items()
        for each in sorted(milestones, key=_order)
        if each["kind"] == "sudden_gain" and holds(each)
    ]
    lines = [f"sudden gains that met all three criteria: {len(found)}"]
    lines.append(f"{'course':<10}{'session n':>10}{'before':>8}{'after':>8}  state")
    for name, numbers, state in found:
        session = f"{numbers['session_n']:g}" if "session_n" in numbers else "-"
        lines.append(f"{name:<10}{session:>10}{numbers['n']:>8g}{numbers['n_plus_1']:>8g}  {state}")
    return lines


def holds(milestone: Mapping[str, Any]) -> bool:
    """Tell whether a gain met the third criterion: confirmed, or reversed after it would have been.

    Parameters
    ----------
    milestone : Mapping
        With its numbers.

    Returns
    -------
    bool
        True when the means before and after are further apart than the critical distance.
    """
    if milestone["state"] == "confirmed":
        return True
    numbers = milestone["numbers"]
    if milestone["state"] != "reversed" or "pooled_sd" not in numbers:
        return False
    apart = abs(numbers["mean_before"] - numbers["mean_after"])
    return bool(apart > numbers["critical_t"] * numbers["pooled_sd"])
