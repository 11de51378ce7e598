"""The envelopes of what became of a celebration."""

from collections.abc import Sequence
from datetime import datetime

from pydantic import BaseModel

from kernel.envelope import Event
from kernel.instants import to_text
from notifications.domain import events
from notifications.domain.answer import Answered
from notifications.domain.celebration import Celebration
from notifications.domain.channel import Channel
from notifications.domain.reason import Reason


def sent(celebration: Celebration, channels: Sequence[Channel], now: datetime) -> Event:
    """Tell that a celebration reached its client's inbox.

    Parameters
    ----------
    celebration : Celebration
        As it is after the sending.
    channels : sequence of Channel
        By which a notice of it may go, in the order in which they are tried.
    now : datetime
        The instant of the sending.

    Returns
    -------
    Event
        The same celebration and version give the same event.
    """
    name = str(celebration.id)
    told: tuple[events.Channel, ...] = ("inbox", *(channel.value for channel in channels))
    payload = events.CelebrationSent(celebration=name, milestone=name, sent_at=to_text(now), channels=told)
    return _event(events.SENT, celebration, payload, now)


def not_done(celebration: Celebration, reason: Reason, now: datetime) -> Event:
    """Tell that an approved celebration is not sent, and why.

    Parameters
    ----------
    celebration : Celebration
        As it is afterwards.
    reason : Reason
        Why.
    now : datetime
        The instant of the decision.

    Returns
    -------
    Event
        The same celebration and version give the same event.
    """
    name = str(celebration.id)
    payload = events.CelebrationNotDone(celebration=name, milestone=name, reason=reason)
    return _event(events.NOT_DONE, celebration, payload, now)


def answered(celebration: Celebration, answer: Answered, correlation: str) -> Event:
    """Tell what a client said to a cheer.

    Parameters
    ----------
    celebration : Celebration
        As it is with the answer.
    answer : Answered
        What they said.
    correlation : str
        Of the request.

    Returns
    -------
    Event
        The same celebration and version give the same event.
    """
    name, at = str(celebration.id), to_text(answer.at)
    payload = events.CelebrationAnswered(
        celebration=name, milestone=name, version=celebration.version, answer=answer.answer, answered_at=at
    )
    told = _event(events.ANSWERED, celebration, payload, answer.at)
    return told.model_copy(update={"correlationid": correlation, "causationid": answer.command})


def _event(kind: str, celebration: Celebration, payload: BaseModel, now: datetime) -> Event:
    command, _, _ = (celebration.command or "").partition("#")
    return Event.of(
        kind=kind,
        aggregate=str(celebration.id),
        version=celebration.version,
        service=events.SERVICE,
        time=to_text(now),
        subject=celebration.id.journey,
        practice=celebration.id.practice,
        correlation=celebration.correlation or "",
        causation=command,
        data=payload,
    )
