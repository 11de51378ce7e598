"""How far those who must know of a journey's red alerts have been told: its therapist at once, later her second.

Derived from what the alerts' events say, in any order and any number of times: an alert waits from its raising until it
is acknowledged, cleared or set aside. What was told of it is kept with the number of that raising, so that the same
raising is told once, and another one again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from types import MappingProxyType

LEASE = timedelta(minutes=2)
"""For so long only its owner tells. Who dies meanwhile is followed by somebody else: the notice may come twice."""
ATTEMPTS = 5
RETRY_AFTER = timedelta(minutes=1)
"""Doubled with each attempt: 1, 2, 4 and 8 minutes, then the notice counts as not to be delivered."""
COVERS = timedelta(minutes=2)
"""One score can raise several alerts: what comes so soon after a notice that still waits is no second notice."""


@dataclass(frozen=True, slots=True)
class Telling:
    """That one raising of an alert was told, or could not be.

    Parameters
    ----------
    raising : int
        Which.
    at : datetime
        When.
    escalate_at : datetime or None
        When it goes to the second, unless it is acknowledged before; None once it has.
    """

    raising: int
    at: datetime
    escalate_at: datetime | None


@dataclass(frozen=True, slots=True)
class Urgency:
    """What is kept of it with the journey.

    Parameters
    ----------
    therapist : str or None
        Whom the tellings went to; another one, after a hand-over, is told anew.
    at : datetime or None
        When something is to be done next; None where nothing is.
    tellings : mapping of str to Telling
        By alert; of those that wait alone.
    owner : str or None
        Who is telling at this moment, until ``at``.
    attempts : int
        How often what is to be told now was tried.
    """

    therapist: str | None = None
    at: datetime | None = None
    tellings: Mapping[str, Telling] = field(default_factory=lambda: MappingProxyType({}))
    owner: str | None = None
    attempts: int = 0


NOTHING = Urgency()
Waiting = Mapping[str, int]
"""Alerts that wait, each with the number of its raising."""


def untold(urgency: Urgency, waiting: Waiting) -> frozenset[str]:
    """Tell which of the alerts that wait the therapist was not told of."""
    told = urgency.tellings
    return frozenset(alert for alert, raising in waiting.items() if alert not in told or told[alert].raising < raising)


def urged(before: Urgency, therapist: str | None, waiting: Waiting, now: datetime) -> Urgency:
    """Find what is to be done next, after anything has changed.

    Parameters
    ----------
    before : Urgency
    therapist : str or None
        The journey's; None while that is not known, so that nobody can be told.
    waiting : Waiting
    now : datetime

    Returns
    -------
    Urgency
        `NOTHING` where no alert waits.
    """
    if therapist is None or not waiting:
        return NOTHING
    same = before if before.therapist == therapist else Urgency(therapist)
    tellings = {alert: telling for alert, telling in same.tellings.items() if alert in waiting}
    after = replace(same, tellings=MappingProxyType(tellings))
    if after.owner is not None or after.attempts:
        # Who tells looks again when that is done, and so does whoever finds them gone; a second try has its own moment.
        return after
    after = _covered(after, waiting, now)
    if untold(after, waiting):
        return replace(after, at=min(after.at or now, now))
    return replace(after, at=_next(after.tellings))


def taken(before: Urgency, owner: str, now: datetime) -> Urgency:
    """Give the lease on telling to somebody."""
    return replace(before, owner=owner, attempts=before.attempts + 1, at=now + LEASE)


def told(before: Urgency, owner: str, waiting: Waiting, now: datetime, escalate_at: datetime) -> Urgency:
    """Keep that the therapist was told, or cannot be: then what waits goes to the second at once.

    Parameters
    ----------
    before : Urgency
        Another's lease is left alone.
    owner : str
        Who told.
    waiting : Waiting
        What it was told of.
    now, escalate_at : datetime
    """
    if before.owner != owner:
        return before
    tellings = dict(before.tellings) | {
        alert: Telling(raising, now, escalate_at)
        for alert, raising in waiting.items()
        if alert not in before.tellings or before.tellings[alert].raising < raising
    }
    return replace(before, tellings=MappingProxyType(tellings), owner=None, attempts=0, at=None)


def passed_on(before: Urgency, owner: str, now: datetime) -> Urgency:
    """Keep that what was due to go to the second has gone there; nothing of it is told any more."""
    if before.owner != owner:
        return before
    tellings = {
        alert: replace(one, escalate_at=None) if one.escalate_at is not None and one.escalate_at <= now else one
        for alert, one in before.tellings.items()
    }
    return replace(before, tellings=MappingProxyType(tellings), owner=None, attempts=0, at=None)


def again(before: Urgency, owner: str, now: datetime) -> Urgency:
    """Keep that it was refused for now, or may have got lost: it is tried again a little later."""
    if before.owner != owner:
        return before
    return replace(before, owner=None, at=now + RETRY_AFTER * 2 ** (before.attempts - 1))


def _covered(urgency: Urgency, waiting: Waiting, now: datetime) -> Urgency:
    recent = [one for one in urgency.tellings.values() if one.escalate_at is not None and one.at > now - COVERS]
    if not recent:
        return urgency
    last = max(recent, key=lambda one: one.at)
    new = {alert: replace(last, raising=waiting[alert]) for alert in untold(urgency, waiting)}
    return replace(urgency, tellings=MappingProxyType(dict(urgency.tellings) | new))


def _next(tellings: Mapping[str, Telling]) -> datetime | None:
    return min((one.escalate_at for one in tellings.values() if one.escalate_at is not None), default=None)
