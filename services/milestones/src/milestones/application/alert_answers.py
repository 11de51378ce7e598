"""What the API answers of alerts: each with its numbers, its words and its history."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from kernel.instants import to_text
from milestones.application.alert_telling import alert_found_in
from milestones.application.note_text import NoteText
from milestones.application.reading_language import LanguageQuery
from milestones.domain.alert import Alert, AlertKind, AlertLevel, AlertState, ClearedBy, DeclaredBy
from milestones.domain.alert_rulebook import ALERT_RULES
from milestones.domain.alert_wording import alert_in_words
from milestones.domain.explanation import Language
from milestones.domain.tried import Tried

_ANSWER = ConfigDict(frozen=True, extra="forbid")


class AlertHistoryAnswer(BaseModel):
    """One line of an alert's history."""

    model_config = _ANSWER

    version: int
    state: AlertState
    at: str
    cleared_by: ClearedBy | None


class TriedAnswer(BaseModel):
    """What was tried, so far as efforts were shared: from twelve weeks before the alert on, the latest ten by id."""

    model_config = _ANSWER

    efforts: int
    entries: list[str]


class AlertNoteAnswer(BaseModel):
    """What a therapist noted of it; the text is null where it can no longer be opened."""

    model_config = _ANSWER

    text: str | None
    written_at: str
    written_by: str


class AlertAnswer(BaseModel):
    """An alert with everything needed to check it, and in plain words; never a forecast."""

    model_config = _ANSWER

    id: str
    journey: str
    level: AlertLevel
    kind: AlertKind
    state: AlertState
    version: int
    raising: int
    rule: str
    rule_version: int
    instrument: str | None
    goal: str | None
    declared_by: DeclaredBy | None
    numbers: dict[str, int | float]
    thresholds: dict[str, int | float]
    citation: str
    explanation: str
    occurred_at: str
    tried: TriedAnswer | None
    note: AlertNoteAnswer | None
    history: list[AlertHistoryAnswer]


class AlertsAnswer(BaseModel):
    """One page of alerts, red ones first, then the newest."""

    model_config = _ANSWER

    items: list[AlertAnswer]
    next: str | None


class AlertsQuery(LanguageQuery):
    """Which page of the alerts; those that are cleared only where they are asked for."""

    cleared: bool = False
    limit: Annotated[int, Field(ge=1, le=100)] = 50
    cursor: Annotated[str, Field(pattern="^[0-9a-f]{16}$")] | None = None


class AcknowledgeFields(BaseModel):
    """What may be said with an acknowledgement; a body without fields, or none, is one without words."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    note: NoteText | None = Field(
        default=None, description="What was done about it: sealed, read by the journey's therapist alone, in no event"
    )


def alert_answer(alert: Alert, language: Language, note: str | None, tried: Tried | None = None) -> AlertAnswer:
    """Write an alert.

    Parameters
    ----------
    alert : Alert
    language : Language
        Of the explanation.
    note : str or None
        Its note, opened; None where there is none, or it cannot be opened.
    tried : Tried or None
        None where it was not looked up.

    Returns
    -------
    AlertAnswer
    """
    found = alert_found_in(alert.kind, alert.subject)
    return AlertAnswer(
        id=alert.id,
        journey=alert.journey,
        level=alert.level,
        kind=alert.kind,
        state=alert.state,
        version=alert.version,
        raising=alert.raising,
        rule=alert.kind.value,
        rule_version=alert.rule_version,
        instrument=found.get("instrument"),
        goal=found.get("goal"),
        declared_by=alert.declared_by,
        numbers=dict(alert.numbers),
        thresholds=dict(alert.thresholds),
        citation=ALERT_RULES[alert.kind].citation,
        explanation=alert_in_words(
            alert.kind,
            subject=alert.subject,
            numbers=alert.numbers,
            thresholds=alert.thresholds,
            declared_by=alert.declared_by,
            language=language,
        ),
        occurred_at=to_text(alert.occurred_at),
        tried=None if tried is None else TriedAnswer(efforts=tried.efforts, entries=list(tried.entries)),
        note=_note_answer(alert, note),
        history=[
            AlertHistoryAnswer(version=line.version, state=line.state, at=to_text(line.at), cleared_by=line.cleared_by)
            for line in alert.history
        ],
    )


def _note_answer(alert: Alert, text: str | None) -> AlertNoteAnswer | None:
    if alert.note is None:
        return None
    return AlertNoteAnswer(text=text, written_at=to_text(alert.note.at), written_by=alert.note.by)
