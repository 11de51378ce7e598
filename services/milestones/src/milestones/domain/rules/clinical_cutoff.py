"""Which scores look like those of people in treatment, and which like those of others.

By an instrument's caseness, the first score on the clinical side; else by a cut-off of Jacobson & Truax 1991, J Consult
Clin Psychol 59(1):12-19: with d the sign of an improvement, M1 and SD1 those of the clinical population, M0 and SD0
those of the functional one, a = M1 + 2 d SD1, b = M0 - 2 d SD0, c = (SD1 M0 + SD0 M1) / (SD1 + SD0). A score on such
a cut-off is on neither side.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from milestones.domain.claim import Numbers
from milestones.domain.instrument import CutoffChoice, Direction, Instrument, Norm
from milestones.domain.score import Number, Score, exact, plain


class Cutoff(NamedTuple):
    """Where clinical and functional scores part.

    Parameters
    ----------
    direction : Direction
        Which way is better.
    value : Score
    itself_clinical : bool
        Whether a score on it is clinical; else it is neither.
    """

    direction: Direction
    value: Score
    itself_clinical: bool

    def clinical(self, score: Score) -> bool:
        """Tell whether a score is on the clinical side."""
        worse = self.direction * (self.value - score)
        return worse > 0 or (self.itself_clinical and worse == 0)

    def functional(self, score: Score) -> bool:
        """Tell whether a score is on the functional side."""
        return self.direction * (score - self.value) > 0

    def all_functional(self, scores: Sequence[Score]) -> list[bool]:
        """Tell of each score whether it is on the functional side."""
        if self.direction is Direction.LOWER_IS_BETTER:
            return [score < self.value for score in scores]
        return [score > self.value for score in scores]

    def thresholds(self) -> dict[str, Number]:
        """Give it as a claim tells it."""
        return {"cutoff": plain(self.value), "cutoff_is_clinical": int(self.itself_clinical)}


def cutoff_of(instrument: Instrument) -> Cutoff | None:
    """Give the cut-off of an instrument.

    Parameters
    ----------
    instrument : Instrument

    Returns
    -------
    Cutoff or None
        None where neither a caseness nor the norms that its choice needs are known.
    """
    direction = instrument.direction
    if instrument.caseness is not None:
        return Cutoff(direction, instrument.caseness.value, itself_clinical=True)
    value = cutoff_by(instrument.cutoff, instrument.clinical, instrument.functional, direction)
    # As a claim carries it, so that running the rule again cannot differ by a rounding.
    return None if value is None else Cutoff(direction, exact(plain(value)), itself_clinical=False)


def cutoff_by(
    choice: CutoffChoice, clinical: Norm | None, functional: Norm | None, direction: Direction
) -> Score | None:
    """Compute a cut-off of Jacobson & Truax.

    Parameters
    ----------
    choice : CutoffChoice
    clinical, functional : Norm or None
    direction : Direction

    Returns
    -------
    Score or None
        None where a norm that it needs is not known.
    """
    if choice is CutoffChoice.A:
        return None if clinical is None else clinical.mean + 2 * direction * clinical.sd
    if functional is None:
        return None
    if choice is CutoffChoice.B:
        return functional.mean - 2 * direction * functional.sd
    if clinical is None:
        return None
    together = clinical.sd * functional.mean + functional.sd * clinical.mean
    return Fraction(together) / (clinical.sd + functional.sd)


def cutoff_in(thresholds: Numbers) -> Cutoff:
    """Read a cut-off from the thresholds of a claim.

    Parameters
    ----------
    thresholds : Numbers

    Returns
    -------
    Cutoff
    """
    direction = Direction(int(thresholds["direction"]))
    return Cutoff(direction, exact(thresholds["cutoff"]), bool(thresholds["cutoff_is_clinical"]))
