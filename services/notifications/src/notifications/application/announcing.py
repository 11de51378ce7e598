"""The envelopes of what became of a celebration."""

from datetime import datetime

from pydantic import BaseModel

from kernel.envelope import Event
from kernel.instants import to_text
from notifications.domain import events
from notifications.domain.celebration import Celebration
from notifications.domain.message import Email, Message
from notifications.domain.reason import Reason


def sent(celebration: Celebration, message: Message, now: datetime) -> Event:
    """Tell that a celebration reached its client's inbox.

    Parameters
    ----------
    celebration : Celebration
        As it is after the sending.
    message : Message
        As it is put into the inbox.
    now : datetime
        The instant of the sending.

    Returns
    -------
    Event
        The same celebration and version give the same event.
    """
    channels: tuple[events.Channel, ...] = ("inbox",) if message.email is Email.NOT_WANTED else ("inbox", "email")
    name = str(celebration.id)
    payload = events.CelebrationSent(celebration=name, milestone=name, sent_at=to_text(now), channels=channels)
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
