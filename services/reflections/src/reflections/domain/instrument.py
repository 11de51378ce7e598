"""What an instrument is made of; the instruments themselves are data, one file each, with their sources."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RiskItem:
    """An item whose answer alone may speak of danger.

    Parameters
    ----------
    number : int
        From 1.
    positive_from : int
        The least answer that counts as positive.
    loinc : str or None
        The item's code.
    """

    number: int
    positive_from: int
    loinc: str | None = None


@dataclass(frozen=True, slots=True)
class Instrument:
    """A questionnaire with a score.

    Parameters
    ----------
    name : str
        For example ``PHQ-9``.
    title : str
        Its full name.
    items : int
        How many items it has.
    item_maximum : int
        The highest answer to an item; the lowest is 0.
    by_items : bool
        Whether single answers may be entered; else the total alone, as filled in elsewhere.
    risk_items : tuple of RiskItem
        Those that may speak of danger.
    loinc : str or None
        The code of the total.
    licence : str
        Under which terms it is used here.
    sources : tuple of str
        Where items, scoring and risk items are from.
    """

    name: str
    title: str
    items: int
    item_maximum: int
    by_items: bool
    risk_items: tuple[RiskItem, ...]
    loinc: str | None
    licence: str
    sources: tuple[str, ...]

    @property
    def maximum(self) -> int:
        """The highest total; the lowest is 0."""
        return self.items * self.item_maximum
