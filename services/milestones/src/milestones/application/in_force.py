"""Which instrument holds in a practice: what it says, or what is shipped."""

from collections.abc import Callable
from functools import partial

from milestones.application.observation import Judge
from milestones.domain.alerting import concerns_of_course
from milestones.domain.course import Course
from milestones.domain.detection import claims_of_course
from milestones.domain.instrument import INSTRUMENTS, Instrument
from milestones.domain.ports import Definitions

InForce = Callable[[str, str], Instrument | None]
"""Takes practice and name; None: nothing is known of it, and no rule runs."""


def as_shipped(practice: str, instrument: str) -> Instrument | None:
    """Give an instrument whatever a practice says: no call."""
    del practice
    return INSTRUMENTS.get(instrument)


def in_force(definitions: Definitions) -> InForce:
    """Give instruments as practices have them: one call each.

    Parameters
    ----------
    definitions : Definitions

    Returns
    -------
    callable
    """

    def found(practice: str, instrument: str) -> Instrument | None:
        definition = definitions.get(practice, instrument)
        return definition.instrument() if definition else INSTRUMENTS.get(instrument)

    return found


def judge_of(instrument: Instrument | None) -> Judge[Course]:
    """Give what judges a course of an instrument.

    Parameters
    ----------
    instrument : Instrument or None

    Returns
    -------
    Judge
    """
    return Judge(
        partial(claims_of_course, instrument=instrument),
        instrument.version if instrument else 0,
        partial(concerns_of_course, instrument=instrument),
        instrument,
    )
