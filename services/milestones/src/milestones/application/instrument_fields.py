"""What a practice admin may say of an instrument: numbers, and words of an enumeration; never free text."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from milestones.domain.definition import Said

_STRICT = ConfigDict(frozen=True, extra="forbid", strict=True)
Points = Annotated[int, Field(ge=-10_000, le=10_000)]
Number = Annotated[int | float, Field(ge=-10_000, le=10_000, allow_inf_nan=False)]
Items = Annotated[int, Field(ge=1, le=100)]
BandName = Literal["minimal", "low", "mild", "moderate", "moderately_severe", "severe", "very_severe"]


class RiskItemFields(BaseModel):
    """An item whose answer alone may speak of danger."""

    model_config = _STRICT

    number: Items
    positive_from: Points


class NormFields(BaseModel):
    """Mean and standard deviation of a population, in points."""

    model_config = _STRICT

    mean: Number
    sd: Number


class BandFields(BaseModel):
    """A severity band, both ends included."""

    model_config = _STRICT

    lowest: Points
    highest: Points
    name: BandName


class InstrumentFields(BaseModel):
    """What to set; a name left out stays as shipped, null takes away what is shipped.

    One of a practice's own needs direction, minimum and maximum. Of a shipped one these, its items and its risk items
    cannot be set.
    """

    model_config = _STRICT

    direction: Literal["lower_is_better", "higher_is_better"] | None = None
    minimum: Points | None = None
    maximum: Points | None = None
    items: Items | None = None
    item_minimum: Points | None = None
    item_maximum: Points | None = None
    by_items: bool | None = None
    risk_items: Annotated[list[RiskItemFields], Field(max_length=100)] | None = None
    sudden_gain_cutoff: Number | None = None
    reliable_change: Number | None = None
    caseness: Number | None = None
    clinical: NormFields | None = None
    functional: NormFields | None = None
    mean_after: Number | None = None
    reliability: Number | None = None
    method: Literal["JT", "EN", "GLN", "HLL"] = "JT"
    cutoff: Literal["a", "b", "c"] = "c"
    share: Annotated[int | float, Field(gt=0, le=1, allow_inf_nan=False)] = 0.25
    alpha: Annotated[int | float, Field(ge=0.001, le=0.5, allow_inf_nan=False)] = 0.05
    bands: Annotated[list[BandFields], Field(max_length=20)] | None = None

    def said(self) -> Said:
        """Give what was said, and nothing else."""
        return self.model_dump(mode="json", exclude_unset=True)
