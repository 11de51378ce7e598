"""Reliable and clinically significant change beside the R package clinicalsignificance."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from pathlib import Path
from statistics import fmean

from milestones.domain.instrument import ChangeMethod, CutoffChoice, Direction, Norm
from milestones.domain.rules.change_category import Category, category
from milestones.domain.rules.change_in_groups import CRITICAL_OF_HA, Group, by_ha, by_nk, surely_across, true_cutoffs
from milestones.domain.rules.clinical_cutoff import Cutoff, cutoff_by
from milestones.domain.rules.reliable_change import Expected, ReliableChange, expected_by
from milestones.domain.score import Score, exact
from validation.comparison import Comparison, Row, alike, number, rows

_NAME = re.compile(
    r"(?P<kind>comb|dist)_(?P<data>claus|jacobson89)_(?P<scale>[a-z]+)_(?P<method>[A-Z]+)(_(?P<cut>[abc]))?_r(?P<r>\d+)"
)
_AFTER_OF_NK = Fraction(85, 100)
OTHER_B = "the package's cut-off b takes the patients' SD; that of Jacobson & Truax takes the functional population's"


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the package, as its file's name tells.

    Parameters
    ----------
    method, cut : str
    reliability : Score
    sign : int
        Of an improvement.
    pairs : mapping
        First and last score by person.
    """

    method: str
    cut: str | None
    reliability: Score
    sign: int
    pairs: Mapping[str, tuple[Score, Score]]

    @property
    def group(self) -> Group:
        """Its sample, before and after."""
        before, after = ([float(pair[at]) for pair in self.pairs.values()] for at in (0, 1))
        mean, mean_after = fmean(before), fmean(after)
        spread, spread_after = _spread(before), _spread(after)
        together = sum((x - mean) * (y - mean_after) for x, y in zip(before, after, strict=True)) / (len(before) - 1)
        return Group(
            exact(mean),
            exact(spread),
            exact(mean_after),
            exact(spread_after),
            exact(together / (spread * spread_after)),
            self.reliability,
        )

    @property
    def expected(self) -> Expected:
        """What its method expects."""
        group = self.group
        if self.method == "NK":
            return by_nk(group, _AFTER_OF_NK)
        if self.method == "HA":
            return by_ha(group)
        found = expected_by(ChangeMethod(self.method), group.mean, group.sd, self.reliability, group.mean_after)
        if found is None:
            raise ValueError(self.method)
        return found


def _spread(values: list[float]) -> float:
    mean = fmean(values)
    return sqrt(sum((one - mean) ** 2 for one in values) / (len(values) - 1))


def run_of(name: str, folder: Path) -> Run | None:
    """Read a run from its name.

    Parameters
    ----------
    name : str
    folder : Path
        Where the data lie.

    Returns
    -------
    Run or None
        None where the name is none of a run.
    """
    said = _NAME.match(name)
    if said is None:
        return None
    claus = said["data"] == "claus"
    pairs: dict[str, dict[str, Score]] = {}
    for row in rows(folder / ("claus_2020.csv" if claus else "jacobson_1989.csv")):
        score, moment = number(row[said["scale"]]), row["time"]
        if score is not None and moment in {"1", "4", "pre", "post"}:
            at = "first" if moment in {"1", "pre"} else "last"
            pairs.setdefault(row["id" if claus else "subject"], {})[at] = exact(score)
    complete = {id_: (both["first"], both["last"]) for id_, both in pairs.items() if len(both) > 1}
    sign = -1 if claus and said["scale"] != "who" else 1
    return Run(said["method"], said["cut"], Fraction(int(said["r"]), 100), sign, complete)


def functional_of(name: str) -> Norm | None:
    """Read mean and standard deviation of the functional population from a run's name.

    Parameters
    ----------
    name : str

    Returns
    -------
    Norm or None
    """
    said = re.search(r"_mf([\d.]+)_sf([\d.]+?)(_|\.csv|$)", name)
    return said and Norm(exact(float(said[1])), exact(float(said[2])), "the run's")


