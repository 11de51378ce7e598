"""Instruments of a practice's own, as it has defined them; each practice has its own set."""

from collections.abc import Mapping
from dataclasses import dataclass

from reflections.domain.instrument import Instrument

OWN_LICENCE = "As the practice has agreed with its holder"
"""A practice answers for its own instruments; nothing is shown of them but numbers."""


@dataclass(frozen=True, slots=True)
class Defined:
    """What a practice said of an instrument, at one of its versions.

    Parameters
    ----------
    practice : str
        The tenant.
    version : int
        From 1; the highest one counts.
    withdrawn : bool
        Whether the practice took it back: it is filled in no more.
    instrument : Instrument
        Its items, ranges and risk items.
    """

    practice: str
    version: int
    withdrawn: bool
    instrument: Instrument


def known(shipped: Mapping[str, Instrument], own: Mapping[str, Instrument]) -> Mapping[str, Instrument]:
    """Give all that can be filled in: what is shipped first, which a practice's own cannot replace.

    Parameters
    ----------
    shipped, own : mapping of str to Instrument
        By name.

    Returns
    -------
    mapping
        By name, those of the practice behind the shipped ones, in the order of their names.
    """
    return {**shipped, **{name: own[name] for name in sorted(own.keys() - shipped.keys())}}
