"""PHQ-9 at or above a published value of weeks 4, 9 and 14. Amber.

In trials of cognitive-behavioural treatment for depression, PHQ-9 of 17 or more at week 4, 13 at week 9 and 9 at week
14 went with no response at the end (Schueller et al. 2015). A value holds from its week until the next one's. What
groups of clients did says little about this one: it is worded as a reason to talk.
"""

from collections.abc import Sequence

from milestones.domain.alert import AlertKind, Concern
from milestones.domain.alert_rules.spell import concern_of, spell_of, week_of
from milestones.domain.claim import Claim, Numbers
from milestones.domain.course import Series
from milestones.domain.instrument import Instrument
from milestones.domain.score import plain

RULE_VERSION = 1
INSTRUMENT = "PHQ-9"
VALUES = ((14, 9), (9, 13), (4, 17))
"""Week and value, the latest week first."""
CITATION = (
    "Schueller SM, Kwasny MJ, Dear BF, Titov N, Mohr DC (2015). Cut points on the Patient Health Questionnaire (PHQ-9) "
    "that predict response to cognitive-behavioral treatments for depression. Gen Hosp Psychiatry 37(5):470-475, "
    "doi:10.1016/j.genhosppsych.2015.05.009."
)


def detect(series: Series, instrument: Instrument | None, claims: Sequence[Claim]) -> list[Concern]:
    """Compare the latest score with the value of its week.

    Parameters
    ----------
    series : Series
    instrument : Instrument or None
        Any but PHQ-9: silent.
    claims : sequence of Claim
        Not needed.

    Returns
    -------
    list of Concern
        None or one, anchored at the score since which it has been above the same week's value.
    """
    del claims
    if instrument is None or instrument.id != INSTRUMENT or not series.scores:
        return []
    current = _value_at(week_of(series, len(series.points) - 1))
    if current is None:
        return []
    week, value = current
    scores = series.scores
    place = spell_of(series, lambda at: _value_at(week_of(series, at)) == current and scores[at] >= value)
    return concern_of(
        AlertKind.ABOVE_EXPECTED_SCORE,
        RULE_VERSION,
        series,
        place,
        lambda at: ({"score": plain(scores[at]), "week": week_of(series, at)}, {"value": value, "from_week": week}),
    )


def rerun(numbers: Numbers, thresholds: Numbers) -> bool:
    """Judge again from the numbers alone (invariant I7)."""
    current = (thresholds["from_week"], thresholds["value"])
    return _value_at(int(numbers["week"])) == current and numbers["score"] >= thresholds["value"]


def _value_at(week: int) -> tuple[int, int] | None:
    return next(((since, value) for since, value in VALUES if week >= since), None)
