"""The supervisor answers; or the therapist notes what one outside the practice has said."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from kernel.caller import Role
from kernel.clock import Clock
from kernel.ids import command_id
from kernel.instants import to_text
from kernel.log import Log
from kernel.problem import key_reused
from kernel.routes import Reply, Request
from reflections.application.announcing import announced
from reflections.application.changing import until_settled
from reflections.application.consult_reaching import hold
from reflections.application.consult_views import AnsweredView
from reflections.application.consult_words import sealed
from reflections.application.fields import Body, Text, canonical
from reflections.domain.consult import Consult, SupervisionAnswer, Where, journey_in
from reflections.domain.consult_events import ConsultAnswered
from reflections.domain.held_consult import Consults
from reflections.domain.refusals import RefusedStepError

MOST_SUGGESTED = 5
_Idea = Annotated[Text, Field(max_length=1000)]


class Answering(Body):
    """An answer, how many minutes the supervision took, and ideas that the therapist may take up."""

    text: Text
    minutes: Annotated[int, Field(ge=1, le=480)]
    ideas: Annotated[list[_Idea], Field(max_length=MOST_SUGGESTED)] = Field(default_factory=list)


@dataclass(frozen=True, slots=True)
class AnswerConsult:
    """Answer: two DynamoDB calls (a read and a transaction), the read alone where repeated.

    And one KMS call where no key is remembered.
    """

    consults: Consults
    clock: Clock
    log: Log

    def __call__(self, request: Request) -> Reply:
        """Answer.

        Parameters
        ----------
        request : Request
            Its path names the consult; its body is an `Answering`.

        Returns
        -------
        Reply
            An `AnsweredView`.

        Raises
        ------
        RefusedStepError
            Where it is closed, or a therapist would answer in the place of a supervisor of the practice.
        """
        return until_settled(lambda: self._attempt(request), self.log, journey_in(request.path["consult"]))

    def _attempt(self, request: Request) -> Reply:
        held, part = hold(self.consults, request)
        caller, said, consult = request.caller, request.body, held.consult
        command = command_id(caller.practice, caller.sub, request.key)
        mark = held.key.fingerprint(request.route.encode(), canonical(said))
        before = next((one for one in consult.answers if one.command == command), None)
        if before is not None:
            if before.fingerprint != mark:
                raise key_reused()
            return _replied(consult, before)
        if part is Role.THERAPIST and consult.where is Where.INSIDE:
            raise RefusedStepError(
                "supervisor-answers",
                "The supervisor answers",
                "A supervisor of the practice was asked. What one outside has said, the therapist notes.",
            )
        answer = SupervisionAnswer(
            number=len(consult.answers) + 1,
            command=command,
            at=to_text(self.clock.now()),
            minutes=said.minutes,
            ideas=len(said.ideas),
            fingerprint=mark,
        )
        after = consult.answered(answer)
        texts = {"text": said.text, **{f"ideas/{number}": text for number, text in enumerate(said.ideas, start=1)}}
        named = {f"{answer.number}/{field}": text for field, text in texts.items()}
        words = dict(zip(texts, sealed(held.key, consult, named).values(), strict=True))
        event = announced(
            _news_of(after, answer),
            of=consult.id,
            version=after.version,
            journey=consult.journey,
            request=request,
            cause=command,
            at=answer.at,
        )
        self.consults.answer(after, words, event)
        return _replied(after, answer)


def _news_of(consult: Consult, answer: SupervisionAnswer) -> ConsultAnswered:
    return ConsultAnswered(
        consult=consult.id,
        version=consult.version,
        number=answer.number,
        minutes=answer.minutes,
        ideas=answer.ideas,
        occurred_at=answer.at,
    )


def _replied(consult: Consult, answer: SupervisionAnswer) -> Reply:
    return Reply(
        AnsweredView(consult=consult.id, number=answer.number, at=answer.at, minutes=answer.minutes, ideas=answer.ideas)
    )
