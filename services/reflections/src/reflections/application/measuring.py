"""What a caller says of a filled instrument, and what it scores."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from kernel.routes import Request
from reflections.application.fields import Body, ChangeReason, Instant, SessionNumber
from reflections.application.reaching import Reached, reach
from reflections.domain.events import MeasureCorrected, MeasureScored
from reflections.domain.instrument import Instrument
from reflections.domain.instruments import INSTRUMENTS
from reflections.domain.ports import JourneyAccess
from reflections.domain.practice_instruments import known
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


def reached_to_score(journeys: JourneyAccess, request: Request) -> Reached:
    """Reach a journey on which an instrument is to be scored.

    What is remembered may be a minute old: before an instrument counts as unknown, the practice's are read anew.

    Parameters
    ----------
    journeys : JourneyAccess
        The port.
    request : Request
        Its path names the journey; its body is a `Measurement`.

    Returns
    -------
    Reached
        With the practice's instruments.
    """
    caller, journey = request.caller, request.path["journey"]
    reached = reach(journeys, caller, journey)
    if reached.fresh or request.body.instrument in known(INSTRUMENTS, reached.instruments):
        return reached
    return reach(journeys, caller, journey, fresh=True)


def scored(measurement: Measurement, own: Mapping[str, Instrument]) -> Mapping[str, object]:
    """Score a filled instrument.

    Parameters
    ----------
    measurement : Measurement
        As the caller sent it.
    own : mapping of str to Instrument
        The practice's own, besides those that are shipped.

    Returns
    -------
    mapping
        The facts to keep, except when it happened.

    Raises
    ------
    WrongFieldError
        Where the instrument is unknown, or what was filled in is none of its possible answers.
    """
    score = _score(measurement, known(INSTRUMENTS, own))
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


def _score(measurement: Measurement, instruments: Mapping[str, Instrument]) -> Score:
    instrument = instruments.get(measurement.instrument)
    if instrument is None:
        raise WrongFieldError(("/instrument", f"one of {', '.join(instruments)}"))
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
