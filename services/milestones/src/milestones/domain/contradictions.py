"""Where what a practice says of an instrument contradicts itself, or what is shipped."""

from collections.abc import Iterator, Sequence

from milestones.domain.definition import DIRECTIONS, Definition, Said
from milestones.domain.instrument import INSTRUMENTS, Answers, Band, ChangeMethod, Direction, Instrument, Norm
from milestones.domain.score import Score

Finding = tuple[str, str]
"""JSON pointer, and what would be right; never the value that was said."""

_FIXED = ("direction", "minimum", "maximum", "items", "item_minimum", "item_maximum", "by_items", "risk_items")
_RATED_AT_A_GOAL = "GBO"
_ITEMS = ("items", "item_minimum", "item_maximum")


def contradictions(id_: str, said: Said) -> list[Finding]:
    """Look for contradictions.

    Parameters
    ----------
    id_ : str
        The instrument's.
    said : Said
        Each value of its right type.

    Returns
    -------
    list of Finding
        Empty where it can be used.
    """
    if id_ == _RATED_AT_A_GOAL:
        return [("/", "another instrument: ratings of goals are judged by each goal's own target")]
    found = list(_of_shipped(said) if id_ in INSTRUMENTS else _of_own(said))
    # The rest compares numbers with range and direction, which must stand first.
    return found or list(_of_instrument(Definition(id_, 1, said).instrument()))


def _of_shipped(said: Said) -> Iterator[Finding]:
    for name in _FIXED:
        if name in said:
            yield (
                f"/{name}",
                "left out: a shipped instrument keeps its direction, range, items and risk items",
            )


def _of_own(said: Said) -> Iterator[Finding]:
    if said.get("direction") is None:
        yield "/direction", f"one of {', '.join(DIRECTIONS)}: an instrument of your own needs one"
    for name in ("minimum", "maximum"):
        if said.get(name) is None:
            yield f"/{name}", "a whole number: an instrument of your own needs its range"
    if said.get("minimum") is not None and said.get("maximum") is not None and said["minimum"] >= said["maximum"]:
        yield "/minimum", "less than maximum"
    given = [name for name in _ITEMS if said.get(name) is not None]
    if given and len(given) < len(_ITEMS):
        yield from ((f"/{name}", "given where the others of items are") for name in _ITEMS if name not in given)
    if not given:
        for name in ("by_items", "risk_items"):
            if said.get(name):
                yield f"/{name}", "only with items, item_minimum and item_maximum"


def _of_instrument(one: Instrument) -> Iterator[Finding]:
    if one.answers:
        yield from _of_answers(one, one.answers)
    yield from _of_thresholds(one)
    for name, norm in (("clinical", one.clinical), ("functional", one.functional)):
        yield from _of_norm(one, name, norm)
    if one.clinical and one.functional:
        apart = int(one.direction) * (one.functional.mean - one.clinical.mean)
        if apart <= 0:
            yield "/functional/mean", "on the better side of clinical/mean"
    if one.mean_after and not one.lowest <= one.mean_after.value <= one.highest:
        yield "/mean_after", f"{one.lowest} to {one.highest}"
    if one.method is ChangeMethod.HLL and one.mean_after is None and one.reliable_change is None:
        yield "/mean_after", "the clinical population's mean after treatment: the method HLL needs it"
    yield from _of_bands(one, one.bands)


def _of_answers(one: Instrument, answers: Answers) -> Iterator[Finding]:
    if answers.lowest >= answers.highest:
        yield "/item_minimum", "less than item_maximum"
        return
    if one.id not in INSTRUMENTS and answers.by_items:
        for name, end, each in (
            ("minimum", one.lowest, answers.lowest),
            ("maximum", one.highest, answers.highest),
        ):
            if end != answers.items * each:
                yield f"/{name}", f"{answers.items * each}, the sum of the items, where by_items is true"
    numbers = [risk.number for risk in answers.risk_items]
    for place, risk in enumerate(answers.risk_items):
        if not 1 <= risk.number <= answers.items:
            yield f"/risk_items/{place}/number", f"1 to {answers.items}, the number of an item"
        elif risk.number in numbers[:place]:
            yield f"/risk_items/{place}/number", "each item once"
        if not answers.lowest < risk.positive_from <= answers.highest:
            yield f"/risk_items/{place}/positive_from", f"{answers.lowest + 1} to {answers.highest}"


def _of_thresholds(one: Instrument) -> Iterator[Finding]:
    span = one.highest - one.lowest
    for name, threshold in (
        ("sudden_gain_cutoff", one.sudden_gain_cutoff),
        ("reliable_change", one.reliable_change),
    ):
        if threshold and not 0 < threshold.value <= span:
            yield f"/{name}", f"more than 0 and at most {span}, the width of the range"
    if one.caseness and not _parts(one, one.caseness.value):
        least, most = _sides(one)
        yield "/caseness", f"{least} to {most}, so that there are scores on either side"
    if one.reliability and not 0 < one.reliability.value < 1:
        yield "/reliability", "between 0 and 1, neither included"


def _sides(one: Instrument) -> tuple[int, int]:
    lower = one.direction is Direction.LOWER_IS_BETTER
    return (one.lowest + 1, one.highest) if lower else (one.lowest, one.highest - 1)


def _parts(one: Instrument, cut: Score) -> bool:
    """Tell whether a caseness leaves scores on both sides."""
    if one.direction is Direction.LOWER_IS_BETTER:
        return one.lowest < cut <= one.highest
    return one.lowest <= cut < one.highest


def _of_norm(one: Instrument, name: str, norm: Norm | None) -> Iterator[Finding]:
    if norm is None:
        return
    if not one.lowest <= norm.mean <= one.highest:
        yield f"/{name}/mean", f"{one.lowest} to {one.highest}"
    if norm.sd <= 0:
        yield f"/{name}/sd", "more than 0"


def _of_bands(one: Instrument, bands: Sequence[Band]) -> Iterator[Finding]:
    above = one.lowest
    for place, band in enumerate(bands):
        if not above <= band.lowest:
            yield f"/bands/{place}/lowest", f"{above} or more: bands do not overlap, lowest first, within the range"
        if not band.lowest <= band.highest <= one.highest:
            yield f"/bands/{place}/highest", f"its lowest to {one.highest}"
        above = max(above, band.highest + 1)
