"""What this service knows of a journey from events: who, whether it is open, consent, risk, sessions, concerns.

Order-insensitive: each fact carries the version of its aggregate, and the highest version wins. Bounded: of each
instrument the latest `KEPT` administrations are kept, by ``occurred_at``. Where one that was dropped could be the
latest again (because those after it were retracted or moved), the risk is unknown, and unknown means: not sent.
Of sessions the latest `KEPT` are kept too, by when they begin; of concerns `KEPT`, those that last before others.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from notifications.domain.channel import Channel
from notifications.domain.concern import Concern
from notifications.domain.identity import JourneyId
from notifications.domain.reason import Reason
from notifications.domain.risk import Administration, Risk, gravest, latest_risk
from notifications.domain.session import Session
from notifications.domain.urgency import NOTHING, Urgency, urged

KEPT = 50


@dataclass(frozen=True, slots=True)
class Consent:
    """A consent, or its withdrawal.

    Parameters
    ----------
    version : int
        Of the journey, which it came with.
    granted : bool
        False after a withdrawal.
    until : datetime or None
        From then on it counts as withdrawn.
    """

    version: int
    granted: bool
    until: datetime | None = None

    def stands(self, now: datetime) -> bool:
        """Tell whether it counts at an instant."""
        return self.granted and (self.until is None or now < self.until)


class JourneyChange(StrEnum):
    """What happened to a journey as a whole."""

    OPENED = "opened"
    JOINED = "joined"
    HANDED_OVER = "handed_over"
    PAUSED = "paused"
    RESUMED = "resumed"
    CLOSED = "closed"
    ERASED = "erased"
    CONSENT = "consent"


@dataclass(frozen=True, slots=True)
class JourneyFact:
    """One event about a journey as a whole.

    Parameters
    ----------
    change : JourneyChange
        What happened.
    version : int
        Of the journey, which grows by one at each change.
    therapist, client : str or None
        Whom the event names.
    granted : bool
        For consents.
    until : datetime or None
        For consents that end by themselves.
    channel : Channel or None
        For consents: to notices by this channel; None for the consent to celebrations itself.
    """

    change: JourneyChange
    version: int
    therapist: str | None = None
    client: str | None = None
    granted: bool = False
    until: datetime | None = None
    channel: Channel | None = None


@dataclass(frozen=True, slots=True)
class Journey:
    """The projection of one journey.

    Parameters
    ----------
    id : JourneyId
        Practice and journey.
    row : int
        Version of the stored row; 0 where nothing is stored. The sending transaction checks it, so that nothing can
        change between the last look and the send.
    therapist, client : str or None
        None until an event that names them came.
    therapist_version : int
        Of the opening or hand-over that named the therapist; 0 until then.
    paused : bool
        Whether the two do not meet for a while.
    pause_version : int
        Of the pause or resumption that said so; 0 until one did.
    closed, erased : bool
        Final once true; of an erased journey nothing more is learnt.
    erasure_confirmed : bool
        Whether the others were told that nothing of it is left here.
    consent : Consent or None
        To celebrations; None while not on record.
    channel_consents : mapping of Channel to Consent
        To notices by a channel; where there is none, the client's preferences alone say.
    administrations : mapping of str to Administration
        By measure id.
    dropped : mapping of str to datetime
        By instrument: the latest ``occurred_at`` of what was dropped to keep the row small.
    sessions : mapping of str to Session
        By session id.
    concerns : mapping of str to Concern
        By the id of the alert or setback.
    urgency : Urgency
        How far the red alerts among them were told.
    """

    id: JourneyId
    row: int = 0
    therapist: str | None = None
    client: str | None = None
    therapist_version: int = 0
    paused: bool = False
    pause_version: int = 0
    closed: bool = False
    erased: bool = False
    erasure_confirmed: bool = False
    consent: Consent | None = None
    channel_consents: Mapping[Channel, Consent] = field(default_factory=lambda: MappingProxyType({}))
    administrations: Mapping[str, Administration] = field(default_factory=lambda: MappingProxyType({}))
    dropped: Mapping[str, datetime] = field(default_factory=lambda: MappingProxyType({}))
    sessions: Mapping[str, Session] = field(default_factory=lambda: MappingProxyType({}))
    concerns: Mapping[str, Concern] = field(default_factory=lambda: MappingProxyType({}))
    urgency: Urgency = NOTHING

    @property
    def waiting(self) -> Mapping[str, int]:
        """The red alerts that nobody has acknowledged, each with the number of its raising."""
        return {one.id: one.raising for one in self.concerns.values() if one.waits}

    def urged(self, now: datetime) -> "Journey":
        """Find what is to be told of red alerts next; of an erased journey nothing is."""
        waiting = {} if self.erased else self.waiting
        return replace(self, urgency=urged(self.urgency, self.therapist, waiting, now))

    def with_fact(self, fact: JourneyFact) -> "Journey":
        """Take in an event about the journey.

        Returns
        -------
        Journey
            Equal to ``self`` where the fact is known already.
        """
        return self if self.erased else self._learning(fact)

    def _learning(self, fact: JourneyFact) -> "Journey":
        match fact.change:
            case JourneyChange.OPENED | JourneyChange.HANDED_OVER:
                return self._led_by(fact.therapist, fact.version)
            case JourneyChange.JOINED:
                return replace(self, client=self.client or fact.client)
            case JourneyChange.PAUSED | JourneyChange.RESUMED:
                return self._paused_or_not(fact.version, paused=fact.change is JourneyChange.PAUSED)
            case JourneyChange.CLOSED:
                return replace(self, closed=True)
            case JourneyChange.ERASED:
                return replace(self, erased=True)
            case JourneyChange.CONSENT:
                return self._consenting(fact)

    def _led_by(self, therapist: str | None, version: int) -> "Journey":
        if version <= self.therapist_version:
            return self
        return replace(self, therapist=therapist, therapist_version=version)

    def _paused_or_not(self, version: int, *, paused: bool) -> "Journey":
        return self if version <= self.pause_version else replace(self, paused=paused, pause_version=version)

    def _consenting(self, fact: JourneyFact) -> "Journey":
        known = self.consent if fact.channel is None else self.channel_consents.get(fact.channel)
        if known is not None and known.version >= fact.version:
            return self
        consent = Consent(fact.version, fact.granted, fact.until)
        named = replace(self, client=self.client or fact.client)
        if fact.channel is None:
            return replace(named, consent=consent)
        return replace(named, channel_consents=MappingProxyType({**self.channel_consents, fact.channel: consent}))

    def refused_channels(self, now: datetime) -> frozenset[Channel]:
        """Name the channels by which the client does not want to hear of this journey's cheers, at an instant."""
        return frozenset(channel for channel, consent in self.channel_consents.items() if not consent.stands(now))

    def with_administration(self, seen: Administration) -> "Journey":
        """Take in a scored, corrected or retracted administration.

        Returns
        -------
        Journey
            Equal to ``self`` where this version or a later one is known already, or where it is too old to matter.
        """
        known = self.administrations.get(seen.measure)
        if self.erased or (known is not None and known.version >= seen.version):
            return self
        points = {**self.administrations, seen.measure: seen}
        same = [point for point in points.values() if point.instrument == seen.instrument]
        if len(same) <= KEPT:
            return replace(self, administrations=MappingProxyType(points))
        oldest = min(same, key=_keeping_order)
        del points[oldest.measure]
        return replace(self, administrations=MappingProxyType(points), dropped=self._dropped_with(oldest))

    def risk(self) -> Risk:
        """Judge the risk items at the latest administration of each instrument that has any.

        Returns
        -------
        Risk
            The gravest; ``not_applicable`` where no instrument with a risk item was ever filled in.
        """
        points = self.administrations.values()
        return gravest(
            latest_risk([point for point in points if point.instrument == instrument], self.dropped.get(instrument))
            for instrument in {point.instrument for point in points}
        )

    def with_session(self, seen: Session) -> "Journey":
        """Take in what an event says of a session.

        Returns
        -------
        Journey
            Equal to ``self`` where this version or a later one is known already, or where it is too old to matter.
        """
        known = self.sessions.get(seen.id)
        if self.erased or (known is not None and known.version >= seen.version):
            return self
        sessions = {**self.sessions, seen.id: seen}
        if len(sessions) > KEPT:
            del sessions[min(sessions.values(), key=lambda session: (session.begins, session.id)).id]
        return replace(self, sessions=MappingProxyType(sessions))

    def with_concern(self, seen: Concern) -> "Journey":
        """Take in what an event says of an alert or a setback.

        Returns
        -------
        Journey
            Equal to ``self`` where this version or a later one is known already.
        """
        known = self.concerns.get(seen.id)
        if self.erased or (known is not None and known.version >= seen.version):
            return self
        concerns = {name: concern for name, concern in self.concerns.items() if name != seen.id} | {seen.id: seen}
        if len(concerns) > KEPT:
            # One that lasts is never dropped while there is another; of those that do not, the one seen longest ago.
            del concerns[next((name for name, concern in concerns.items() if not concern.lasts), next(iter(concerns)))]
        return replace(self, concerns=MappingProxyType(concerns))

    def concern(self) -> Reason | None:
        """Tell what forbids a cheer for as long as it lasts: a red alert before a deterioration; None for nothing."""
        lasting = {concern.reason for concern in self.concerns.values() if concern.lasts}
        return next((reason for reason in (Reason.RED_ALERT, Reason.DETERIORATION) if reason in lasting), None)

    def knows_scores(self, instruments: Iterable[str], at: datetime) -> bool:
        """Tell whether what a milestone hangs on came here too: an administration of its instruments, not before it.

        Milestones and administrations reach this service by different ways. Where the milestone was faster, what else
        stands in that administration, a risk for example, is not known yet.
        """
        wanted = frozenset(instruments)
        points = self.administrations.values()
        return not wanted or any(point.instrument in wanted and point.occurred_at >= at for point in points)

    def _dropped_with(self, point: Administration) -> Mapping[str, datetime]:
        if not point.counts:
            return self.dropped
        floor = max(point.occurred_at, self.dropped.get(point.instrument, point.occurred_at))
        return MappingProxyType({**self.dropped, point.instrument: floor})


def _keeping_order(point: Administration) -> tuple[bool, datetime, str]:
    """Order by what is dropped first: the oldest; but a corrected one last, since a late event could revive it."""
    return (point.version > 1, point.occurred_at, point.measure)
