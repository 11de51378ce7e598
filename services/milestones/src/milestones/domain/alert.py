"""Alerts: what a therapist should look at now, or might take to supervision; never a forecast, never for the client."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import blake2b, sha256

from milestones.domain.claim import Numbers


class AlertKind(StrEnum):
    """What is found; there is one alert of each kind in each course."""

    RISK_ITEM_POSITIVE = "risk_item_positive"
    CRISIS_LANGUAGE = "crisis_language"
    RELIABLE_DETERIORATION = "reliable_deterioration"
    SUDDEN_LOSS = "sudden_loss"
    NO_RELIABLE_IMPROVEMENT = "no_reliable_improvement"
    ABOVE_EXPECTED_SCORE = "above_expected_score"
    GAIN_REVERSED = "gain_reversed"
    SCORES_UNMOVED = "scores_unmoved"
    GOAL_UNMOVED = "goal_unmoved"
    STUCKNESS_DECLARED = "stuckness_declared"
    SILENCE = "silence"


class AlertLevel(StrEnum):
    """Red: look now. Amber: worth a supervision conversation."""

    RED = "red"
    AMBER = "amber"


RED = frozenset(
    {
        AlertKind.RISK_ITEM_POSITIVE,
        AlertKind.CRISIS_LANGUAGE,
        AlertKind.RELIABLE_DETERIORATION,
        AlertKind.SUDDEN_LOSS,
    }
)
"""Kinds that are red, on whatever instrument: worsening on one outranks improvement on another."""
SAID = frozenset({AlertKind.CRISIS_LANGUAGE, AlertKind.STUCKNESS_DECLARED})
"""Kinds that somebody's words raise and no number clears: only the therapist does."""


class AlertState(StrEnum):
    """How an alert stands; acknowledged: the therapist has seen it, and it is still open."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    CLEARED = "cleared"


class ClearedBy(StrEnum):
    """What an alert was cleared by."""

    DATA = "data"
    THERAPIST = "therapist"


class DeclaredBy(StrEnum):
    """Who said that they are stuck; the value is also the score of the point that keeps it."""

    CLIENT = "client"
    THERAPIST = "therapist"


def level_of(kind: AlertKind) -> AlertLevel:
    """Tell how urgent a kind is."""
    return AlertLevel.RED if kind in RED else AlertLevel.AMBER


@dataclass(frozen=True, slots=True)
class Concern:
    """What a rule says of a course: that there is reason for an alert now.

    Parameters
    ----------
    kind : AlertKind
    anchor : str or None
        Id of the point with which it began; another anchor is new data. None: it began before what is at hand of a
        long course, so that it is the one that stands already.
    rule_version : int
        Of the rule that says so; the rule's name is the kind's.
    occurred_at : datetime
        When the anchor was given, or said.
    numbers, thresholds : Numbers
        What the rule used: running it on these alone finds the same again (invariant I7). Empty where somebody said so.
    declared_by : DeclaredBy or None
        Who said so.
    """

    kind: AlertKind
    anchor: str | None
    rule_version: int
    occurred_at: datetime
    numbers: Numbers
    thresholds: Numbers
    declared_by: DeclaredBy | None = None

    def fingerprint(self) -> bytes:
        """Give eight bytes that change when anything that is told of it changes."""
        told = (self.rule_version, self.occurred_at.isoformat(), self.numbers, self.thresholds, self.declared_by)
        return blake2b(repr(told).encode(), digest_size=8).digest()


@dataclass(frozen=True, slots=True)
class AlertLine:
    """One line of an alert's history.

    Parameters
    ----------
    version : int
    state : AlertState
    at : datetime
    cleared_by : ClearedBy or None
    """

    version: int
    state: AlertState
    at: datetime
    cleared_by: ClearedBy | None = None


@dataclass(frozen=True, slots=True)
class AlertNote:
    """What a therapist noted of an alert: what was done about it, for whoever leads the journey.

    Parameters
    ----------
    sealed : bytes
        Her words, sealed under the journey's data key.
    at : datetime
        When she wrote them.
    by : str
        Her subject: after a hand-over the next therapist reads who wrote it.
    """

    sealed: bytes
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Alert:
    """An alert as it is kept.

    Parameters
    ----------
    id : str
    kind : AlertKind
    state : AlertState
    version, raising : int
        From 1; how often it was raised.
    course : str
        Key of the course that it was found in.
    subject : str
        The instrument, the goal, or what stands for the journey as a whole.
    rule_version : int
    occurred_at : datetime
    numbers, thresholds : Numbers
        Of a cleared one, those that it last rested on.
    declared_by : DeclaredBy or None
    history : tuple of AlertLine
        Oldest first.
    note : AlertNote or None
        What the therapist noted last; data that clear the alert or raise it again leave it.
    """

    id: str
    kind: AlertKind
    state: AlertState
    version: int
    raising: int
    course: str
    subject: str
    rule_version: int
    occurred_at: datetime
    numbers: Numbers
    thresholds: Numbers
    declared_by: DeclaredBy | None
    history: tuple[AlertLine, ...]
    note: AlertNote | None = None

    @property
    def journey(self) -> str:
        """The journey's id."""
        return self.id.partition(".")[0]

    @property
    def level(self) -> AlertLevel:
        """How urgent it is."""
        return level_of(self.kind)


def alert_id(journey: str, kind: AlertKind, subject: str) -> str:
    """Give the id of an alert: the same kind in the same course has the same id, however often it is raised.

    Parameters
    ----------
    journey : str
    kind : AlertKind
    subject : str
        Instrument or goal, or what stands for the journey as a whole.

    Returns
    -------
    str
        ``{journey}.{16 hex}``: the id alone leads to its partition.
    """
    digest = sha256(f"{journey}|alert|{kind.value}|{subject}".encode()).hexdigest()
    return f"{journey}.{digest[:16]}"


JOURNEY_WIDE: Mapping[AlertKind, str] = {
    AlertKind.CRISIS_LANGUAGE: "WORDS",
    AlertKind.STUCKNESS_DECLARED: "STUCKNESS",
    AlertKind.SILENCE: "SILENCE",
}
"""What stands for the subject of alerts on the journey as a whole."""
