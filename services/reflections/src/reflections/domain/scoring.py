"""Scoring of an instrument: by its items, or by a total that was scored elsewhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from reflections.domain.instrument import Instrument
from reflections.domain.refusals import WrongFieldError

Finding = tuple[str, str]


class Risk(StrEnum):
    """What the risk items say."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Score:
    """A scored administration.

    Parameters
    ----------
    total : int
        Within the instrument's range.
    risk : Risk
        What its risk items say; `Risk.MISSING` where it has some and not each was told, so that nobody takes silence
        for safety.
    """

    total: int
    risk: Risk


def by_items(instrument: Instrument, answers: Sequence[int | None]) -> Score:
    """Score the single answers.

    A missing item is refused: prorating waits for instruments whose source allows it.

    Parameters
    ----------
    instrument : Instrument
        What was filled in.
    answers : sequence of int or None
        One for each item, in the instrument's order.

    Returns
    -------
    Score
        The sum, and the risk items' word.

    Raises
    ------
    WrongFieldError
        Naming each answer that is missing or out of range, or the number of answers.
    """
    if not instrument.by_items:
        raise WrongFieldError(("/items", f"not for {instrument.name}; send its total"))
    if len(answers) != instrument.items:
        raise WrongFieldError(("/items", f"exactly {instrument.items} answers for {instrument.name}"))
    given = {place: answer for place, answer in enumerate(answers, 1) if answer is not None}
    wrong = [_out_of_range(instrument, f"/items/{place - 1}", given.get(place)) for place in range(1, len(answers) + 1)]
    _refuse(wrong)
    total = instrument.multiplier * sum(instrument.points(number, answer) for number, answer in given.items())
    return Score(total=total, risk=_risk(instrument, given))


def by_total(instrument: Instrument, total: int, risk_answers: Mapping[str, int]) -> Score:
    """Take a total that was scored elsewhere.

    Parameters
    ----------
    instrument : Instrument
        What was filled in.
    total : int
        Its score.
    risk_answers : mapping of str to int
        The answers to risk items, by item number, so far as they are known.

    Returns
    -------
    Score
        The total, and the risk items' word.

    Raises
    ------
    WrongFieldError
        Where the total is out of range, an answer is no risk item's or out of range, or the two contradict each other.
    """
    if not instrument.minimum <= total <= instrument.maximum:
        raise WrongFieldError(("/total", f"{instrument.minimum} to {instrument.maximum} for {instrument.name}"))
    numbers = {str(item.number): item.number for item in instrument.risk_items}
    if not risk_answers.keys() <= numbers.keys():
        named = ", ".join(numbers) or "none"
        raise WrongFieldError(("/risk_items", f"risk items of {instrument.name}, by number: {named}"))
    given = {numbers[name]: answer for name, answer in risk_answers.items()}
    _refuse([_out_of_range(instrument, f"/risk_items/{number}", answer) for number, answer in given.items()])
    known = sum(instrument.points(number, answer) for number, answer in given.items())
    unknown, times = instrument.items - len(given), instrument.multiplier
    least, most = known + unknown * instrument.item_minimum, known + unknown * instrument.item_maximum
    if given and not least * times <= total <= most * times:
        raise WrongFieldError(("/risk_items", "answers that are possible with this total"))
    return Score(total=total, risk=_risk(instrument, given))


def _out_of_range(instrument: Instrument, field: str, answer: int | None) -> Finding | None:
    if answer is None:
        return field, "an answer; a missing item is not accepted yet"
    if instrument.item_minimum <= answer <= instrument.item_maximum:
        return None
    return field, f"{instrument.item_minimum} to {instrument.item_maximum}"


def _refuse(findings: Sequence[Finding | None]) -> None:
    wrong = [finding for finding in findings if finding is not None]
    if wrong:
        raise WrongFieldError(*wrong)


def _risk(instrument: Instrument, given: Mapping[int, int]) -> Risk:
    """Let one positive risk item outweigh any that is missing."""
    if not instrument.risk_items:
        return Risk.NOT_APPLICABLE
    if any(given.get(item.number, -1) >= item.positive_from for item in instrument.risk_items):
        return Risk.POSITIVE
    known = all(item.number in given for item in instrument.risk_items)
    return Risk.NEGATIVE if known else Risk.MISSING
