"""A consult: the therapist's question to a supervisor, what goes with it, the answers, and how it ends.

It is between the two of them: no client sees that there is one, and a hand-over of the journey moves it to nobody.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256

from reflections.domain.refusals import RefusedStepError, WrongFieldError

MOST_ANSWERS = 20
"""A thread that is longer is a conversation, to be had in person."""


class Door(StrEnum):
    """How a therapist comes to ask: because she is unsure, or because something was detected."""

    DECLARED = "declared"
    DETECTED = "detected"


class Urgency(StrEnum):
    """How long the question can wait."""

    URGENT = "urgent"
    SOON = "soon"
    ROUTINE = "routine"


class Topic(StrEnum):
    """What it is about, for the log of a training; never a word of a client."""

    ALLIANCE = "alliance"
    FORMULATION = "formulation"
    TECHNIQUE = "technique"
    GOALS = "goals"
    STUCKNESS = "stuckness"
    RISK = "risk"
    ETHICS = "ethics"
    BOUNDARIES = "boundaries"
    CULTURE = "culture"
    OWN_REACTIONS = "own_reactions"
    ENDING = "ending"
    OTHER = "other"


class Where(StrEnum):
    """Whether the supervisor is of the same practice; outside it nothing of a practice can be reached."""

    INSIDE = "inside"
    OUTSIDE = "outside"


class ConsultState(StrEnum):
    """For whom it waits: the supervisor, the therapist, nobody."""

    ASKED = "asked"
    ANSWERED = "answered"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class SupervisionAnswer:
    """One answer, without its words.

    Parameters
    ----------
    number : int
        From 1.
    command : str
        What gave it, so that it is known when repeated.
    at : str
        When: RFC 3339, UTC, milliseconds.
    minutes : int
        How long the supervision took.
    ideas : int
        How many it suggests.
    fingerprint : bytes
        Of the request, keyed with the journey's data key.
    """

    number: int
    command: str
    at: str
    minutes: int
    ideas: int
    fingerprint: bytes


@dataclass(frozen=True, slots=True)
class Accepted:
    """A suggestion that the therapist takes up.

    Parameters
    ----------
    answer, idea : int
        Which answer's which idea, both from 1.
    """

    answer: int
    idea: int


@dataclass(frozen=True, slots=True)
class Ending:
    """How a consult was closed.

    Parameters
    ----------
    at : str
        When: RFC 3339, UTC, milliseconds.
    accepted : sequence of Accepted
        What was taken up.
    command : str
        What closed it.
    fingerprint : bytes
        Of the request.
    """

    at: str
    accepted: Sequence[Accepted]
    command: str
    fingerprint: bytes


@dataclass(frozen=True, slots=True)
class Consult:
    """A consult.

    Parameters
    ----------
    practice, journey, id : str
        Where it belongs; its identifier carries the journey's.
    therapist : str
        Who asks.
    supervisor : str or None
        Who is asked; None for one outside the practice, whom the therapist asks herself.
    door : Door
        How she came to ask.
    origin : str or None
        The alert or the stuckness that it comes from.
    urgency : Urgency
        How long it can wait.
    topics : tuple of Topic
        What it is about.
    asked_at : str
        When: RFC 3339, UTC, milliseconds.
    session : int or None
        The number of the last session before.
    undone : int
        How many replacements the therapist has undone; 0 where the packet is fully de-identified.
    fingerprint : bytes
        Of the request that made it.
    question : bytes
        What is asked, as it was confirmed, sealed.
    version : int
        From 1, grows by one with each change.
    answers : tuple of SupervisionAnswer
        The thread, oldest first.
    ending : Ending or None
        None while it is open.
    """

    practice: str
    journey: str
    id: str
    therapist: str
    supervisor: str | None
    door: Door
    origin: str | None
    urgency: Urgency
    topics: tuple[Topic, ...]
    asked_at: str
    session: int | None
    undone: int
    fingerprint: bytes
    question: bytes
    version: int = 1
    answers: tuple[SupervisionAnswer, ...] = ()
    ending: Ending | None = None

    @property
    def where(self) -> Where:
        """Whether its supervisor is of the practice."""
        return Where.OUTSIDE if self.supervisor is None else Where.INSIDE

    @property
    def state(self) -> ConsultState:
        """For whom it waits."""
        if self.ending is not None:
            return ConsultState.CLOSED
        return ConsultState.ANSWERED if self.answers else ConsultState.ASKED

    @property
    def people(self) -> tuple[str, ...]:
        """Who holds it: the therapist, and a supervisor of the practice."""
        return (self.therapist,) if self.supervisor is None else (self.therapist, self.supervisor)

    def waits_for(self, person: str) -> bool:
        """Tell whether the next step is this person's."""
        if self.state is ConsultState.CLOSED:
            return False
        own_turn = ConsultState.ASKED if self.supervisor == person else ConsultState.ANSWERED
        return self.state is own_turn or self.supervisor is None

    def still_open(self) -> None:
        """Refuse what a closed consult does not take.

        Raises
        ------
        RefusedStepError
            Where it is closed.
        """
        if self.ending is not None:
            raise RefusedStepError("consult-closed", "The consult is closed", "It can be read; ask another one.")

    def answered(self, answer: SupervisionAnswer) -> "Consult":
        """Add an answer.

        Raises
        ------
        RefusedStepError
            Where it is closed, or has twenty.
        """
        self.still_open()
        if len(self.answers) >= MOST_ANSWERS:
            raise RefusedStepError(
                "consult-answers", "The consult has many answers", f"At most {MOST_ANSWERS}; talk, or ask another one."
            )
        return replace(self, answers=(*self.answers, answer), version=self.version + 1)

    def closed(self, ending: Ending) -> "Consult":
        """Close it, with what is taken up from it.

        Raises
        ------
        RefusedStepError
            Where it is closed.
        WrongFieldError
            Where something is taken up that no answer suggests, or twice.
        """
        self.still_open()
        suggested = {answer.number: answer.ideas for answer in self.answers}
        wrong = [
            (f"/accepts/{place}", "an answer of this consult, and one of its ideas, each from 1 and once")
            for place, one in enumerate(ending.accepted)
            if not 1 <= one.idea <= suggested.get(one.answer, 0) or one in ending.accepted[:place]
        ]
        if wrong:
            raise WrongFieldError(*wrong)
        return replace(self, ending=ending, version=self.version + 1)


def consult_id(journey: str, command: str) -> str:
    """Give the id of a consult: the journey's, and sixteen signs of what made it."""
    return f"{journey}.{sha256(f'{journey}|consult|{command}'.encode()).hexdigest()[:16]}"


def journey_in(consult: str) -> str:
    """Read the journey's id out of a consult's; of what is no such id something that no journey has."""
    return consult.rpartition(".")[0]
