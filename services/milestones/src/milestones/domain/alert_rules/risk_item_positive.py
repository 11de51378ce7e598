"""Risk item positive: the latest answer to an item that may speak of danger does so. Red.

PHQ-9 item 9 and CORE-10 item 6 from 1 on (the instruments' files name their sources). The event carries a flag and not
the answer. It stands while the latest administration whose answer is known is positive; one without an answer clears
nothing.
"""

from collections.abc import Sequence

from milestones.domain.alert import AlertKind, Concern
from milestones.domain.alert_rules.spell import unbroken
from milestones.domain.claim import Claim, Numbers
from milestones.domain.course import Series
from milestones.domain.instrument import Instrument
from milestones.domain.older import OlderNeededError
from milestones.domain.score import Number

RULE_VERSION = 1
CITATION = (
    "PHQ-9 item 9: Kroenke K, Spitzer RL, Williams JBW (2001), J Gen Intern Med 16(9):606-613; CORE-10 item 6: Barkham "
    "M et al. (2013), Couns Psychother Res 13(1):3-13, doi:10.1080/14733145.2012.729069. Any answer above 'not at all' "
    "is looked at."
)


def detect(series: Series, instrument: Instrument | None, claims: Sequence[Claim]) -> list[Concern]:
    """Look at the latest answer that is known.

    Parameters
    ----------
    series : Series
    instrument : Instrument or None
        Any: the flag says all.
    claims : sequence of Claim
        Not needed.

    Returns
    -------
    list of Concern
        None or one, anchored at the latest positive answer: another one is new.
    """
    del claims
    for place in range(len(series.points) - 1, unbroken(series) - 1, -1):
        point = series.points[place]
        if point.risk is None:
            continue
        if not point.risk:
            return []
        thresholds: dict[str, Number] = {"risk_item_positive": 1}
        items = instrument.answers.risk_items if instrument and instrument.answers else ()
        if len(items) == 1:
            thresholds |= {"item": items[0].number, "positive_from": items[0].positive_from}
        numbers = {"risk_item_positive": 1}
        return [Concern(AlertKind.RISK_ITEM_POSITIVE, point.id, RULE_VERSION, point.occurred_at, numbers, thresholds)]
    if any(point.risk is not None for point in series.points[: unbroken(series)]):
        raise OlderNeededError
    return []


def rerun(numbers: Numbers, thresholds: Numbers) -> bool:
    """Judge again from the numbers alone (invariant I7)."""
    return numbers["risk_item_positive"] >= thresholds["risk_item_positive"]
