"""What detection needs to know of an instrument: direction, range, and thresholds that have a source.

A threshold without a published source has no default: the rule that needs it stays silent.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from fractions import Fraction
from typing import Any

from kernel.data_files import DataFiles
from milestones.domain.score import Score


class Direction(IntEnum):
    """Which way is better; the value is the sign ``d`` of an improvement."""

    LOWER_IS_BETTER = -1
    HIGHER_IS_BETTER = 1


class ChangeMethod(StrEnum):
    """How reliable change is judged where an instrument has norms; all after Jacobson & Truax 1991 and its critics."""

    JT = "JT"
    EN = "EN"
    GLN = "GLN"
    HLL = "HLL"


class CutoffChoice(StrEnum):
    """Which cut-off of Jacobson & Truax 1991 separates clinical from functional."""

    A = "a"
    B = "b"
    C = "c"


@dataclass(frozen=True, slots=True)
class Threshold:
    """A number with the place it was published in.

    Parameters
    ----------
    value : Score
        In points of the instrument; a reliability has none.
    source : str
        The citation.
    """

    value: Score
    source: str


@dataclass(frozen=True, slots=True)
class Norm:
    """Mean and standard deviation of a population.

    Parameters
    ----------
    mean, sd : Score
        In points.
    source : str
        The citation.
    """

    mean: Score
    sd: Score
    source: str


@dataclass(frozen=True, slots=True)
class Band:
    """A severity band.

    Parameters
    ----------
    lowest, highest : int
        Both inclusive, in points.
    name : str
        For example ``moderate``.
    """

    lowest: int
    highest: int
    name: str


@dataclass(frozen=True, slots=True)
class RiskItem:
    """An item whose answer alone may speak of danger.

    Parameters
    ----------
    number : int
        From 1.
    positive_from : int
        The least answer that counts as positive.
    """

    number: int
    positive_from: int


@dataclass(frozen=True, slots=True)
class Answers:
    """How an instrument is filled in, which detection itself does not need: others are told of it.

    Parameters
    ----------
    items : int
        How many there are.
    lowest, highest : int
        Range of one answer.
    by_items : bool
        Whether single answers may be entered; else the total alone.
    risk_items : tuple of RiskItem
    """

    items: int
    lowest: int
    highest: int
    by_items: bool
    risk_items: tuple[RiskItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Instrument:
    """An instrument as detection sees it.

    Parameters
    ----------
    id : str
        The name that events use, e.g. ``PHQ-9``.
    lowest, highest : int
        Range of the total.
    direction : Direction
        Whether lower or higher is better.
    sudden_gain_cutoff : Threshold or None
        Smallest step between two sessions that criterion 1 accepts; None: no sudden gains are looked for.
    reliable_change : Threshold or None
        Smallest change since the first score, in points, that measurement error does not explain, reached where the
        change is at least as large; None: judged by norms and reliability, or not at all.
    caseness : Threshold or None
        The first score on the clinical side: at or above it where lower is better, at or below it where higher is.
    clinical, functional : Norm or None
        Populations of Jacobson & Truax 1991: M1 and SD1, M0 and SD0.
    mean_after : Threshold or None
        Mean of the clinical population after treatment, which the method HLL needs.
    reliability : Threshold or None
        Retest (or internal) reliability, 0 to 1.
    method : ChangeMethod
        For norms.
    cutoff : CutoffChoice
        For norms, where there is no caseness.
    share : Fraction
        Criterion 2 of sudden gains.
    alpha : Fraction
        Criterion 3 of sudden gains: two-sided level.
    bands : tuple of Band
        Lowest first.
    version : int
        0 as shipped; of a practice's own or overridden instrument from 1.
    answers : Answers or None
        None where only totals are known.
    """

    id: str
    lowest: int
    highest: int
    direction: Direction
    sudden_gain_cutoff: Threshold | None = None
    reliable_change: Threshold | None = None
    caseness: Threshold | None = None
    clinical: Norm | None = None
    functional: Norm | None = None
    mean_after: Threshold | None = None
    reliability: Threshold | None = None
    method: ChangeMethod = ChangeMethod.JT
    cutoff: CutoffChoice = CutoffChoice.C
    share: Fraction = Fraction(1, 4)
    alpha: Fraction = Fraction(1, 20)
    bands: tuple[Band, ...] = ()
    version: int = 0
    answers: Answers | None = None


def _read(document: Any) -> Instrument:  # noqa: ANN401 - JSON
    # Imported when the first one is looked at: it makes what is defined here.
    from milestones.domain.instrument_file import instrument_in

    return instrument_in(document)


INSTRUMENTS: Mapping[str, Instrument] = DataFiles("milestones.domain", "instruments", _read)
"""The instruments that are shipped, from their files; a course of any other is kept, and no rule runs on it.

Every threshold names its source there; the files are read when the first one is looked at.
"""
