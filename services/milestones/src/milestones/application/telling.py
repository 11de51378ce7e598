"""Turns changes into news: the event of each, and the line for its history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Protocol

from kernel.envelope import Event
from kernel.instants import to_text
from kernel.log import Log
from milestones.application.log_codes import MilestoneCode
from milestones.domain.changes import Change
from milestones.domain.claim import SETBACKS, Claim, milestone_id
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
from milestones.domain.milestone import Reason
from milestones.domain.ports import News, Place
from milestones.domain.road import road_to
from milestones.domain.rulebook import RULES, told_numbers
from milestones.domain.trail import Trail

Payload = MilestoneDetected | SetbackDetected
_TYPES: Mapping[type[Payload], str] = MappingProxyType(
    {
        MilestoneDetected: DETECTED,
        MilestoneChanged: CHANGED,
        SetbackDetected: SETBACK_DETECTED,
        SetbackChanged: SETBACK_CHANGED,
    }
)


_NO_TRAIL = Trail()


class Dated(Protocol):
    """What knows when each of its parts was: a course, or a trail."""

    def occurred_at(self, id_: str) -> datetime:
        """Tell when a score, a rating or a mark was."""
        ...


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asked for, in the place of the event that something came from.

    Parameters
    ----------
    id : str
        Of the request.
    correlationid : str
    """

    id: str
    correlationid: str


@dataclass(frozen=True, slots=True)
class Telling:
    """What all news of one event have in common.

    Parameters
    ----------
    place : Place
        What it was found in.
    reason : Reason
    cause : Event or Asked
        Where it came from.
    now : datetime
    trail : Trail
        Of the journey, as far as it is known: for the road to each milestone.
    """

    place: Place
    reason: Reason
    cause: Event | Asked
    now: datetime
    trail: Trail = _NO_TRAIL


def news_of(changes: Sequence[Change], dated: Dated, telling: Telling) -> list[News]:
    """Make the news of a course, or of a trail.

    Parameters
    ----------
    changes : sequence of Change
    dated : Dated
        The course or the trail as it is now.
    telling : Telling

    Returns
    -------
    list of News
        One for each change, each with its own event.
    """
    place, cause = telling.place, telling.cause
    told = []
    for change in changes:
        kind, anchor = change.key
        milestone, moment = milestone_id(place.journey, kind, place.subject, anchor), dated.occurred_at(anchor)
        payload = _payload(change, milestone, moment, telling)
        event = Event.of(
            kind=_TYPES[type(payload)],
            aggregate=milestone,
            version=change.version,
            service=SERVICE,
            time=to_text(telling.now),
            subject=place.journey,
            practice=place.practice,
            correlation=cause.correlationid,
            causation=cause.id,
            data=payload,
        )
        told.append(News(milestone, change, moment, payload.numbers, telling.now, telling.reason, event))
    return told


def note(log: Log, told: News, cause: Event | Asked) -> None:
    """Write the line that says that a milestone was found or changed: no number of it is in there.

    Parameters
    ----------
    log : Log
    told : News
    cause : Event or Asked
    """
    log.line(
        MilestoneCode.TOLD,
        milestone=told.milestone,
        kind=told.change.key[0],
        state=told.change.state,
        before=told.change.from_state,
        correlation=cause.correlationid,
    )


def _payload(change: Change, id_: str, moment: datetime, telling: Telling) -> Payload:
    place = telling.place.subject
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
        "road": _road(claim, telling.trail),
    }
    if change.from_state is None:
        return (SetbackDetected if setback else MilestoneDetected).model_validate(facts)
    changed = SetbackChanged if setback else MilestoneChanged
    return changed.model_validate(facts | {"from_state": change.from_state.value})


def _road(claim: Claim | None, trail: Trail) -> dict[str, int] | None:
    road = claim and road_to(claim, trail)
    return road._asdict() if road else None
