"""Single gains and losses, and counts of them, beside the R package suddengains."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, stdev

from milestones.detect.csv_course import CsvCourse
from milestones.detect.results import KINDS, intervals
from milestones.domain.claim import Claim, MilestoneKind, MilestoneState
from milestones.domain.rules import sudden_step
from validation.comparison import Comparison, Row, number, rows
from validation.steps import by_cutoff

OVERLOOKED = "the package's test of reversal skips session n+2"
VACUOUS_LOSS = "the package's criterion 2 is vacuous for losses"
_WINDOW = ("n_minus_2", "n_minus_1", "n", "n_plus_1", "n_plus_2", "n_plus_3")


@dataclass(frozen=True, slots=True)
class Gain:
    """One gain or loss of ours, with what the package would say of its reversal.

    Parameters
    ----------
    course : CsvCourse
    claim : Claim
    rank : int
        Which one of its course, from 1.
    """

    course: CsvCourse
    claim: Claim
    rank: int

    @property
    def told(self) -> Mapping[str, float]:
        """Its numbers with what follows from them."""
        return {**self.claim.numbers, **sudden_step.derived(self.claim.numbers, self.claim.thresholds)}

    @property
    def session(self) -> int:
        """The session before the step."""
        return int(self.claim.numbers["session_n"])

    @property
    def undone(self) -> bool:
        """Whether a later score takes back more than half."""
        return self.claim.state is MilestoneState.REVERSED

    @property
    def undone_late(self) -> bool:
        """Whether one does after session n+2, where alone the package looks."""
        sign = 1 if self.claim.kind is MilestoneKind.SUDDEN_GAIN else -1
        near = zip(self.course.sessions, self.course.scores, strict=True)
        return any(
            at > self.session + 2 and sign * (float(score) - self.told["reversal_value"]) > 0 for at, score in near
        )

    def summary(self) -> list[float | None]:
        """Give what the package tells of it, but for the reversal."""
        window = [self.claim.numbers.get(name) for name in _WINDOW]
        sign = 1 if self.claim.kind is MilestoneKind.SUDDEN_GAIN else -1
        known = [None if one is None else float(one) for one in window]
        return [*known, sign * float(self.told["magnitude"]), float(self.told["reversal_value"])]


def gains_of(known: Sequence[CsvCourse], rule: str = "sudden-gain") -> list[Gain]:
    """Find all gains, or losses, that meet all three criteria where the package tests them.

    Parameters
    ----------
    known : sequence of CsvCourse
    rule : str

    Returns
    -------
    list of Gain
    """
    found = []
    for course in known:
        claims = sudden_step.detect(course.series(), by_cutoff(7), KINDS[rule], 1)
        met = [claim for claim in claims if sudden_step.met(claim) and claim.numbers["session_n"] <= course.last - 2]
        found += [Gain(course, claim, rank) for rank, claim in enumerate(met, 1)]
    return found


def one_by_one(file: Path, root: Path, known: Sequence[CsvCourse], rule: str = "sudden-gain") -> Comparison:
    """Compare a list with a row per gain: its six scores, size and reversal value; and whether it is reversed.

    Parameters
    ----------
    file, root : Path
    known : sequence of CsvCourse
    rule : str

    Returns
    -------
    Comparison
    """
    found = Comparison(str(file.relative_to(root)), "gains: scores, magnitude, reversal value, reversal")
    theirs = {(row["id"], int(row["sg_session_n"])): row for row in rows(file)}
    ours = {(gain.course.id, gain.session): gain for gain in gains_of(known, rule)}
    for key in sorted(ours.keys() | theirs.keys()):
        _note(found, key, ours.get(key), theirs.get(key), rule)
    return found


def _note(found: Comparison, key: object, gain: Gain | None, row: Row | None, rule: str) -> None:
    if gain is None or row is None:
        extra = gain is None and rule == "sudden-loss"
        ours, theirs = ("one" if there else "none" for there in (gain, row))
        found.note(key, ours, theirs, VACUOUS_LOSS if extra else None)
        return
    told = [number(cell) for cell in _told(row)]
    overlooked = gain.undone and not gain.undone_late and gain.summary() == told
    why = OVERLOOKED if overlooked else None
    found.note(key, [*gain.summary(), gain.undone], [*told, row["sg_reversal"] == "1"], why)


def _told(row: Row) -> list[str]:
    """Give the package's columns of the six scores, the size and the reversal value, whatever the measure's name."""
    scores = [name for name in row if name.startswith("sg_") and name != "sg_session_n"]
    names = [next(name for name in scores if name.endswith(f"_{end}")) for end in _ENDS]
    return [row[name] for name in (*names, "sg_magnitude", "sg_reversal_value")]


_ENDS = ("2n", "1n", "n", "n1", "n2", "n3")


def by_person(file: Path, root: Path, known: Sequence[CsvCourse]) -> Comparison:
    """Compare a list with a row per person: the first, last, largest or smallest of its gains.

    Parameters
    ----------
    file, root : Path
    known : sequence of CsvCourse

    Returns
    -------
    Comparison
    """
    found = Comparison(str(file.relative_to(root)), "persons: their gain, how many, magnitude, reversal")
    ours: dict[str, list[Gain]] = {course.id: [] for course in known}
    for gain in gains_of(known):
        ours[gain.course.id].append(gain)
    which = file.name.split("_")[1]
    for row in rows(file):
        gains = ours[row["id"]]
        if not gains:
            found.note(row["id"], [0, None], [int(row["sg_freq_byperson"]), number(row["sg_session_n"])])
            continue
        gain = _chosen(gains, which)
        why = OVERLOOKED if gain.undone and not gain.undone_late else None
        mine = [len(gains), gain.session, float(gain.told["magnitude"]), gain.undone]
        names = ("sg_freq_byperson", "sg_session_n", "sg_magnitude")
        theirs = [*(number(row[name]) for name in names), row["sg_reversal"] == "1"]
        found.note(row["id"], mine, theirs, why if mine[:3] == theirs[:3] else None)
    return found


def _chosen(gains: Sequence[Gain], which: str) -> Gain:
    if which in {"first", "last"}:
        return gains[0 if which == "first" else -1]
    sign = 1 if which == "smallest" else -1
    return min(gains, key=lambda gain: sign * gain.told["magnitude"])


def described(file: Path, root: Path, known: Sequence[CsvCourse]) -> Comparison:
    """Compare counts, shares, mean and standard deviation.

    Parameters
    ----------
    file, root : Path
    known : sequence of CsvCourse

    Returns
    -------
    Comparison
    """
    found = Comparison(str(file.relative_to(root)), "counts, shares, mean and SD of magnitudes")
    gains = gains_of(known)
    persons = {gain.course.id for gain in gains}
    counts = {one: sum(gain.course.id == one for gain in gains) for one in persons}
    several = [one for one, count in counts.items() if count > 1]
    by_gain = "bysg" in file.name
    listed = gains if by_gain else [gain for gain in gains if gain.rank == 1]
    sizes = [float(gain.told["magnitude"]) for gain in listed]
    total = len(gains) if by_gain else len(known)
    in_several = sum(counts[one] for one in several) if by_gain else len(several)
    (row,) = rows(file)
    facts: dict[str, float] = {
        "total_n": total,
        "sg_total_n": len(gains),
        "sg_n": len(persons),
        "sg_pct": round(100 * len(listed) / total, 2),
        "sg_multiple_n": len(several),
        "sg_multiple_pct": round(100 * in_several / total, 2),
        "sg_magnitude_m": round(fmean(sizes), 2),
        "sg_magnitude_sd": round(stdev(sizes), 2),
    }
    for name, fact in facts.items():
        if name in row:
            found.note(name, float(fact), number(row[name]))
    undone = [gain for gain in listed if gain.undone]
    late = [gain for gain in undone if gain.undone_late]
    for name, ours, theirs in (
        ("sg_reversal_n", float(len(undone)), float(len(late))),
        ("sg_reversal_pct", round(100 * len(undone) / len(listed), 2), round(100 * len(late) / len(listed), 2)),
    ):
        found.note(name, ours, number(row[name]), OVERLOOKED if number(row[name]) == theirs else None)
    return found


def testable(known: Sequence[CsvCourse]) -> dict[str, list[bool]]:
    """Tell of each person which intervals can be tested on all three criteria.

    Parameters
    ----------
    known : sequence of CsvCourse

    Returns
    -------
    dict
    """
    rule = intervals(MilestoneKind.SUDDEN_GAIN, by_cutoff(7)).rows
    return {course.id: [row[-1] != "" for row in rule(course)] for course in known}
