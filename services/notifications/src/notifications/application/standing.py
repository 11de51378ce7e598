"""A therapist's standing cheers: given, shown, changed and taken back."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from types import MappingProxyType

from kernel.clock import Clock
from kernel.instants import from_text, to_text
from kernel.problem import FieldError, conflict, invalid, not_found, stale
from kernel.routes import Reply, Request
from notifications.application.checking import faults
from notifications.application.opening import Open
from notifications.application.showing import bad_cursor
from notifications.application.standing_models import StandingAnswer, StandingBody, StandingPage
from notifications.domain.identity import JourneyId
from notifications.domain.journey import Consent, Journey
from notifications.domain.ports import LostRaceError, StandingCheers, Texts
from notifications.domain.standing_cheer import StandingCheer

LONGEST = timedelta(days=366)
"""How far ahead a standing cheer may end: an approval in advance is to be thought over once a year."""


def _journey(request: Request) -> JourneyId:
    return JourneyId(request.caller.practice, request.path["journey"])


def _led(request: Request, journey: Journey | None) -> Journey:
    """Give the journey where the caller leads it; 404 where not."""
    if journey is None or journey.erased or journey.therapist != request.caller.sub:
        raise not_found()
    return journey


@dataclass(frozen=True, slots=True)
class Shows:
    """Shows a standing cheer with its words.

    Parameters
    ----------
    opened : Open
        What opens the words.
    clock : Clock
        Tells whether what it rests upon still counts.
    """

    opened: Open
    clock: Clock

    def __call__(self, standing: StandingCheer, journey: Journey | None) -> StandingAnswer:
        """Show it.

        Parameters
        ----------
        standing : StandingCheer
            As it is stored.
        journey : Journey or None
            The projection; None where it was not read, and whether the journey ended it is left open.
        """
        return StandingAnswer(
            journey=standing.journey.journey,
            kinds={
                kind: None if text is None else self.opened.words(standing.journey, text)
                for kind, text in standing.kinds.items()
            },
            a_month=standing.a_month,
            until=standing.until,
            set_at=standing.set_at,
            version=standing.version,
            ended=None if journey is None else standing.ended(journey, self.clock.now()),
        )


@dataclass(frozen=True, slots=True)
class ShowStanding:
    """Show the standing cheer of a journey.

    DynamoDB: 1 read.

    Parameters
    ----------
    standing, shows
        Port, and what shows one.
    """

    standing: StandingCheers
    shows: Shows

    def __call__(self, request: Request) -> Reply:
        """Answer ``GET /standing-cheers/{journey}``; 404 where there is none, or it is not the caller's."""
        journey, stored = self.standing.get(_journey(request))
        if stored is None or stored.therapist != request.caller.sub:
            raise not_found()
        return Reply(self.shows(stored, journey), version=stored.version)


@dataclass(frozen=True, slots=True)
class ListStanding:
    """List the caller's standing cheers, the latest first.

    DynamoDB: 1 query, and 1 read of the keys that are not cached.

    Parameters
    ----------
    standing, texts, shows
        Ports, and what shows one.
    """

    standing: StandingCheers
    texts: Texts
    shows: Shows

    def __call__(self, request: Request) -> Reply:
        """Answer ``GET /standing-cheers``."""
        caller, asked = request.caller, request.query
        try:
            page = self.standing.of_therapist(caller.practice, caller.sub, asked.cursor, asked.limit)
        except ValueError:
            raise bad_cursor() from None
        self.texts.fetch([found.journey for found in page.shown])
        items = [self.shows(found, None) for found in page.shown]
        return Reply(StandingPage(items=items, next=page.next), about=tuple(one.journey for one in items))


@dataclass(frozen=True, slots=True)
class GiveStanding:
    """Give a standing cheer, or change it.

    DynamoDB: 1 read, 1 write; where the journey has no key yet and there are words of one's own 1 more.

    Parameters
    ----------
    standing, texts, shows, clock
        Ports, and what shows one.
    """

    standing: StandingCheers
    texts: Texts
    shows: Shows
    clock: Clock

    def __call__(self, request: Request) -> Reply:
        """Answer ``PUT /standing-cheers/{journey}``.

        Raises
        ------
        Problem
            404 where the caller does not lead the journey, 409 where it is closed or its client has not consented, 412
            for an outdated version, 422 for an end that has passed or is too far away, and for words that the cheer
            check finds fault with: they are sent unread, so that nobody can overrule it.
        """
        place = _journey(request)
        known, stored = self.standing.get(place)
        journey = _led(request, known)
        consent = _consented(journey, self.clock.now())
        before = stored if stored is not None and stored.therapist == request.caller.sub else None
        if request.version != (0 if before is None else before.version):
            raise stale()
        given = self._given(request, place, journey, consent)
        if stored is not None:
            # The month's cheers stay counted, whoever gave them and in whatever words.
            given = replace(given, version=(0 if before is None else before.version) + 1, used=stored.used)
        try:
            self.standing.put(given)
        except LostRaceError:
            raise stale() from None
        return Reply(self.shows(given, journey), version=given.version)

    def _given(self, request: Request, place: JourneyId, journey: Journey, consent: Consent) -> StandingCheer:
        body: StandingBody = request.body
        now = self.clock.now()
        _check_end(body.until, now.date())
        _check_words(body)
        return StandingCheer(
            journey=place,
            therapist=request.caller.sub,
            kinds=MappingProxyType(
                {
                    kind.value: None if text is None else self.texts.seal_first(place, text)
                    for kind, text in body.kinds.items()
                }
            ),
            a_month=body.a_month,
            until=body.until,
            therapist_version=journey.therapist_version,
            consent_version=consent.version,
            # Stored instants have whole milliseconds, and this one names the standing cheer.
            set_at=from_text(to_text(now)),
        )


def _check_words(body: StandingBody) -> None:
    told = [fault for kind, text in body.kinds.items() if text for fault in faults(f"/kinds/{kind.value}", text)]
    if told:
        raise invalid(*told)


@dataclass(frozen=True, slots=True)
class EndStanding:
    """Take a standing cheer back: from now on nothing is sent by it, whatever is under way.

    DynamoDB: 1 read, 1 write.

    Parameters
    ----------
    standing : StandingCheers
        Port.
    """

    standing: StandingCheers

    def __call__(self, request: Request) -> Reply:
        """Answer ``DELETE /standing-cheers/{journey}``; 404 where there is none, 412 for an outdated version."""
        _, stored = self.standing.get(_journey(request))
        if stored is None or stored.therapist != request.caller.sub:
            raise not_found()
        if stored.version != request.version:
            raise stale()
        try:
            self.standing.remove(stored)
        except LostRaceError:
            raise stale() from None
        return Reply()


def _consented(journey: Journey, now: datetime) -> Consent:
    if journey.closed:
        raise conflict("journey-closed", "The journey is closed", "Nothing is sent on a journey that has ended.")
    if journey.consent is None or not journey.consent.stands(now):
        raise conflict(
            "consent-missing",
            "The client has not consented",
            "A standing cheer needs the client's consent to celebrations. It can be given once that is on record.",
        )
    return journey.consent


def _check_end(until: date, today: date) -> None:
    # Somewhere it is still yesterday: a day that is over everywhere is what cannot be meant.
    if not today - timedelta(days=1) <= until <= today + LONGEST:
        right = f"the last day of it, from today until {today + LONGEST} at the latest"
        raise invalid(FieldError("/until", right))
