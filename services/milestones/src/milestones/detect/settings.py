"""What the command line says, and the instrument that follows from it."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from milestones.domain.instrument import (
    INSTRUMENTS,
    ChangeMethod,
    CutoffChoice,
    Direction,
    Instrument,
    Norm,
    Threshold,
)
from milestones.domain.score import Score, exact

SUDDEN = ("sudden-gain", "sudden-loss")
CHANGES = ("reliable-change", "clinically-significant-change")
_SAID = "said on the command line"
_DIRECTIONS = {"lower": Direction.LOWER_IS_BETTER, "higher": Direction.HIGHER_IS_BETTER}


def number(text: str) -> Score:
    """Read a number as the decimal that was typed.

    Parameters
    ----------
    text : str

    Returns
    -------
    Score

    Raises
    ------
    ValueError
        If it is none, or not finite.
    """
    return int(text) if text.isdecimal() else exact(float(text))


def parser() -> ArgumentParser:
    """Give the options.

    Returns
    -------
    ArgumentParser
    """
    made = ArgumentParser(prog="python -m milestones.detect", description="Run a rule on the courses of a CSV file.")
    made.add_argument("file", type=Path, help="long (id, time, score) or wide (id, then one column a session)")
    made.add_argument("--rule", required=True, choices=[*SUDDEN, *CHANGES])
    made.add_argument("--out", type=Path, help="where the result goes; else to standard output")
    made.add_argument("--instrument", choices=sorted(INSTRUMENTS), help="takes range, direction and thresholds of it")
    made.add_argument("--direction", choices=sorted(_DIRECTIONS), help="which way is better; lower where none is said")
    made.add_argument("--minimum", type=number, help="least possible score; 0 where none is said")
    made.add_argument("--maximum", type=number, help="greatest possible score")
    made.add_argument("--id", default="id", help="column of the courses' names")
    made.add_argument("--time", default="time", help="long form: session number, or anything that sorts, as a date")
    made.add_argument("--score", default="score", help="long form: column of scores")
    made.add_argument("--order", action="store_true", help="long form: whole times are no session numbers, but order")
    made.add_argument("--skip-short", action="store_true", help="leave out courses of fewer than two scores")
    made.add_argument("--quiet", action="store_true", help="no progress on standard error")
    _sudden(made)
    _change(made)
    return made


def _sudden(made: ArgumentParser) -> None:
    group = made.add_argument_group("sudden gains and losses")
    group.add_argument("--cutoff", type=number, help="criterion 1, in points")
    group.add_argument("--share", type=number, default=Fraction(1, 4), help="criterion 2, of the score before; .25")
    group.add_argument("--alpha", type=number, default=Fraction(1, 20), help="criterion 3, two-sided level; .05")
    group.add_argument("--baseline", action="store_true", help="wide form: the first column is session 0, a baseline")
    group.add_argument("--intervals", action="store_true", help="a row per testable interval instead of one per gain")
    group.add_argument("--all", action="store_true", help="also steps whose third criterion is not met or testable")


def _change(made: ArgumentParser) -> None:
    group = made.add_argument_group("reliable and clinically significant change, from the first score to the last")
    group.add_argument("--points", type=number, help="reliable change in points, reached where it is at least as large")
    group.add_argument("--reliability", type=number, help="for an index of norms instead")
    group.add_argument("--method", choices=[one.value for one in ChangeMethod], default="JT")
    group.add_argument("--mean", type=number, help="of the clinical population; of the file's first scores if left out")
    group.add_argument("--sd", type=number, help="the same population's; the same")
    group.add_argument("--mean-after", type=number, help="HLL: after treatment; of the file's last scores if left out")
    group.add_argument("--caseness", type=number, help="first score on the clinical side")
    group.add_argument("--cutoff-type", choices=[one.value for one in CutoffChoice], default="c", help="by norms")
    group.add_argument("--functional-mean", type=number)
    group.add_argument("--functional-sd", type=number)


def lacks(said: Namespace) -> str | None:
    """Say what the rule cannot do without.

    Parameters
    ----------
    said : Namespace

    Returns
    -------
    str or None
    """
    for pair in (("mean", "sd"), ("functional_mean", "functional_sd")):
        if len({getattr(said, name) is None for name in pair}) > 1:
            return " and ".join(f"--{name.replace('_', '-')}" for name in pair) + ", both or neither"
    one = instrument_of(said)
    return _lacks_of_steps(one) if said.rule in SUDDEN else _lacks_of_changes(one, crossing=said.rule == CHANGES[1])


def _lacks_of_steps(one: Instrument) -> str | None:
    if one.sudden_gain_cutoff is None:
        return "--cutoff: the least step in points, or an --instrument that has one"
    right = one.sudden_gain_cutoff.value > 0 and 0 < one.share <= 1 and 0 < one.alpha < 1
    return None if right else "--cutoff above 0, --share above 0 and at most 1, --alpha between 0 and 1"


def _lacks_of_changes(one: Instrument, *, crossing: bool) -> str | None:
    if one.reliable_change is None and one.reliability is None:
        return "--points, or --reliability for an index of norms, or an --instrument that has either"
    if one.reliability is not None and not 0 < one.reliability.value < 1:
        return "--reliability between 0 and 1"
    by_norms = crossing and one.caseness is None and one.cutoff is not CutoffChoice.A
    if by_norms and one.functional is None:
        return "--caseness, or --functional-mean and --functional-sd for a cut-off by norms, or --cutoff-type a"
    return None


def instrument_of(said: Namespace, norms: Norm | None = None, mean_after: Score | None = None) -> Instrument:
    """Make the instrument that the courses are judged by.

    Parameters
    ----------
    said : Namespace
    norms : Norm or None
        Of the file's first scores, where none are said.
    mean_after : Score or None
        Of the file's last scores, where none is said.

    Returns
    -------
    Instrument
    """
    shipped = INSTRUMENTS.get(said.instrument) if said.instrument else None
    base = shipped or Instrument("CSV", 0, 0, Direction.LOWER_IS_BETTER)

    def threshold(value: Score | None, known: Threshold | None) -> Threshold | None:
        return known if value is None else Threshold(value, _SAID)

    clinical = base.clinical or norms
    if said.mean is not None and said.sd is not None:
        clinical = Norm(said.mean, said.sd, _SAID)
    functional = base.functional
    if said.functional_mean is not None and said.functional_sd is not None:
        functional = Norm(said.functional_mean, said.functional_sd, _SAID)
    by_index = said.reliability is not None and said.points is None
    after = mean_after if said.mean_after is None else said.mean_after
    return Instrument(
        id=base.id,
        lowest=base.lowest,
        highest=base.highest,
        direction=_DIRECTIONS[said.direction] if said.direction else base.direction,
        sudden_gain_cutoff=threshold(said.cutoff, base.sudden_gain_cutoff),
        reliable_change=None if by_index else threshold(said.points, base.reliable_change),
        caseness=threshold(said.caseness, base.caseness),
        clinical=clinical,
        functional=functional,
        mean_after=threshold(after, base.mean_after),
        reliability=threshold(said.reliability, base.reliability),
        method=ChangeMethod(said.method),
        cutoff=CutoffChoice(said.cutoff_type),
        share=Fraction(said.share),
        alpha=Fraction(said.alpha),
    )


def limits_of(said: Namespace) -> tuple[Score, Score | None]:
    """Give the range that scores must lie in.

    Parameters
    ----------
    said : Namespace

    Returns
    -------
    tuple
        Least and greatest; None: no greatest is known.
    """
    shipped = INSTRUMENTS.get(said.instrument) if said.instrument else None
    least = said.minimum if said.minimum is not None else shipped.lowest if shipped else 0
    greatest = said.maximum if said.maximum is not None else shipped.highest if shipped else None
    return least, greatest


def parsed(arguments: Sequence[str] | None = None) -> Namespace:
    """Read the command line; what is missing ends the program with exit code 2, as every error of it does.

    Parameters
    ----------
    arguments : sequence of str, optional
        The command line where none are given.

    Returns
    -------
    Namespace
    """
    made = parser()
    said = made.parse_args(arguments)
    lack = lacks(said)
    if lack:
        made.error(f"needed for {said.rule}: {lack}")
    return said
