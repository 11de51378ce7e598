"""What the API answers of instruments: every number with its source."""

from pydantic import BaseModel, ConfigDict

from milestones.application.instrument_fields import BandFields, RiskItemFields
from milestones.domain.definition import DIRECTIONS
from milestones.domain.instrument import Band, Instrument, Norm, Threshold
from milestones.domain.score import plain

_ANSWER = ConfigDict(frozen=True, extra="forbid")
_DIRECTION_OF = {direction: name for name, direction in DIRECTIONS.items()}


class ThresholdAnswer(BaseModel):
    """A number with the place it is from."""

    model_config = _ANSWER

    value: int | float
    source: str


class NormAnswer(BaseModel):
    """Mean and standard deviation of a population, with the place they are from."""

    model_config = _ANSWER

    mean: int | float
    sd: int | float
    source: str


class InstrumentAnswer(BaseModel):
    """An instrument as detection uses it in this practice; without a number, the rule that needs it is silent."""

    model_config = _ANSWER

    id: str
    version: int
    shipped: bool
    direction: str
    minimum: int
    maximum: int
    items: int | None
    item_minimum: int | None
    item_maximum: int | None
    by_items: bool
    risk_items: list[RiskItemFields]
    sudden_gain_cutoff: ThresholdAnswer | None
    reliable_change: ThresholdAnswer | None
    caseness: ThresholdAnswer | None
    clinical: NormAnswer | None
    functional: NormAnswer | None
    mean_after: ThresholdAnswer | None
    reliability: ThresholdAnswer | None
    method: str
    cutoff: str
    share: float
    alpha: float
    bands: list[BandFields]


class InstrumentsAnswer(BaseModel):
    """All instruments of a practice: the shipped ones, with what it changed, and its own."""

    model_config = _ANSWER

    items: list[InstrumentAnswer]


def instrument_answer(one: Instrument, version: int, *, shipped: bool) -> InstrumentAnswer:
    """Write an instrument.

    Parameters
    ----------
    one : Instrument
    version : int
        0 where the practice says nothing of it.
    shipped : bool
        Whether it is a shipped one, changed or not.

    Returns
    -------
    InstrumentAnswer
    """
    answers = one.answers
    risk = answers.risk_items if answers else ()
    return InstrumentAnswer(
        id=one.id,
        version=version,
        shipped=shipped,
        direction=direction_of(one),
        minimum=one.lowest,
        maximum=one.highest,
        items=answers.items if answers else None,
        item_minimum=answers.lowest if answers else None,
        item_maximum=answers.highest if answers else None,
        by_items=bool(answers and answers.by_items),
        risk_items=[RiskItemFields(number=item.number, positive_from=item.positive_from) for item in risk],
        sudden_gain_cutoff=_threshold(one.sudden_gain_cutoff),
        reliable_change=_threshold(one.reliable_change),
        caseness=_threshold(one.caseness),
        clinical=_norm(one.clinical),
        functional=_norm(one.functional),
        mean_after=_threshold(one.mean_after),
        reliability=_threshold(one.reliability),
        method=one.method.value,
        cutoff=one.cutoff.value,
        share=float(one.share),
        alpha=float(one.alpha),
        bands=[
            BandFields.model_validate({"lowest": b.lowest, "highest": b.highest, "name": b.name}) for b in one.bands
        ],
    )


def direction_of(one: Instrument) -> str:
    """Give the name of a direction as events and answers have it."""
    return _DIRECTION_OF[one.direction]


def _band(band: Band) -> BandFields:
    return BandFields.model_validate({"lowest": band.lowest, "highest": band.highest, "name": band.name})


def _threshold(threshold: Threshold | None) -> ThresholdAnswer | None:
    return ThresholdAnswer(value=plain(threshold.value), source=threshold.source) if threshold else None


def _norm(norm: Norm | None) -> NormAnswer | None:
    return NormAnswer(mean=plain(norm.mean), sd=plain(norm.sd), source=norm.source) if norm else None
