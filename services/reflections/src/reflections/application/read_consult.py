"""The two who hold a consult read it: question, packet, thread."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict

from kernel.clock import Clock
from kernel.log import Log
from kernel.routes import Reply, Request, Text
from reflections.application.consult_reaching import hold
from reflections.application.consult_views import AnswerView, ConsultDetail, SuggestedIdea, lined
from reflections.application.consult_words import PACKET, QUESTION, unsealed
from reflections.application.packet_text import MEDIA_TYPE, Language, as_text
from reflections.application.packet_views import PacketView
from reflections.domain.consult import Accepted, SupervisionAnswer
from reflections.domain.held_consult import Consults, Held


class ConsultQuery(BaseModel):
    """How a consult is to be written.

    Parameters
    ----------
    format : str
        JSON; or its packet alone as plain text, to be handed on.
    language : str
        Of the headings of that text.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal["json", "text"] = "json"
    language: Language = "en"


@dataclass(frozen=True, slots=True)
class ReadConsult:
    """Read a consult: two DynamoDB calls, and one KMS call where no key is remembered; nothing of the record."""

    consults: Consults
    clock: Clock
    log: Log

    def __call__(self, request: Request) -> Reply:
        """Read it.

        Parameters
        ----------
        request : Request
            Its path names the consult; its query is a `ConsultQuery`.

        Returns
        -------
        Reply
            A `ConsultDetail`, the same for both; or text.
        """
        asked: ConsultQuery = request.query
        held, part = hold(self.consults, request)
        consult = held.consult
        sealed, said = self.consults.thread(consult.practice, consult.id)
        packet = unsealed(held, PACKET, sealed, self.log)
        view = None if packet is None else PacketView.model_validate_json(packet)
        if asked.format == "text":
            written = "" if view is None else as_text(view, asked.language)
            text = Text(written, f"{MEDIA_TYPE}; charset=utf-8")
            return Reply(text, about=(consult.journey,), acting=part.value)
        ending = consult.ending
        detail = ConsultDetail.model_validate(
            {
                **lined(consult, unsealed(held, QUESTION, consult.question, self.log), self.clock.now()),
                "packet": view,
                "answers": _thread(held, said, self.log),
                "closed_at": None if ending is None else ending.at,
            }
        )
        return Reply(detail, version=consult.version, about=(consult.journey,), acting=part.value)


def _thread(held: Held, said: Sequence[Mapping[str, bytes]], log: Log) -> list[AnswerView]:
    """Show the answers; one that was stored since the consult was read is shown the next time."""
    return [_answer(held, answer, words, log) for answer, words in zip(held.consult.answers, said, strict=False)]


def _answer(held: Held, answer: SupervisionAnswer, words: Mapping[str, bytes], log: Log) -> AnswerView:
    ending = held.consult.ending
    accepted = () if ending is None else ending.accepted
    texts = {field: unsealed(held, f"{answer.number}/{field}", text, log) for field, text in words.items()}
    return AnswerView(
        number=answer.number,
        at=answer.at,
        minutes=answer.minutes,
        text=texts.get("text"),
        ideas=[
            SuggestedIdea(
                number=number,
                text=texts.get(f"ideas/{number}"),
                accepted=Accepted(answer.number, number) in accepted,
            )
            for number in range(1, answer.ideas + 1)
        ],
    )
