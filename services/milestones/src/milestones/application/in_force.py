"""Which instrument holds in a practice: what it says, or what is shipped."""

from collections.abc import Callable

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
