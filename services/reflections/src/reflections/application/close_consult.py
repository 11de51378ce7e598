"""The therapist closes a consult, and takes up what she wants of it: ideas of hers from then on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from kernel.caller import Role
from kernel.clock import Clock
from kernel.ids import command_id, derived
from kernel.instants import to_text
from kernel.log import Log
from kernel.problem import key_reused
from kernel.routes import Reply, Request
from reflections.application import texts
from reflections.application.changing import until_settled
from reflections.application.consult_reaching import hold
from reflections.application.consult_views import ClosedView
from reflections.application.consult_words import unsealed
from reflections.application.fields import Body, canonical
from reflections.application.reaching import Reached, reach
from reflections.domain.capture import Capture, Kind, Voice
from reflections.domain.consult import Accepted, Consult, Ending, journey_in
from reflections.domain.held_consult import Consults, Held
from reflections.domain.idea import IdeaState, begun
from reflections.domain.ports import Journeys

_Number = Annotated[int, Field(ge=1, le=20)]


class TakenUp(Body):
    """A suggestion that becomes an idea of the therapist's: which answer's which idea, both from 1."""

    answer: _Number
    idea: _Number
    state: Literal["idea", "bring"] = "idea"


class Closing(Body):
    """What is taken up; nothing where it is left out."""

    accepts: Annotated[list[TakenUp], Field(max_length=10)] = Field(default_factory=list)


@dataclass(frozen=True, slots=True)
class CloseConsult:
    """Close a consult: two DynamoDB calls (a read and a transaction), the read alone where repeated.

    Where something is taken up, two more: the thread, and the journey that the ideas are for.
    """

    journeys: Journeys
    consults: Consults
    clock: Clock
    log: Log

    def __call__(self, request: Request) -> Reply:
        """Close it.

        Parameters
        ----------
        request : Request
            Its path names the consult; its body is a `Closing`.

        Returns
        -------
        Reply
            A `ClosedView`.

        Raises
        ------
        Problem
            404 where something is taken up on a journey that is not the caller's any more.
        RefusedStepError
            Where it is closed, or the journey is.
        WrongFieldError
            Where something is taken up that no answer suggests.
        """
        return until_settled(lambda: self._attempt(request), self.log, journey_in(request.path["consult"]))

    def _attempt(self, request: Request) -> Reply:
        held, _ = hold(self.consults, request)
        caller, said, consult = request.caller, request.body, held.consult
        command = command_id(caller.practice, caller.sub, request.key)
        mark = held.key.fingerprint(request.route.encode(), canonical(said))
        if consult.ending is not None and consult.ending.command == command:
            if consult.ending.fingerprint != mark:
                raise key_reused()
            return _replied(consult, consult.ending)
        at = to_text(self.clock.now())
        accepted = [Accepted(one.answer, one.idea) for one in said.accepts]
        ending = Ending(at, accepted, command, mark)
        after = consult.closed(ending)
        self.consults.close(after, self._ideas(request, held, at) if accepted else [])
        return _replied(after, ending)

    def _ideas(self, request: Request, held: Held, at: str) -> list[Capture]:
        """Make ideas of what is taken up; they begin as any idea of hers does."""
        reached = reach(self.journeys, request.caller, held.consult.journey, fresh=True)
        reached.journey.still_open()
        _, said = self.consults.thread(held.consult.practice, held.consult.id)
        return [self._idea(reached, held, said, one, at) for one in request.body.accepts]

    def _idea(
        self, reached: Reached, held: Held, said: Sequence[Mapping[str, bytes]], taken: TakenUp, at: str
    ) -> Capture:
        field, consult = f"ideas/{taken.idea}", held.consult
        words = unsealed(held, f"{taken.answer}/{field}", said[taken.answer - 1][field], self.log)
        made = idea_id(consult, Accepted(taken.answer, taken.idea))
        facts = {name: value for name, value in begun(IdeaState(taken.state), None).items() if value is not None}
        return Capture(
            practice=consult.practice,
            journey=consult.journey,
            id=made,
            kind=Kind.IDEA,
            author=consult.therapist,
            by=Voice.THERAPIST,
            recorded_at=at,
            facts={**facts, "occurred_at": at, "source": "supervision", "consult": consult.id},
            fingerprint=reached.key.fingerprint(consult.id.encode(), field.encode()),
            texts=texts.sealed(reached, made, {"text": words}),
            generation=reached.journey.generation,
        )


def idea_id(consult: Consult, accepted: Accepted) -> str:
    """Give the id of the idea that a suggestion becomes."""
    return derived("supervision idea", consult.id, str(accepted.answer), str(accepted.idea))


def _replied(consult: Consult, ending: Ending) -> Reply:
    ideas = [idea_id(consult, one) for one in ending.accepted]
    view = ClosedView(consult=consult.id, closed_at=ending.at, ideas=ideas)
    return Reply(view, about=(consult.journey,), acting=Role.THERAPIST.value)
