"""What the milestones service tells of alerts: identifiers, enumerations and numbers, never a word that somebody typed.

Of each alert, the event with the highest version counts, whatever its type: where that is ``alert.raised.v1`` the
alert is open, where it is ``alert.cleared.v1`` it is not. So whoever reads them in any order, and any number of times,
knows whether it is open. There is one alert for each kind in each course; ``raising`` counts how often it was raised,
so that who sends notices sends one for each.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from milestones.domain.event_fields import Identifier, Instant, InstrumentName, MilestoneId, NumberName

RAISED = "alert.raised.v1"
CLEARED = "alert.cleared.v1"

AlertLevelName = Literal["red", "amber"]
AlertKindName = Literal[
    "risk_item_positive",
    "crisis_language",
    "reliable_deterioration",
    "sudden_loss",
    "no_reliable_improvement",
    "above_expected_score",
    "gain_reversed",
    "scores_unmoved",
    "goal_unmoved",
    "stuckness_declared",
    "silence",
]
"""The first four are red, the others amber."""


class _Alert(BaseModel):
    """What is told of an alert every time.

    Parameters
    ----------
    alert : str
        Its id: the journey's, a dot, 16 hexadecimal digits; the same kind in the same course has the same id.
    version : int
        The alert's, from 1; the highest one counts.
    raising : int
        How often it has been raised, from 1: again only by new data.
    level : str
        Red: look now. Amber: worth a supervision conversation; never a forecast.
    kind : str
        What was found.
    instrument, goal : optional
        Where it was found; neither of them: in the journey as a whole.
    at : str
        When the service found it so, or the therapist did.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    alert: MilestoneId
    version: Annotated[int, Field(ge=1)]
    raising: Annotated[int, Field(ge=1)]
    level: AlertLevelName
    kind: AlertKindName
    instrument: InstrumentName | None = None
    goal: Identifier | None = None
    at: Instant


class AlertRaised(_Alert):
    """An alert is open: raised, raised again by new data, seen by the therapist, or with other numbers.

    Parameters
    ----------
    rule : str
        The rule that found it.
    rule_version : int
        That rule's version.
    numbers, thresholds : mapping of str to number
        What the rule used; running it on these again gives the alert again. Empty where somebody said so.
    occurred_at : str
        When the score was given, or the thing said, that it hangs on.
    declared_by : str or None
        Who said so, of ``stuckness_declared``.
    acknowledged : bool
        Whether the therapist has seen it as it was raised this time; what the therapist noted is told nowhere.
    """

    rule: NumberName
    rule_version: Annotated[int, Field(ge=1)]
    numbers: dict[NumberName, int | float]
    thresholds: dict[NumberName, int | float]
    occurred_at: Instant
    declared_by: Literal["client", "therapist"] | None = None
    acknowledged: bool = False


class AlertCleared(_Alert):
    """An alert is open no more.

    Parameters
    ----------
    cleared_by : str
        ``data``: what it rested on is no longer so. ``therapist``: set aside.
    """

    cleared_by: Literal["data", "therapist"]
