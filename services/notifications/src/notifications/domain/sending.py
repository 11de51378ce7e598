"""May this celebration be sent, at this moment: everything is looked at again, and doubt means no.

The rules are those of invariants I1 and I2: silent by default, and never after a relapse.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from notifications.domain.celebration import Celebration
from notifications.domain.journey import Journey
from notifications.domain.lifecycle import MilestoneState, State
from notifications.domain.preferences import Preferences
from notifications.domain.reason import Reason
from notifications.domain.risk import Risk

_RISKS: Mapping[Risk, Reason] = MappingProxyType(
    {
        Risk.POSITIVE: Reason.RISK_POSITIVE,
        Risk.MISSING: Reason.RISK_MISSING,
        Risk.UNKNOWN: Reason.RISK_UNKNOWN,
    }
)


@dataclass(frozen=True, slots=True)
class Allowed:
    """Send now.

    Parameters
    ----------
    client : str
        Whose inbox it goes to.
    """

    client: str


@dataclass(frozen=True, slots=True)
class Later:
    """Nothing speaks against it but the hour.

    Parameters
    ----------
    until : datetime
        The next decent instant, in UTC.
    """

    until: datetime


@dataclass(frozen=True, slots=True)
class Refused:
    """Not to be sent.

    Parameters
    ----------
    reason : Reason
        The first that applies, in the order of `Reason`.
    """

    reason: Reason


Verdict = Allowed | Later | Refused


def may_send(celebration: Celebration, journey: Journey | None, preferences: Preferences, now: datetime) -> Verdict:
    """Judge an approved celebration at the moment of sending.

    Parameters
    ----------
    celebration : Celebration
        As it is stored now.
    journey : Journey or None
        The projection as it is stored now; None where there is none.
    preferences : Preferences
        The client's, or the defaults.
    now : datetime
        Aware.

    Returns
    -------
    Allowed, Later or Refused
        Who acts on it must make sure, in the same transaction, that celebration, journey and preferences are still
        those judged here.
    """
    if celebration.state is not State.APPROVED:
        return Refused(Reason.NOT_APPROVED)
    return may_reach(celebration, journey, preferences, now)


def may_reach(celebration: Celebration, journey: Journey | None, preferences: Preferences, now: datetime) -> Verdict:
    """Judge whether anything about a celebration may reach the client now, its own state aside.

    A notice by e-mail that is tried again is judged by this: the world may have changed since the message was put
    into the inbox.

    Parameters
    ----------
    celebration, journey, preferences, now
        As for `may_send`.

    Returns
    -------
    Allowed, Later or Refused
        As for `may_send`.
    """
    if celebration.milestone.state is not MilestoneState.CONFIRMED:
        return Refused(Reason.MILESTONE_NOT_CONFIRMED)
    if journey is None or journey.therapist is None:
        return Refused(Reason.JOURNEY_UNKNOWN)
    reason = (
        _of_journey(journey, celebration.therapist) or _of_client(journey, preferences) or _RISKS.get(journey.risk())
    )
    if reason is not None or journey.client is None:
        return Refused(reason or Reason.NO_CLIENT)
    decent = preferences.quiet_hours.next_decent(now)
    return Allowed(journey.client) if decent <= now else Later(decent)


def _of_journey(journey: Journey, therapist: str) -> Reason | None:
    if journey.erased:
        return Reason.JOURNEY_ERASED
    if journey.closed:
        return Reason.JOURNEY_CLOSED
    if journey.therapist != therapist:
        # Another therapist goes on with the client: what the one before wrote would come from a stranger to it.
        return Reason.JOURNEY_HANDED_OVER
    if journey.paused:
        return Reason.JOURNEY_PAUSED
    return Reason.NO_CLIENT if journey.client is None else None


def _of_client(journey: Journey, preferences: Preferences) -> Reason | None:
    if journey.consent is None:
        return Reason.CONSENT_NOT_ON_RECORD
    if not journey.consent.granted:
        return Reason.CONSENT_WITHDRAWN
    return None if preferences.celebrations else Reason.CELEBRATIONS_OFF
