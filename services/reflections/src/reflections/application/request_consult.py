"""The therapist asks a supervisor: what she has confirmed goes, and nothing else is stored."""

from dataclasses import dataclass, replace
from typing import Annotated

from pydantic import Field

from kernel.clock import Clock
from kernel.ids import command_id
from kernel.instants import to_text
from kernel.log import Log
from kernel.problem import key_reused
from kernel.routes import Reply, Request
from reflections.application.announcing import announced
from reflections.application.changing import until_settled
from reflections.application.composing_packet import Composed, Composing
from reflections.application.consult_asking import ConsultAsked
from reflections.application.consult_views import ConsultView
from reflections.application.consult_words import PACKET, QUESTION, sealed
from reflections.application.fields import Body, canonical
from reflections.application.packet_views import texts_of, worded
from reflections.application.reaching import Reached, reach
from reflections.domain.consult import Consult, Door, Urgency, consult_id
from reflections.domain.consult_consent import may_go
from reflections.domain.consult_events import ConsultRequested
from reflections.domain.held_consult import Consults
from reflections.domain.packet_decisions import UNDECIDED, Decisions, decided
from reflections.domain.ports import Journeys
from reflections.domain.refusals import RefusedStepError, WrongFieldError
from reflections.domain.supervision_rule import SupervisionRules

_Index = Annotated[int, Field(ge=0, le=9999)]


class Span(Body):
    """A stretch of a text as it was typed: from where to before where."""

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=1)]


class TextDecided(Body):
    """What the therapist says of one text: which replacements she confirms, which she undoes, what else goes."""

    text: Annotated[str, Field(min_length=1, max_length=60)]
    confirmed: Annotated[list[_Index], Field(max_length=2000)] = Field(default_factory=list)
    undone: Annotated[list[_Index], Field(max_length=2000)] = Field(default_factory=list)
    removed: Annotated[list[Span], Field(max_length=200)] = Field(default_factory=list)


class ConsultConfirmed(ConsultAsked):
    """A question to a supervisor as it was previewed, with what the therapist has decided about each replacement."""

    digest: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
    decisions: Annotated[list[TextDecided], Field(max_length=100)]


@dataclass(frozen=True, slots=True)
class RequestConsult:
    """Ask a supervisor: the calls of a preview, one to see whether it was asked before, one transaction."""

    journeys: Journeys
    consults: Consults
    composing: Composing
    rules: SupervisionRules
    clock: Clock
    log: Log

    def __call__(self, request: Request) -> Reply:
        """Ask.

        Parameters
        ----------
        request : Request
            Its path names the journey; its body is a `ConsultConfirmed`.

        Returns
        -------
        Reply
            A `ConsultView`, as it was when asked.

        Raises
        ------
        RefusedStepError
            Where anything has changed since the preview, the packet may not go, or the journey is closed.
        WrongFieldError
            Where a replacement was neither confirmed nor undone.
        """
        return until_settled(lambda: self._attempt(request), self.log, request.path["journey"])

    def _attempt(self, request: Request) -> Reply:
        caller, asked = request.caller, request.body
        reached = reach(self.journeys, caller, request.path["journey"], fresh=True)
        command = command_id(caller.practice, caller.sub, request.key)
        made = consult_id(reached.journey.id, command)
        mark = reached.key.fingerprint(request.route.encode(), canonical(asked))
        before = self.consults.read(caller.practice, made, lambda there: there.therapist == caller.sub)
        if before is not None:
            if before.consult.fingerprint != mark:
                raise key_reused()
            return _replied(before.consult)
        reached.journey.still_open()
        asked.holds_together(reached.journey.id, reached.journey.therapist, reached.journey.client)
        composed = self.composing(reached, asked)
        if composed.digest != asked.digest:
            raise RefusedStepError(
                "packet-changed",
                "The packet has changed since it was previewed",
                "Something new is on the journey, or the request is another one. Preview it again, and confirm that.",
            )
        texts, undone = _decided(composed, asked)
        rule = self.rules.rule(caller.practice)
        may_go(reached.journey, asked.where, undone, to_text(self.clock.now()), rule)
        consult = self._consult(reached, asked, made, mark, undone)
        packet = worded(composed.packet, texts).model_dump_json()
        words = sealed(reached.key, consult, {QUESTION: texts["question"], PACKET: packet})
        consult = replace(consult, question=words[QUESTION])
        event = announced(
            _news_of(consult),
            of=made,
            version=1,
            journey=consult.journey,
            request=request,
            cause=command,
            at=consult.asked_at,
        )
        self.consults.ask(consult, words[PACKET], reached.journey, event)
        return _replied(consult)

    def _consult(self, reached: Reached, asked: ConsultConfirmed, made: str, mark: bytes, undone: int) -> Consult:
        return Consult(
            practice=reached.journey.practice,
            journey=reached.journey.id,
            id=made,
            therapist=reached.journey.therapist,
            supervisor=asked.supervisor.person,
            door=Door(asked.door),
            origin=asked.alert or asked.stuckness,
            urgency=Urgency(asked.urgency),
            topics=asked.about,
            asked_at=to_text(self.clock.now()),
            session=reached.journey.last_session_number,
            undone=undone,
            fingerprint=mark,
            question=b"",
        )


def _decided(composed: Composed, asked: ConsultConfirmed) -> tuple[dict[str, str], int]:
    """Give each text as it was decided, and how many replacements are undone in all."""
    originals = texts_of(composed.packet)
    said: dict[str, Decisions] = {}
    for place, one in enumerate(asked.decisions):
        if one.text not in originals or one.text in said:
            raise WrongFieldError((f"/decisions/{place}/text", "a text of the preview, each once"))
        removed = [(span.start, span.end) for span in one.removed]
        pointer = f"/decisions/{place}"
        said[one.text] = Decisions(frozenset(one.confirmed), frozenset(one.undone), removed, pointer)
    pairs = {
        name: decided(name, text, composed.proposed[name], said.get(name, UNDECIDED))
        for name, text in originals.items()
    }
    return {name: text for name, (text, _) in pairs.items()}, sum(undone for _, undone in pairs.values())


def _news_of(consult: Consult) -> ConsultRequested:
    from_alert = consult.door is Door.DETECTED
    return ConsultRequested.model_validate(
        {
            "consult": consult.id,
            "version": 1,
            "door": consult.door.value,
            "alert": consult.origin if from_alert else None,
            "stuckness": None if from_alert else consult.origin,
            "urgency": consult.urgency.value,
            "topics": [topic.value for topic in consult.topics],
            "where": consult.where.value,
            "session": consult.session,
            "occurred_at": consult.asked_at,
        }
    )


def _replied(consult: Consult) -> Reply:
    return Reply(ConsultView.of(replace(consult, version=1, answers=(), ending=None)))
