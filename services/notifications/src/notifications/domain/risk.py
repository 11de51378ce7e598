"""Risk items at administrations, and which of several findings counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Risk(StrEnum):
    """The risk item of one administration, or what is known of several."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"
    UNKNOWN = "unknown"


# The gravest first: of several findings the first in this order counts.
GRAVITY = (Risk.POSITIVE, Risk.MISSING, Risk.UNKNOWN, Risk.NEGATIVE)


@dataclass(frozen=True, slots=True)
class Administration:
    """One filled instrument, as far as risk goes; no score is kept here.

    Parameters
    ----------
    measure : str
        Id of the administration.
    version : int
        Of the administration; corrections and retractions raise it.
    instrument : str
        Such as ``PHQ-9``.
    occurred_at : datetime
        Aware.
    risk : Risk
        Of its risk item; ``not_applicable`` for instruments that have none.
    retracted : bool
        Taken back: it counts for nothing, and its id is kept so that an older event does not revive it.
    """

    measure: str
    version: int
    instrument: str
    occurred_at: datetime
    risk: Risk
    retracted: bool = False

    @property
    def counts(self) -> bool:
        """Whether its risk item says anything."""
        return not self.retracted and self.risk is not Risk.NOT_APPLICABLE


def gravest(risks: Iterable[Risk]) -> Risk:
    """Tell which of several findings counts; ``not_applicable`` where there is none."""
    found = set(risks)
    return next((risk for risk in GRAVITY if risk in found), Risk.NOT_APPLICABLE)


def latest_risk(points: Iterable[Administration], floor: datetime | None) -> Risk:
    """Judge the risk item at the latest administration of one instrument.

    Parameters
    ----------
    points : iterable of Administration
        What is kept of the instrument.
    floor : datetime or None
        The latest instant of those that are no longer kept; None where all are.

    Returns
    -------
    Risk
        ``unknown`` where one that is no longer kept could be the latest. Of two at the same instant the graver counts.
    """
    counting = [point for point in points if point.counts]
    latest = max((point.occurred_at for point in counting), default=None)
    if floor is not None and (latest is None or latest < floor):
        return Risk.UNKNOWN
    return gravest(point.risk for point in counting if point.occurred_at == latest)
