"""The practice answers a client's request with its reasons; the client may disagree; all read what became of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from kernel.caller import Caller
from kernel.clock import Clock
from kernel.cursors import written
from kernel.ids import command_id
from kernel.instants import to_text
from kernel.log import Log
from kernel.problem import key_reused, not_found
from kernel.routes import Reply, Request
from reflections.application.changing import until_settled
from reflections.application.fields import Body, Text, canonical
from reflections.application.paging import Page, identifier_in
from reflections.application.reaching import Reached
from reflections.application.record_request_views import (
    DenialReason,
    GrantReason,
    RecordRequestList,
    decision_view,
    request_view,
)
from reflections.application.texts import sealed
from reflections.domain.capture import Voice
from reflections.domain.journey import Journey
from reflections.domain.ports import Journeys
from reflections.domain.record_request import DECIDERS, Decider, Decision, RecordRequest, RecordRequests
from reflections.domain.refusals import WrongFieldError
from reflections.domain.relation import Relation


class Deciding(Body):
    """An answer: its reason in a word, and in words that the client reads."""

    decision: Literal["granted", "denied"]
    reason: GrantReason | DenialReason
    text: Text


class Disagreeing(Body):
    """A client's disagreement, in their own words."""

    text: Text


@dataclass(frozen=True, slots=True)
class Party:
    """A caller who has to do with a journey's requests.

    Parameters
    ----------
    reached : Reached
        The journey, with its key.
    decider : Decider or None
        As whom the caller answers; None for the client.
    """

    reached: Reached
    decider: Decider | None

    def sees(self, request: RecordRequest) -> bool:
        """Tell whether a request is the caller's to see: an admin's only where an admin has to answer."""
        return self.decider is not Decider.ADMIN or Decider.ADMIN in DECIDERS[request.asked]


def party_to(journeys: Journeys, caller: Caller, journey: str) -> Party:
    """Reach a journey as one of the two, or as the practice's admin: one call, one KMS call for a new key.

    Raises
    ------
    Problem
        404 for everybody else.
    """

    def part(there: Journey) -> tuple[Voice, Decider | None] | None:
        voice = there.voice_of(caller.sub)
        if voice is Voice.CLIENT and Relation.CLIENT in caller.reaches:
            return voice, None
        if voice is Voice.THERAPIST and Relation.OWN_THERAPIST in caller.reaches:
            return voice, Decider.THERAPIST
        return (Voice.THERAPIST, Decider.ADMIN) if Relation.SAME_PRACTICE in caller.reaches else None

    access = journeys.access(caller.practice, journey, lambda there: part(there) is not None, fresh=True)
    found = None if access is None else part(access.journey)
    if access is None or found is None:
        raise not_found()
    return Party(Reached(access.journey, access.key, found[0]), found[1])


@dataclass(frozen=True, slots=True)
class ListRecordRequests:
    """List requests: two DynamoDB calls, and one KMS call for a new key."""

    journeys: Journeys
    requests: RecordRequests
    log: Log

    def __call__(self, request: Request) -> Reply:
        """Answer ``GET …/record-requests`` with a `RecordRequestList`; an admin's may be short."""
        page: Page = request.query
        after = identifier_in(page.cursor)
        party = party_to(self.journeys, request.caller, request.path["journey"])
        journey = party.reached.journey
        found, following = self.requests.of_journey(journey.practice, journey.id, after, page.limit)
        items = [request_view(one, party.reached, self.log) for one in found if party.sees(one)]
        return Reply(RecordRequestList(items=items, next=None if following is None else written(following)))


@dataclass(frozen=True, slots=True)
class DecideRecordRequest:
    """Answer a request: three DynamoDB calls (two reads and a put), two where that was answered alike before."""

    journeys: Journeys
    requests: RecordRequests
    clock: Clock
    log: Log

    def __call__(self, request: Request) -> Reply:
        """Answer ``POST …/record-requests/{request}/decisions`` with a `DecisionView`.

        Raises
        ------
        WrongFieldError
            Where the reason is none for this answer.
        RefusedStepError
            Where it is answered already.
        """
        said: Deciding = request.body
        wrong = list(_wrong(said))
        if wrong:
            raise WrongFieldError(*wrong)
        return until_settled(lambda: self._attempt(request, said), self.log, request.path["journey"])

    def _attempt(self, request: Request, said: Deciding) -> Reply:
        party = party_to(self.journeys, request.caller, request.path["journey"])
        known = _known(self.requests, party, request)
        decider = party.decider
        if decider is None or decider not in DECIDERS[known.asked]:
            raise not_found()
        print_of = party.reached.key.fingerprint(request.route.encode(), canonical(said), request.caller.sub.encode())
        command = command_id(request.caller.practice, request.caller.sub, request.key)
        before = known.decisions.get(decider)
        if before is not None and before.command == command and before.fingerprint != print_of:
            raise key_reused()
        if before is None or before.fingerprint != print_of:
            words = sealed(party.reached, known.id, {f"decision/{decider.value}": said.text})
            (text,) = words.values()
            at, granted = to_text(self.clock.now()), said.decision == "granted"
            decision = Decision(granted, said.reason, text, at, request.caller.sub, command, print_of)
            known = known.decided(decider, decision)
            self.requests.replace(known)
        return Reply(decision_view(known, decider, party.reached, self.log))


@dataclass(frozen=True, slots=True)
class DisagreeWithAnswer:
    """State a disagreement: three DynamoDB calls (two reads and a put), and one KMS call for a new key."""

    journeys: Journeys
    requests: RecordRequests
    clock: Clock
    log: Log

    def __call__(self, request: Request) -> Reply:
        """Answer ``PUT …/record-requests/{request}/statement`` with a `RecordRequestView`; the latest one stands.

        Raises
        ------
        RefusedStepError
            Where it was not denied.
        """
        return until_settled(lambda: self._attempt(request), self.log, request.path["journey"])

    def _attempt(self, request: Request) -> Reply:
        party = party_to(self.journeys, request.caller, request.path["journey"])
        known = _known(self.requests, party, request)
        words = sealed(party.reached, known.id, {"statement": request.body.text})
        after = known.disputed(words["statement"], to_text(self.clock.now()))
        self.requests.replace(after)
        return Reply(request_view(after, party.reached, self.log), version=after.version)


def _known(requests: RecordRequests, party: Party, request: Request) -> RecordRequest:
    journey = party.reached.journey
    known = requests.read(journey.practice, journey.id, request.path["request"])
    if known is None or not party.sees(known):
        raise not_found()
    return known


def _wrong(said: Deciding) -> Iterator[tuple[str, str]]:
    reasons: tuple[str, ...] = get_args(GrantReason if said.decision == "granted" else DenialReason)
    if said.reason not in reasons:
        yield "/reason", f"for {said.decision}: {', '.join(reasons)}"