def cutoff_of_run(run: Run, functional: Norm) -> float:
    """Compute a run's cut-off.

    Parameters
    ----------
    run : Run
    functional : Norm

    Returns
    -------
    float
    """
    if run.method == "HA":
        return true_cutoffs(run.group, functional.mean, functional.sd, run.sign)[run.cut or "c"]
    clinical = Norm(run.group.mean, run.group.sd, "the run's")
    found = cutoff_by(CutoffChoice(run.cut or "c"), clinical, functional, Direction(run.sign))
    return float(found or 0)


def other_b(run: Run, functional: Norm) -> float:
    """Compute cut-off b as the package does, with the spread of the wrong population.

    Parameters
    ----------
    run : Run
    functional : Norm

    Returns
    -------
    float
    """
    group = run.group
    spread = group.sd * group.sd - (group.error_variance if run.method == "HA" else 0)
    return float(functional.mean) - 2 * run.sign * sqrt(spread)


def compared(file: Path, root: Path) -> Comparison:
    """Compare a run person by person: index and category.

    Parameters
    ----------
    file, root : Path

    Returns
    -------
    Comparison
    """
    found = Comparison(str(file.relative_to(root)), "persons: index, category")
    run, functional = run_of(file.name, file.parent), functional_of(file.name)
    if run is None:
        raise ValueError(file.name)
    expected = run.expected
    change = ReliableChange(Direction(run.sign), None, expected)
    cut = None if functional is None else cutoff_of_run(run, functional)
    other = None if functional is None or run.cut != "b" else other_b(run, functional)
    theirs = {row["id"]: row for row in rows(file)}
    for id_ in sorted(theirs.keys() | run.pairs.keys()):
        if id_ not in theirs or id_ not in run.pairs:
            found.note(id_, id_ in run.pairs, id_ in theirs)
            continue
        pre, post = run.pairs[id_]
        off = float(post - expected.carried * pre - expected.shift) / sqrt(expected.variance)
        row = [number(theirs[id_]["rci"]), theirs[id_]["category"].lower()]
        by_other = other is not None and alike([off, _category(run, pre, post, change, other)], row)
        found.note(id_, [off, _category(run, pre, post, change, cut)], row, OTHER_B if by_other else None)
    return found


def _category(run: Run, pre: Score, post: Score, change: ReliableChange, cut: float | None) -> str:
    moved = change.of(pre, post)
    if cut is None:
        return category(pre, post, moved, None).value
    cutoff = Cutoff(Direction(run.sign), exact(cut), itself_clinical=False)
    named = category(pre, post, moved, cutoff)
    if run.method != "HA" or named not in {Category.RECOVERED, Category.IMPROVED}:
        return named.value
    across = run.sign * surely_across(run.group, post, exact(cut)) > CRITICAL_OF_HA
    return (Category.RECOVERED if cutoff.clinical(pre) and across else Category.IMPROVED).value


def parameters(file: Path, root: Path) -> Comparison:
    """Compare what the package reckoned of each run: errors, cut-offs, how many of each category.

    Parameters
    ----------
    file, root : Path

    Returns
    -------
    Comparison
    """
    found = Comparison(str(file.relative_to(root)), "runs: errors, reliability of change, cut-off")
    for row in rows(file):
        run, functional = run_of(row["run"], file.parent), functional_of(row["run"])
        if run is None or functional is None:
            found.note(row["run"], "a run", "none")
            continue
        ours, theirs = _reckoned(run, functional, row)
        by_other = run.cut == "b" and alike([*ours[:-1], other_b(run, functional)], theirs)
        found.note(row["run"], ours, theirs, OTHER_B if by_other else None)
    return found


def _reckoned(run: Run, functional: Norm, row: Row) -> tuple[list[float], list[float | None]]:
    group = run.group
    ours = {
        "n_used": float(len(run.pairs)),
        "m_pre": float(group.mean),
        "sd_pre": float(group.sd),
        "m_post": float(group.mean_after),
        "sd_post": float(group.sd_after),
        "cor": float(group.correlation),
        "s_diff": sqrt(2 * group.error_variance),
        "se_measurement": sqrt(group.error_variance),
        "se_prediction": sqrt(group.sd * group.sd * (1 - run.reliability * run.reliability)),
        "r_dd": float(group.reliability_of_change),
        "cutoff": cutoff_of_run(run, functional),
    }
    named = [name for name in ours if number(row[name]) is not None]
    return [ours[name] for name in named], [number(row[name]) for name in named]
