"""What a caller says of a filled instrument, and what it scores."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from reflections.application.fields import Body, ChangeReason, Instant, SessionNumber
from reflections.domain.events import MeasureCorrected, MeasureScored
from reflections.domain.instruments import INSTRUMENTS
from reflections.domain.refusals import WrongFieldError
from reflections.domain.scoring import Score, by_items, by_total

_MOST_ITEMS = 100


class Measurement(Body):
    """A filled instrument: the answers to its items, or the total that was scored elsewhere."""

    instrument: Annotated[str, Field(max_length=16)]
    items: Annotated[list[int | None], Field(max_length=_MOST_ITEMS)] | None = None
    total: int | None = None
    risk_items: Annotated[dict[str, int], Field(max_length=_MOST_ITEMS)] | None = None
    session: SessionNumber | None = None
    occurred_at: Instant = None


class Correction(Measurement):
    """What a measure is to say instead, and why."""

    reason: ChangeReason | None = None


def scored(measurement: Measurement) -> Mapping[str, object]:
    """Score a filled instrument.

    Parameters
    ----------
    measurement : Measurement
        As the caller sent it.

    Returns
    -------
    mapping
        The facts to keep, except when it happened.

    Raises
    ------
    WrongFieldError
        Where the instrument is unknown, or what was filled in is none of its possible answers.
    """
    score = _score(measurement)
    facts = {
        "instrument": measurement.instrument,
        "items": measurement.items,
        "risk_items": measurement.risk_items,
        "total": score.total,
        "risk": score.risk.value,
        "session": measurement.session,
        "prorated": score.prorated or None,
    }
    return {name: value for name, value in facts.items() if value is not None}


def _score(measurement: Measurement) -> Score:
    instrument = INSTRUMENTS.get(measurement.instrument)
    if instrument is None:
        raise WrongFieldError(("/instrument", f"one of {', '.join(INSTRUMENTS)}"))
    if (measurement.items is None) == (measurement.total is None):
        raise WrongFieldError(("/", "items or total: one of the two"))
    if measurement.total is not None:
        return by_total(instrument, measurement.total, measurement.risk_items or {})
    if measurement.risk_items is not None:
        raise WrongFieldError(("/risk_items", "only with a total; the items say it themselves"))
    return by_items(instrument, measurement.items or [])


def scored_event(measure: str, version: int, facts: Mapping[str, object]) -> MeasureScored:
    """Say what the others are told of a measure.

    Parameters
    ----------
    measure : str
        Its identifier.
    version : int
        Its version: 1 when first scored, else it is a correction.
    facts : mapping
        What was kept of it.

    Returns
    -------
    MeasureScored
        Or a `MeasureCorrected`.
    """
    told = MeasureScored if version == 1 else MeasureCorrected
    names = ("instrument", "total", "risk", "session", "occurred_at")
    return told.model_validate({"measure": measure, "version": version, **{n: facts[n] for n in names if n in facts}})
