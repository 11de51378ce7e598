"""Turns changes into news: the event of each, and the line for its history."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from kernel.envelope import Event
from kernel.instants import to_text
from milestones.application.observation import Observation
from milestones.domain.changes import Change
from milestones.domain.claim import SETBACKS, milestone_id
from milestones.domain.events import (
    CHANGED,
    DETECTED,
    SERVICE,
    SETBACK_CHANGED,
    SETBACK_DETECTED,
    MilestoneChanged,
    MilestoneDetected,
    SetbackChanged,
    SetbackDetected,
)
from milestones.domain.found_in import found_in
from milestones.domain.ports import AnyCourse, News
from milestones.domain.rulebook import RULES, told_numbers

Payload = MilestoneDetected | SetbackDetected
_TYPES: Mapping[type[Payload], str] = MappingProxyType(
    {
        MilestoneDetected: DETECTED,
        MilestoneChanged: CHANGED,
        SetbackDetected: SETBACK_DETECTED,
        SetbackChanged: SETBACK_CHANGED,
    }
)


def news_of(
    changes: Sequence[Change], course: AnyCourse, observation: Observation[AnyCourse], cause: Event, now: datetime
) -> list[News]:
    """Make the news of a course.

    Parameters
    ----------
    changes : sequence of Change
    course : Course or GoalCourse
        As it is now.
    observation : Observation
        What made the difference.
    cause : Event
        Where that came from.
    now : datetime

    Returns
    -------
    list of News
        One for each change, each with its own event.
    """
    place = observation.place
    told = []
    for change in changes:
        kind, anchor = change.key
        milestone, moment = milestone_id(place.journey, kind, place.subject, anchor), course.occurred_at(anchor)
        payload = _payload(change, milestone, place.subject, moment)
        event = Event.of(
            kind=_TYPES[type(payload)],
            aggregate=milestone,
            version=change.version,
            service=SERVICE,
            time=to_text(now),
            subject=place.journey,
            practice=place.practice,
            correlation=cause.correlationid,
            causation=cause.id,
            data=payload,
        )
        told.append(News(milestone, change, moment, payload.numbers, now, observation.reason, event))
    return told


def _payload(change: Change, id_: str, place: str, moment: datetime) -> Payload:
    kind, claim = change.key[0], change.claim
    setback = kind in SETBACKS
    facts = {
        "setback" if setback else "milestone": id_,
        "version": change.version,
        "kind": kind.value,
        "state": change.state.value,
        "rule": kind.value,
        "rule_version": claim.rule_version if claim else RULES[kind].version,
        **found_in(kind, claim.subject if claim else place),
        "numbers": told_numbers(claim) if claim else {},
        "thresholds": claim.thresholds if claim else {},
        "occurred_at": to_text(moment),
    }
    if change.from_state is None:
        return (SetbackDetected if setback else MilestoneDetected).model_validate(facts)
    changed = SetbackChanged if setback else MilestoneChanged
    return changed.model_validate(facts | {"from_state": change.from_state.value})
