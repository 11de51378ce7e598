"""The therapist pauses, resumes, names, locates or closes the journey, with a goodbye where there is one to say."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, Self

from pydantic import model_validator

from kernel.clock import Clock
from kernel.ids import derived
from kernel.instants import to_text
from kernel.log import Log
from kernel.problem import stale
from kernel.routes import Reply, Request
from reflections.application.changing import told, until_settled
from reflections.application.fields import Body, CodeName, Country, Text
from reflections.application.reaching import present, reach
from reflections.application.texts import sealed
from reflections.application.views import JourneyView
from reflections.domain.capture import Capture, Kind, Voice
from reflections.domain.journey import Journey, JourneyEvent, State
from reflections.domain.journey_steps import located, named, paused, resumed
from reflections.domain.ports import Captures, Journeys
from reflections.domain.refusals import WrongFieldError
from reflections.domain.step import Step

_STEPS: Mapping[State, Callable[[Journey], tuple[Journey, JourneyEvent]]] = MappingProxyType(
    {State.OPEN: resumed, State.PAUSED: paused, State.CLOSED: Journey.closed}
)


class JourneyChange(Body):
    """What a therapist changes of a journey: state, code name, country; a goodbye comes with the closing."""

    state: Literal["open", "paused", "closed"] | None = None
    code: CodeName | None = None
    country: Country | None = None
    goodbye: Text | None = None

    @model_validator(mode="after")
    def _changes_something(self) -> Self:
        if self.state is None and self.code is None and self.country is None:
            raise ValueError("state, code or country, or several of them")
        return self


@dataclass(frozen=True, slots=True)
class ChangeJourney:
    """Change a journey upon the version that ``If-Match`` names: two DynamoDB calls (a read and a transaction).

    With a goodbye one more and one KMS call where the journey is not remembered.
    """

    journeys: Journeys
    captures: Captures
    clock: Clock
    log: Log

    def __call__(self, request: Request) -> Reply:
        """Change the journey.

        Parameters
        ----------
        request : Request
            Its path names the journey; its body is a `JourneyChange`.

        Returns
        -------
        Reply
            A `JourneyView`; the same where this very change was made before and its answer got lost.

        Raises
        ------
        RefusedStepError
            Where the state does not allow it; where the two have another active journey; where the code is taken.
        """
        return until_settled(lambda: self._attempt(request), self.log, request.path["journey"])

    def _attempt(self, request: Request) -> Reply:
        body: JourneyChange = request.body
        if body.goodbye is not None and body.state != "closed":
            raise WrongFieldError(("/goodbye", "only with the state closed"))
        journey = present(self.journeys, request)
        if _is_done(journey, body, request.version) and self._said(journey, request):
            return Reply(JourneyView.of(journey), version=journey.version)
        if journey.version != request.version:
            raise stale()
        after, payloads = _changed(journey, body)
        at = to_text(self.clock.now())
        captures = [] if body.goodbye is None else [(self._goodbye(request, body.goodbye, at), None)]
        self.journeys.save(Step(journey, after, told(payloads, after, request, at), captures=captures))
        return Reply(JourneyView.of(after), version=after.version)

    def _goodbye(self, request: Request, words: str, at: str) -> Capture:
        reached = reach(self.journeys, request.caller, request.path["journey"])
        journey, made = reached.journey, goodbye_id(reached.journey.id)
        return Capture(
            practice=journey.practice,
            journey=journey.id,
            id=made,
            kind=Kind.GOODBYE,
            author=request.caller.sub,
            by=Voice.THERAPIST,
            recorded_at=at,
            facts={"occurred_at": at},
            fingerprint=reached.key.fingerprint(words.encode()),
            texts=sealed(reached, made, {"text": words}),
        )

    def _said(self, journey: Journey, request: Request) -> bool:
        """Tell whether the goodbye that comes with a closing is the one that was said."""
        words: str | None = request.body.goodbye
        if words is None:
            return True
        stored = self.captures.read(journey.practice, journey.id, goodbye_id(journey.id))
        reached = reach(self.journeys, request.caller, journey.id)
        return stored is not None and stored.fingerprint == reached.key.fingerprint(words.encode())


def goodbye_id(journey: str) -> str:
    """Derive the identifier of a journey's goodbye: there is one at most."""
    return derived("goodbye", journey)


def _is_done(journey: Journey, body: JourneyChange, version: int) -> bool:
    """Tell whether this very change may have been made before: all is as it asks, and was not when it was read."""
    steps = sum(one is not None for one in (body.state, body.code, body.country))
    is_so = body.state in {None, journey.state} and body.code in {None, journey.code}
    is_so = is_so and body.country in {None, journey.country}
    return is_so and 0 < journey.version - version <= steps


def _changed(journey: Journey, body: JourneyChange) -> tuple[Journey, list[JourneyEvent]]:
    """Make the changes that were asked for: the name first, for a closed journey takes none."""
    after, payloads = journey, list[JourneyEvent]()
    if body.code is not None and body.code != journey.code:
        after = named(after, body.code)
    if body.country is not None and body.country != journey.country:
        after = located(after, body.country)
    if body.state is not None:
        after, payload = _STEPS[State(body.state)](after)
        payloads.append(payload)
    return after, payloads
