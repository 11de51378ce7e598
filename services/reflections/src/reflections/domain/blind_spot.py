"""The blind-spot mirror: where a therapist's own attention has not been lately.

It is about her practice, and says nothing of a client: it reads no score and no word, only what was recorded and when.
In doubt it is silent: where not all could be read that a line rests on, the line is left out, and that is counted.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from kernel.instants import from_text, to_text
from reflections.domain.brief import LATE, untouched
from reflections.domain.capture import Capture, Kind
from reflections.domain.consent import Purpose
from reflections.domain.highlight import Highlight
from reflections.domain.idea import IdeaState, state_of
from reflections.domain.journey import Journey
from reflections.domain.session import is_held
from reflections.domain.timeline import Row, Slice

LOOK_BACK = timedelta(weeks=26)
"""How far back milestones are looked at; what is older is history, not this week's practice."""

LEAST_REFLECTIONS = 3
"""So many reflections in one tone may be a habit; fewer are a bad week."""

_THOUGHTS = frozenset({Kind.CAME_TO_MIND, Kind.ON_JOURNEY})
"""What is written between sessions because a client came to mind, not because a session has ended."""

_UNTRIED = frozenset({IdeaState.IDEA, IdeaState.BRING, IdeaState.SHARED})
"""To let an idea go is a decision; one that waits is none."""

_WORKED, _DID_NOT_WORK = "worked", "did_not_work"


class BlindSpot(StrEnum):
    """What a line of the mirror is about, in the order in which lines stand, which is no order of weight."""

    GOAL_UNTOUCHED = "goal_untouched"
    NEVER_IN_MIND = "never_in_mind"
    ONLY_WHAT_DID_NOT_WORK = "only_what_did_not_work"
    IDEA_NEVER_TRIED = "idea_never_tried"
    CELEBRATION_NEVER_APPROVED = "celebration_never_approved"


@dataclass(frozen=True, slots=True)
class Span:
    """How far the mirror looks back.

    Parameters
    ----------
    sessions : int
        Of goals, ideas and reflections after sessions: over the last so many that were held.
    weeks : int
        Of thoughts between sessions, and of milestones: over so many weeks.
    """

    sessions: int
    weeks: int


@dataclass(frozen=True, slots=True)
class Mirrored:
    """A line of the mirror.

    Parameters
    ----------
    topic : BlindSpot
    numbers : mapping of str to int
        What it rests on: counts of what the therapist recorded, and the span; never a score.
    about : sequence of str
        Identifiers of what it is about (goals, reflections, ideas, milestones); empty where it is the journey.
    since : str
        From when on it was looked at: RFC 3339, UTC, milliseconds.
    """

    topic: BlindSpot
    numbers: Mapping[str, int]
    about: Sequence[str]
    since: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What was read of a journey, each part newest first.

    Parameters
    ----------
    shared : Slice
        What both see, from the newest on.
    own : Slice
        What the therapist alone sees, from `own_from` on.
    ideas : Slice
        Her ideas.
    milestones : Slice
        Confirmed milestones whose score was given within `LOOK_BACK`.
    """

    shared: Slice
    own: Slice
    ideas: Slice
    milestones: Slice


def led_since(journey: Journey) -> str:
    """Say since when its present therapist leads a journey: what was left before is not her blind spot."""
    return journey.handovers[-1].at if journey.handovers else journey.opened_at


def sessions_since(journey: Journey, shared: Slice, sessions: int) -> str | None:
    """Say when the last so many sessions began.

    Parameters
    ----------
    journey : Journey
    shared : Slice
        What both see, newest first.
    sessions : int
        How many that were held.

    Returns
    -------
    str or None
        None where there were not so many since she leads it, or not all of them were read.
    """
    held = [row.occurred_at for row in shared.rows if isinstance(row, Capture) and is_held(row)]
    enough = len(held) >= sessions and held[sessions - 1] >= led_since(journey)
    return held[sessions - 1] if enough else None


def own_from(since: str | None, span: Span, now: datetime) -> str:
    """Say from when on the therapist's own is to be read: of both spans the longer, and what was written late."""
    weeks_ago = to_text(now - timedelta(weeks=span.weeks))
    return to_text(from_text(min(weeks_ago, since or weeks_ago)) - LATE)


def milestones_from(journey: Journey, now: datetime) -> str | None:
    """Say since when one that was told could have been celebrated; None where none could, for want of a consent."""
    consent = journey.consents.get(Purpose.CELEBRATIONS)
    if journey.client is None or consent is None or not consent.stands(to_text(now)):
        return None
    return max(to_text(now - LOOK_BACK), led_since(journey), consent.at)


