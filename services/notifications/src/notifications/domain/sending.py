"""May this celebration be sent, at this moment: everything is looked at again, and doubt means no.

The rules are those of invariants I1 and I2: silent by default, and never after a relapse. What is certain to forbid it
ends it. What is not known yet is waited for, for a day; what stands in the way of the hour alone, for a week.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Protocol

from notifications.domain.celebration import Celebration
from notifications.domain.journey import Journey
from notifications.domain.lifecycle import MilestoneState, State
from notifications.domain.moment import next_moment
from notifications.domain.pace import NO_PACE, Pace
from notifications.domain.preferences import Preferences
from notifications.domain.reason import Reason
from notifications.domain.risk import Risk
from notifications.domain.standing_cheer import End, StandingCheer

KNOWN_WITHIN = timedelta(days=1)
"""How long a celebration that is due waits for what it must be checked against."""
KEEPS = timedelta(days=7)
"""How long an approval holds: a cheer long after its milestone rings false."""

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
class Unknown:
    """Nothing is known to speak against it, and something must be known first: not sent, and looked at again.

    Parameters
    ----------
    reason : Reason
        What is not known; what it is refused with where it stays so.
    """

    reason: Reason


@dataclass(frozen=True, slots=True)
class Lapsed:
    """What approved it was a standing cheer, which holds no longer: it is the therapist's to decide.

    Parameters
    ----------
    end : End
        Why it does not hold.
    """

    end: End


@dataclass(frozen=True, slots=True)
class Refused:
    """Not to be sent.

    Parameters
    ----------
    reason : Reason
        The first that applies, in the order of `Reason`.
    """

    reason: Reason


class Basis(Protocol):
    """All that a celebration is judged upon, itself aside."""

    @property
    def journey(self) -> Journey | None:
        """The projection; None where there is none."""
        ...

    @property
    def preferences(self) -> Preferences:
        """The client's, or the defaults."""
        ...

    @property
    def pace(self) -> Pace:
        """When the client was cheered lately."""
        ...

    @property
    def standing(self) -> StandingCheer | None:
        """The journey's standing cheer."""
        ...


Verdict = Allowed | Later | Unknown | Refused
"""Of what may reach the client; of what may be sent, `Lapsed` besides."""
_NOT_KNOWN = frozenset(
    {
        Reason.JOURNEY_UNKNOWN,
        Reason.NO_CLIENT,
        Reason.CONSENT_NOT_ON_RECORD,
        Reason.RISK_UNKNOWN,
        Reason.SCORE_NOT_KNOWN,
    }
)


def may_send(celebration: Celebration, grounds: Basis, now: datetime) -> Verdict | Lapsed:
    """Judge an approved celebration at the moment of sending.

    Parameters
    ----------
    celebration : Celebration
        As it is stored now.
    grounds : Basis
        All else that it is judged upon, as it is stored now.
    now : datetime
        Aware.

    Returns
    -------
    Allowed, Later, Unknown, Lapsed or Refused
        Who acts on it must make sure, in the same transaction, that all that was judged here still stands.
    """
    if celebration.state is not State.APPROVED:
        return Refused(Reason.NOT_APPROVED)
    verdict = may_reach(celebration, grounds.journey, grounds.preferences, now, grounds.pace)
    if isinstance(verdict, Refused):
        return verdict
    if isinstance(verdict, Unknown):
        return Refused(verdict.reason) if _waited(celebration, now) else verdict
    end = _standing_end(celebration, grounds, verdict.until if isinstance(verdict, Later) else now)
    if end is not None:
        return Lapsed(end)
    moment = verdict.until if isinstance(verdict, Later) else now
    late = celebration.approved_at is not None and moment > celebration.approved_at + KEEPS
    return Refused(Reason.NO_MOMENT) if late else verdict


def _standing_end(celebration: Celebration, grounds: Basis, moment: datetime) -> End | None:
    """Tell why the standing cheer that approved it does not hold at the moment that is open to it."""
    if celebration.by_standing is None:
        return None
    standing = grounds.standing
    # Given anew in the meantime: with other words, for other kinds perhaps. What it approved before is hers to decide.
    if standing is None or standing.set_at != celebration.by_standing:
        return End.TAKEN_BACK
    return standing.holds_back(grounds.journey, grounds.preferences, moment)


def may_reach(
    celebration: Celebration, journey: Journey | None, preferences: Preferences, now: datetime, pace: Pace = NO_PACE
) -> Verdict:
    """Judge whether anything about a celebration may reach the client now, its own state aside.

    A notice by e-mail that is tried again is judged by this: the world may have changed since the message was put
    into the inbox. The pace does not matter then, since the cheer itself was counted.

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
    pace : Pace
        When the client was cheered lately.

    Returns
    -------
    Allowed, Later, Unknown or Refused
        As for `may_send`.
    """
    reasons = list(_reasons(celebration, journey, preferences, now))
    certain = next((reason for reason in reasons if reason not in _NOT_KNOWN), None)
    if certain is not None:
        return Refused(certain)
    if reasons or journey is None or journey.client is None:
        return Unknown(reasons[0])
    moment = next_moment(now, preferences, journey.sessions.values(), pace)
    return Allowed(journey.client) if moment <= now else Later(moment)


def _waited(celebration: Celebration, now: datetime) -> bool:
    return celebration.waiting_since is not None and now >= celebration.waiting_since + KNOWN_WITHIN


def _reasons(
    celebration: Celebration, journey: Journey | None, preferences: Preferences, now: datetime
) -> Iterator[Reason]:
    """Give all that speaks against it, in the order of `Reason`."""
    milestone = celebration.milestone
    if milestone.state is not MilestoneState.CONFIRMED:
        yield Reason.MILESTONE_NOT_CONFIRMED
    if journey is None or journey.therapist is None:
        yield Reason.JOURNEY_UNKNOWN
    if journey is None:
        return
    yield from _of_journey(journey, celebration.therapist)
    yield from _of_client(journey, preferences, now)
    risk = _RISKS.get(journey.risk())
    if risk is not None:
        yield risk
    concern = journey.concern()
    if concern is not None:
        yield concern
    if milestone.occurred_at is not None and not journey.knows_scores(milestone.instruments, milestone.occurred_at):
        yield Reason.SCORE_NOT_KNOWN


def _of_journey(journey: Journey, therapist: str) -> Iterator[Reason]:
    if journey.erased:
        yield Reason.JOURNEY_ERASED
    if journey.closed:
        yield Reason.JOURNEY_CLOSED
    if journey.therapist not in {therapist, None}:
        # Another therapist goes on with the client: what the one before wrote would come from a stranger to it.
        yield Reason.JOURNEY_HANDED_OVER
    if journey.paused:
        yield Reason.JOURNEY_PAUSED
    if journey.client is None:
        yield Reason.NO_CLIENT


def _of_client(journey: Journey, preferences: Preferences, now: datetime) -> Iterator[Reason]:
    if journey.consent is None:
        yield Reason.CONSENT_NOT_ON_RECORD
    elif not journey.consent.stands(now):
        yield Reason.CONSENT_WITHDRAWN
    if not preferences.celebrations:
        yield Reason.CELEBRATIONS_OFF
