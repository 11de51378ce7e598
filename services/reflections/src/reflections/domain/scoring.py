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
    prorated : int
        How many answers were missing, each counted as the mean of the others.
    """

    total: int
    risk: Risk
    prorated: int = 0


def by_items(instrument: Instrument, answers: Sequence[int | None]) -> Score:
    """Score the single answers.

    A missing answer counts as the mean of the others, where the instrument's own source allows so many to be missing
    (the data names it); the total is rounded to the next whole number then, a half upwards. Else it is refused.

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
        Naming each answer that is missing though it must not be, or out of range, or the number of answers.
    """
    if not instrument.by_items:
        raise WrongFieldError(("/items", f"not for {instrument.name}; send its total"))
    if len(answers) != instrument.items:
        raise WrongFieldError(("/items", f"exactly {instrument.items} answers for {instrument.name}"))
    given = {place: answer for place, answer in enumerate(answers, 1) if answer is not None}
    missing = len(answers) - len(given)
    asked = range(1, len(answers) + 1) if missing > instrument.most_missing else sorted(given)
    _refuse([_out_of_range(instrument, f"/items/{place - 1}", given.get(place)) for place in asked])
    points = sum(instrument.points(number, answer) for number, answer in given.items())
    # Twice the points over twice the answers, so that a half is rounded upwards in whole numbers.
    points = (2 * points * len(answers) + len(given)) // (2 * len(given))
    return Score(total=instrument.multiplier * points, risk=_risk(instrument, given), prorated=missing)


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
    if total % instrument.multiplier:
        raise WrongFieldError(("/total", f"a multiple of {instrument.multiplier} for {instrument.name}"))
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
        most = instrument.most_missing
        allowed = f"at most {most} may be missing" if most else "none may be missing"
        return field, f"an answer; by the sources of {instrument.name} {allowed}"
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