def mirrored(journey: Journey, seen: Seen, span: Span, now: datetime) -> tuple[list[Mirrored], bool]:
    """Look at a journey in the mirror.

    Parameters
    ----------
    journey : Journey
        One that is open, by the therapist who leads it.
    seen : Seen
        What was read of it.
    span : Span
    now : datetime

    Returns
    -------
    list of Mirrored
        In the order of `BlindSpot`.
    bool
        Whether all could be looked at; else a line may be missing, and none is there that should not be.
    """
    since = sessions_since(journey, seen.shared, span.sessions)
    down_to = None if since is None else to_text(from_text(since) - LATE)
    known = not seen.own.more and (down_to is None or _reaches(seen.shared, down_to))
    lines: list[Mirrored | None] = [_never_in_mind(journey, seen, span, now)]
    if since is not None:
        lines.append(_goals(journey, [*seen.shared.rows, *seen.own.rows], span, since) if known else None)
        lines.append(None if seen.own.more else _one_tone(seen.own.rows, span, since))
        lines.append(_ideas(seen.ideas.rows, span, since))
    lines.append(_celebrations(journey, seen.milestones.rows, span, now))
    found = [line for line in lines if line is not None]
    found.sort(key=lambda line: list(BlindSpot).index(line.topic))
    unread = since is None and seen.shared.more
    return found, known and not (unread or seen.ideas.more or seen.milestones.more)


def _reaches(part: Slice, down_to: str) -> bool:
    return not part.more or part.rows[-1].occurred_at <= down_to


def _captures(rows: Iterable[Row], since: str) -> list[Capture]:
    return [row for row in rows if isinstance(row, Capture) and row.occurred_at >= since]


def _never_in_mind(journey: Journey, seen: Seen, span: Span, now: datetime) -> Mirrored | None:
    since = to_text(now - timedelta(weeks=span.weeks))
    own = _captures(seen.own.rows, since)
    thoughts = [*_captures(seen.ideas.rows, since), *(row for row in own if row.kind in _THOUGHTS)]
    if thoughts or seen.own.more or led_since(journey) > since:
        return None
    after_session = sum(row.kind is Kind.AFTER_SESSION for row in own)
    numbers = {"weeks": span.weeks, "thoughts": 0, "after_session": after_session}
    return Mirrored(BlindSpot.NEVER_IN_MIND, numbers, (), since)


def _goals(journey: Journey, rows: Sequence[Row], span: Span, since: str) -> Mirrored | None:
    active = journey.goals_in_order()
    left = untouched(active, rows, since)
    numbers = {"goals": len(left), "active": len(active), "sessions": span.sessions}
    return Mirrored(BlindSpot.GOAL_UNTOUCHED, numbers, left, since) if left else None


def _one_tone(rows: Sequence[Row], span: Span, since: str) -> Mirrored | None:
    """Look at which parts of a reflection were filled in: what stands in them is sealed, and stays so."""
    after = [row for row in _captures(rows, since) if row.kind is Kind.AFTER_SESSION]
    negative = [row.id for row in after if _DID_NOT_WORK in row.texts]
    if len(negative) < min(LEAST_REFLECTIONS, span.sessions) or any(_WORKED in row.texts for row in after):
        return None
    numbers = {"did_not_work": len(negative), "worked": 0, "sessions": span.sessions}
    return Mirrored(BlindSpot.ONLY_WHAT_DID_NOT_WORK, numbers, negative, since)


def _ideas(rows: Sequence[Row], span: Span, since: str) -> Mirrored | None:
    waiting = [
        row.id for row in rows if isinstance(row, Capture) and row.occurred_at <= since and state_of(row) in _UNTRIED
    ]
    numbers = {"ideas": len(waiting), "sessions": span.sessions}
    return Mirrored(BlindSpot.IDEA_NEVER_TRIED, numbers, waiting, since) if waiting else None


def _celebrations(journey: Journey, rows: Sequence[Row], span: Span, now: datetime) -> Mirrored | None:
    since, until = milestones_from(journey, now), to_text(now - timedelta(weeks=span.weeks))
    if since is None:
        return None
    waiting = [
        row.milestone
        for row in rows
        if isinstance(row, Highlight) and since <= row.recorded_at <= until and not row.approved
    ]
    numbers = {"milestones": len(waiting), "weeks": span.weeks}
    return Mirrored(BlindSpot.CELEBRATION_NEVER_APPROVED, numbers, waiting, since) if waiting else None
