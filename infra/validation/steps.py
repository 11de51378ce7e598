"""The criteria of sudden gains and losses, interval by interval, beside the R package suddengains."""

import re
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from math import sqrt
from pathlib import Path
from statistics import fmean, variance

from milestones.detect.csv_course import CsvCourse
from milestones.detect.results import KINDS, intervals
from milestones.domain.instrument import Direction, Instrument, Threshold
from validation.comparison import Comparison, rows

VACUOUS = "the package's criterion 2 is vacuous for losses: it asks that a drop be at most a share of the score before"
FIXED = "a setting not offered here: a critical value of 2.776 whatever the degrees of freedom"
_TRUTH = {"TRUE": "true", "FALSE": "false", "1": "true", "0": "false", "": ""}
_STRICT_LEVEL, _HALF = Fraction(1, 100), Fraction(1, 2)
_UNADJUSTED = 2.776
_LEAST = 2


def courses(path: Path, first: int, last: int, prefix: str = "s") -> list[CsvCourse]:
    """Read a wide file as the command does.

    Parameters
    ----------
    path : Path
    first, last : int
        Numbers of its sessions.
    prefix : str
        Of the columns' names.

    Returns
    -------
    list of CsvCourse
    """
    made = []
    for line, row in enumerate(rows(path), 2):
        given = {n: int(row[f"{prefix}{n}"]) for n in range(first, last + 1) if row[f"{prefix}{n}"]}
        made.append(CsvCourse(row["id"], line, first, last, list(given), list(given.values())))
    return made


def by_cutoff(points: int) -> Instrument:
    """Make the instrument that the package was asked to judge by: lower is better, a cut-off in points."""
    cutoff = Threshold(points, "as the package was asked")
    return Instrument("VALIDATED", 0, 63, Direction.LOWER_IS_BETTER, sudden_gain_cutoff=cutoff)


def _as_asked(name: str) -> Instrument:
    """Give the instrument with the settings that a file's name tells."""
    one = by_cutoff(7)
    if "alpha01" in name:
        return replace(one, alpha=_STRICT_LEVEL)
    return replace(one, share=_HALF) if "pct50" in name else one


def compared(file: Path, root: Path, known: list[CsvCourse]) -> Comparison:
    """Compare a file of criteria: a row is one interval of one person, with three criteria and all together.

    Parameters
    ----------
    file : Path
    root : Path
        The folder of vectors.
    known : list of CsvCourse
        The scores that it is about.

    Returns
    -------
    Comparison
    """
    kind = "sl" if re.search(r"(^|_)sl(_|\.)", file.name) else "sg"
    found = Comparison(str(file.relative_to(root)), "intervals: criteria 1, 2, 3 and all")
    unadjusted = "noadjust" in file.name
    ours = intervals(KINDS["sudden-loss" if kind == "sl" else "sudden-gain"], _as_asked(file.name)).rows
    theirs = {row["id"]: row for row in rows(file)}
    for course in known:
        for _, n, after, *tests in ours(course):
            place = f"{n}to{after}"
            names = [*(f"{kind}_crit{one}_{place}" for one in (1, 2, 3)), f"{kind}_{place}"]
            row = [_TRUTH[theirs[course.id][name]] for name in names]
            near = dict(zip(course.sessions, course.scores, strict=True))
            why = None
            if kind == "sl" and [*tests[::2]][:2] == row[0:3:2] and row[1] == _vacuous(near, int(n)):
                why = VACUOUS
            elif unadjusted and tests[:2] == row[:2] and row[2] == _fixed(near, int(n)):
                why = FIXED
            found.note((course.id, place), tests, row, why)
    return found


def _vacuous(near: Mapping[int, int | Fraction], n: int) -> str:
    """Do as the package does for criterion 2 of losses."""
    if n not in near or n + 1 not in near:
        return ""
    return "true" if 4 * (near[n] - near[n + 1]) <= near[n] else "false"


def _fixed(near: Mapping[int, int | Fraction], n: int) -> str:
    """Test criterion 3 with one critical value, whatever the degrees of freedom."""
    before = [float(near[at]) for at in range(n - 2, n + 1) if at in near]
    after = [float(near[at]) for at in range(n + 1, n + 4) if at in near]
    n1, n2 = len(before), len(after)
    if min(n1, n2) < _LEAST:
        return ""
    within = (n1 - 1) * variance(before) + (n2 - 1) * variance(after)
    apart = fmean(before) - fmean(after)
    return "true" if apart > _UNADJUSTED * sqrt(within / (n1 + n2 - 2)) else "false"
