"""What a practice says of an instrument: all of one of its own, or what it changes of a shipped one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from milestones.domain.instrument import (
    INSTRUMENTS,
    Answers,
    Band,
    ChangeMethod,
    CutoffChoice,
    Direction,
    Instrument,
    Norm,
    RiskItem,
    Threshold,
)
from milestones.domain.score import exact

Said = Mapping[str, Any]
"""Numbers and words of an enumeration by the names that the API gives them; None takes away what is shipped."""

SOURCE = "set by this practice"
"""Of each of its numbers: a practice is not asked for a citation, which would be free text."""
DIRECTIONS: Mapping[str, Direction] = {
    "lower_is_better": Direction.LOWER_IS_BETTER,
    "higher_is_better": Direction.HIGHER_IS_BETTER,
}
_THRESHOLDS = ("sudden_gain_cutoff", "reliable_change", "caseness", "mean_after", "reliability")
_NORMS = ("clinical", "functional")


@dataclass(frozen=True, slots=True)
class Definition:
    """One version of what a practice says of an instrument.

    Parameters
    ----------
    id : str
        The instrument's.
    version : int
        From 1, over withdrawals too.
    said : Said
        As of its latest definition.
    withdrawn : bool
        Whether it was taken back: what is shipped holds again, and of an own one nothing is detected.
    """

    id: str
    version: int
    said: Said
    withdrawn: bool = False

    @property
    def shipped(self) -> bool:
        """Whether it is of a shipped instrument."""
        return self.id in INSTRUMENTS

    def instrument(self) -> Instrument:
        """Give the instrument as it holds in the practice.

        Returns
        -------
        Instrument
            With this version. Of a withdrawn own one its range and direction alone, so that no rule claims anything.
        """
        base = INSTRUMENTS.get(self.id) or _own(self.id, self.said)
        changes = {} if self.withdrawn else _changes(self.said)
        return replace(base, **changes, version=self.version)


def _own(id_: str, said: Said) -> Instrument:
    return Instrument(
        id=id_,
        lowest=said["minimum"],
        highest=said["maximum"],
        direction=DIRECTIONS[said["direction"]],
        answers=_answers(said),
    )


def _answers(said: Said) -> Answers | None:
    if said.get("items") is None:
        return None
    risk = said.get("risk_items") or ()
    return Answers(
        items=said["items"],
        lowest=said["item_minimum"],
        highest=said["item_maximum"],
        by_items=bool(said.get("by_items")),
        risk_items=tuple([RiskItem(item["number"], item["positive_from"]) for item in risk]),
    )


def _changes(said: Said) -> dict[str, Any]:
    """Give the fields of an instrument that were said, a field that was said to be None among them."""
    read: Mapping[str, Any] = {
        **dict.fromkeys(_THRESHOLDS, lambda value: Threshold(exact(value), SOURCE)),
        **dict.fromkeys(_NORMS, lambda norm: Norm(exact(norm["mean"]), exact(norm["sd"]), SOURCE)),
        "method": ChangeMethod,
        "cutoff": CutoffChoice,
        "share": lambda value: Fraction(exact(value)),
        "alpha": lambda value: Fraction(exact(value)),
        "bands": lambda bands: tuple([Band(band["lowest"], band["highest"], band["name"]) for band in bands]),
    }
    nothing: Mapping[str, Any] = {"bands": ()}
    return {
        name: nothing.get(name) if said[name] is None else make(said[name])
        for name, make in read.items()
        if name in said
    }
