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
    item_minimum, item_maximum : int
        Range of one answer.
    minimum, maximum : int
        Range of the total.
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
    higher_is_better : bool
        Which way its total points.
    reversed_items : frozenset of int
        Numbers of the items whose answers are turned round before they are summed.
    multiplier : int
        What the sum is multiplied by.
    most_missing : int
        How many answers may be missing, each then counting as the mean of the others; 0 where no source allows any.
    wording : tuple of str
        The items' own words in order; empty where the licence does not allow them.
    """

    name: str
    title: str
    items: int
    item_minimum: int
    item_maximum: int
    minimum: int
    maximum: int
    by_items: bool
    risk_items: tuple[RiskItem, ...]
    loinc: str | None
    licence: str
    sources: tuple[str, ...]
    higher_is_better: bool = False
    reversed_items: frozenset[int] = frozenset()
    multiplier: int = 1
    most_missing: int = 0
    wording: tuple[str, ...] = ()

    def points(self, number: int, answer: int) -> int:
        """Say what an answer counts.

        Parameters
        ----------
        number : int
            Of the item, from 1.
        answer : int
            As it was given.

        Returns
        -------
        int
            Turned round where the item is reversed; not yet multiplied.
        """
        return self.item_minimum + self.item_maximum - answer if number in self.reversed_items else answer
