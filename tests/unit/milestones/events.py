"""Events as the reflections service publishes them, for tests of what observes them."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from kernel.envelope import Event
from kernel.ids import event_id
from kernel.instants import to_text
from unit.milestones.courses import JOURNEY, MONDAY, uuid

PRACTICE = "practice-1"
GOAL = str(UUID(int=0x60A1))
THERAPIST = "therapist-1"
CLIENT = "client-1"


def an_event(kind: str, aggregate: str, version: int, data: dict[str, Any], journey: str = JOURNEY) -> Event:
    """Wrap a payload."""
    return Event(
        id=event_id(aggregate, version, kind),
        type=kind,
        source="/quietcheer/reflections",
        time=to_text(MONDAY),
        subject=journey,
        practice=PRACTICE,
        correlationid=uuid(0xC0),
        causationid=uuid(0xCA),
        data=data,
    )


def occurred_at(week: int) -> str:
    """Write the instant of a week."""
    return to_text(MONDAY + timedelta(weeks=week))


def measure_id(week: int, instrument: str = "PHQ-9") -> str:
    """Name the measure of a week: GAD-7 has measures of its own."""
    return uuid(week + 1 + (0x500 if instrument == "GAD-7" else 0))


def on_day(day: float) -> str:
    """Write the instant some days after the first Monday."""
    return to_text(MONDAY + timedelta(days=day))


def scored(
    week: int,
    total: int,
    version: int = 1,
    *,
    session: int | None = None,
    instrument: str = "PHQ-9",
    moved_to: int | None = None,
    risk: str = "negative",
) -> Event:
    """Score the measure of a week, or correct it where the version is not the first, perhaps to another week."""
    data = {
        "measure": measure_id(week, instrument),
        "version": version,
        "instrument": instrument,
        "total": total,
        "risk": risk,
        "occurred_at": occurred_at(week if moved_to is None else moved_to),
    }
    kind = "measure.scored.v1" if version == 1 else "measure.corrected.v1"
    data |= {} if session is None else {"session": session}
    return an_event(kind, measure_id(week, instrument), version, data)


def retracted(week: int, version: int, instrument: str = "PHQ-9") -> Event:
    """Take the measure of a week back."""
    data = {
        "measure": measure_id(week, instrument),
        "version": version,
        "instrument": instrument,
        "occurred_at": occurred_at(week),
    }
    return an_event("measure.retracted.v1", measure_id(week, instrument), version, data)


def course_of(*totals: int) -> list[Event]:
    """Score one measure a week, with session numbers from 1."""
    return [scored(week, total, session=week + 1) for week, total in enumerate(totals)]


def goal_set(target: int, version: int = 4, weight: int = 1) -> Event:
    """Set the goal."""
    data = {"version": version, "goal": GOAL, "target": target, "weight": weight}
    return an_event("goal.set.v1", JOURNEY, version, data)


def scaled(day: float, number: int, level: int) -> Event:
    """Say how far the goal was attained."""
    rating = uuid(number)
    data = {"rating": rating, "goal": GOAL, "level": level, "by": "client", "occurred_at": on_day(day)}
    return an_event("goal.scaled.v1", rating, 1, data)


def shared(day: float, number: int, kind: str = "effort", version: int = 1, **named: str) -> Event:
    """Share an entry, or change a shared one; ``named`` is the goal or the struggle that it belongs to."""
    entry = uuid(number)
    data = {"entry": entry, "version": version, "kind": kind, "by": "client", "occurred_at": on_day(day), **named}
    return an_event("entry.shared.v1", entry, version, data)


def withdrawn(day: float, number: int, kind: str = "effort", version: int = 2) -> Event:
    """Take a shared entry back."""
    entry = uuid(number)
    data = {"entry": entry, "version": version, "kind": kind, "occurred_at": on_day(day)}
    return an_event("entry.withdrawn.v1", entry, version, data)


def rated(week: int, value: int) -> Event:
    """Rate the goal."""
    rating = uuid(0x100 + week)
    data = {"rating": rating, "goal": GOAL, "value": value, "by": "client", "occurred_at": occurred_at(week)}
    return an_event("goal.rated.v1", rating, 1, data)


def reached(by: str, week: int) -> Event:
    """Say that the goal is reached, as one of the two does."""
    version = 9 if by == "client" else 10
    event = an_event("goal.reached.v1", JOURNEY, version, {"version": version, "goal": GOAL, "by": by})
    return event.model_copy(update={"time": occurred_at(week)})


def opened(therapist: str = THERAPIST, version: int = 1) -> Event:
    """Open the journey."""
    return an_event("journey.opened.v1", JOURNEY, version, {"version": version, "therapist": therapist})


def handed_over(therapist: str, version: int = 5) -> Event:
    """Hand the journey over."""
    return an_event("journey.handed_over.v1", JOURNEY, version, {"version": version, "therapist": therapist})


def joined(client: str = CLIENT, version: int = 2) -> Event:
    """Let the client join."""
    return an_event("journey.joined.v1", JOURNEY, version, {"version": version, "client": client})


def closed(version: int = 9) -> Event:
    """Close the journey."""
    return an_event("journey.closed.v1", JOURNEY, version, {"version": version})
