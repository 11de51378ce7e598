"""What is told of consults: that one was asked or answered; never a word, nor how much of what went with it."""

from typing import Literal

from reflections.domain.event_fields import (
    AnswerNumber,
    ConsultId,
    FewIdeas,
    Identifier,
    Instant,
    Minutes,
    Payload,
    SessionNumber,
    Version,
)

TopicName = Literal[
    "alliance",
    "formulation",
    "technique",
    "goals",
    "stuckness",
    "risk",
    "ethics",
    "boundaries",
    "culture",
    "own_reactions",
    "ending",
    "other",
]


class ConsultRequested(Payload):
    """A therapist has asked a supervisor; it is not for the client, and says nothing of what she sent along.

    Parameters
    ----------
    consult : str
        Its identifier.
    version : int
        The consult's, 1.
    door : str
        ``declared`` where she came by herself, ``detected`` where something was found first.
    alert : str or None
        The alert that it comes from.
    stuckness : str or None
        The declared stuckness that it comes from.
    urgency : str
        ``urgent``, ``soon`` or ``routine``.
    topics : list of str
        What it is about.
    where : str
        Whether the supervisor is of the practice: ``inside`` or ``outside``.
    session : int or None
        The number of the last session before.
    occurred_at : str
        When: RFC 3339, UTC, milliseconds.
    """

    consult: ConsultId
    version: Version
    door: Literal["declared", "detected"]
    alert: ConsultId | None = None
    stuckness: Identifier | None = None
    urgency: Literal["urgent", "soon", "routine"]
    topics: list[TopicName]
    where: Literal["inside", "outside"]
    session: SessionNumber | None = None
    occurred_at: Instant


class ConsultAnswered(Payload):
    """A supervisor has answered; there may be more than one answer, each a version of the consult.

    Parameters
    ----------
    consult : str
        Its identifier.
    version : int
        The consult's after the answer.
    number : int
        Of the answer, from 1.
    minutes : int
        How long the supervision took.
    ideas : int
        How many ideas it suggests.
    occurred_at : str
        When: RFC 3339, UTC, milliseconds.
    """

    consult: ConsultId
    version: Version
    number: AnswerNumber
    minutes: Minutes
    ideas: FewIdeas
    occurred_at: Instant
