"""Turns what becomes of alerts into events."""

from collections.abc import Sequence
from datetime import datetime

from kernel.envelope import Event
from kernel.instants import to_text
from milestones.domain.alert import JOURNEY_WIDE, AlertKind, AlertState, Concern, alert_id, level_of
from milestones.domain.alert_changes import AlertChange
from milestones.domain.alert_events import CLEARED, RAISED, AlertCleared, AlertRaised
from milestones.domain.events import SERVICE
from milestones.domain.ports import AlertNews, Place


def alert_news_of(
    changes: Sequence[AlertChange], place: Place, correlation: str, causation: str, now: datetime
) -> list[AlertNews]:
    """Make the news of a course's alerts.

    Parameters
    ----------
    changes : sequence of AlertChange
    place : Place
        The course.
    correlation, causation : str
        Where they come from.
    now : datetime

    Returns
    -------
    list of AlertNews
        One for each change, each with its own event.
    """
    return [alert_news(change, change.concern, place, (correlation, causation), now) for change in changes]


def alert_news(
    change: AlertChange, concern: Concern | None, place: Place, cause: tuple[str, str], now: datetime
) -> AlertNews:
    """Make one piece of news.

    Parameters
    ----------
    change : AlertChange
    concern : Concern or None
        What the alert rests on; None where it is cleared.
    place : Place
        The course.
    cause : tuple of str
        Correlation and causation.
    now : datetime

    Returns
    -------
    AlertNews
    """
    standing, kind = change.standing, change.kind
    id_ = alert_id(place.journey, kind, place.subject)
    facts: dict[str, object] = {
        "alert": id_,
        "version": standing.version,
        "raising": standing.raising,
        "level": level_of(kind).value,
        "kind": kind.value,
        **alert_found_in(kind, place.subject),
        "at": to_text(now),
    }
    cleared = concern is None
    if concern is None:
        facts["cleared_by"] = change.cleared_by
    else:
        facts |= {
            "rule": kind.value,
            "rule_version": concern.rule_version,
            "numbers": dict(concern.numbers),
            "thresholds": dict(concern.thresholds),
            "occurred_at": to_text(concern.occurred_at),
            "declared_by": concern.declared_by,
            "acknowledged": standing.state is AlertState.ACKNOWLEDGED,
        }
    event = Event.of(
        kind=CLEARED if cleared else RAISED,
        aggregate=id_,
        version=standing.version,
        service=SERVICE,
        time=to_text(now),
        subject=place.journey,
        practice=place.practice,
        correlation=cause[0],
        causation=cause[1],
        data=(AlertCleared if cleared else AlertRaised).model_validate(facts),
    )
    return AlertNews(id_, change, place.subject, now, event)


def alert_found_in(kind: AlertKind, subject: str) -> dict[str, str]:
    """Say what an alert's subject is, under the names that events and answers use.

    Parameters
    ----------
    kind : AlertKind
    subject : str

    Returns
    -------
    dict
        ``instrument`` or ``goal``; empty where it is on the journey as a whole.
    """
    if kind in JOURNEY_WIDE:
        return {}
    return {"goal": subject} if kind is AlertKind.GOAL_UNMOVED else {"instrument": subject}
