"""What is told of a journey as a whole: people, state, consents and goals; see `reflections.domain.events`."""

from typing import Literal

from reflections.domain.event_fields import Identifier, Instant, Payload, Person, Rating, Role, Version, Weight


class JourneyOpened(Payload):
    """A therapist opened a journey; the envelope's subject names it.

    Parameters
    ----------
    version : int
        The journey's, 1.
    therapist : str
        The therapist's subject, as the token states it.
    """

    version: Version
    therapist: Person


class JourneyJoined(Payload):
    """The invited client joined.

    Parameters
    ----------
    version : int
        The journey's.
    client : str
        The client's subject, as the token states it.
    """

    version: Version
    client: Person


class JourneyPaused(Payload):
    """The two do not meet for a while: both go on capturing, and nothing is celebrated until it is resumed.

    Parameters
    ----------
    version : int
        The journey's; of pauses and resumptions the highest counts.
    """

    version: Version


class JourneyResumed(Payload):
    """A paused journey goes on.

    Parameters
    ----------
    version : int
        The journey's; of pauses and resumptions the highest counts.
    """

    version: Version


class JourneyHandedOver(Payload):
    """Another therapist goes on with the client; what the one before keeps to herself is nobody's to know.

    Parameters
    ----------
    version : int
        The journey's; of opening and hand-overs the highest says who the therapist is.
    therapist : str
        The subject of the therapist from now on.
    """

    version: Version
    therapist: Person


class JourneyClosed(Payload):
    """The journey was closed: nothing more is captured, and nothing more is sent.

    Parameters
    ----------
    version : int
        The journey's.
    """

    version: Version


class JourneyErased(Payload):
    """The journey was erased: its words can be read no more, and whoever has rows of it removes them and confirms.

    Parameters
    ----------
    version : int
        The journey's; nothing follows it, and what comes later all the same counts as never told.
    """

    version: Version


class ConsentChanged(Payload):
    """The client gave or withdrew a consent; of each, the highest version counts.

    Parameters
    ----------
    version : int
        The journey's.
    consent : str
        What it is about: ``celebrations`` (messages about milestones), ``celebrations_push`` and ``celebrations_email``
        (a notice that one waits, by that channel), ``supervision`` and ``supervision_outside`` (sharing with a
        supervisor inside or outside the practice), ``research_export`` (scores for research).
    granted : bool
        Whether it is given from now on.
    client : str
        Whose consent it is.
    wording : int or None
        Which version of the wording was agreed to; absent where nobody told.
    until : str or None
        From then on it counts as withdrawn: RFC 3339, UTC, milliseconds; absent for until it is withdrawn.
    """

    version: Version
    consent: Literal[
        "celebrations",
        "celebrations_push",
        "celebrations_email",
        "supervision",
        "supervision_outside",
        "research_export",
    ]
    granted: bool
    client: Person
    wording: Version | None = None
    until: Instant | None = None


class GoalSet(Payload):
    """A goal was set, or its target or weight changed; its wording stays in this service.

    Parameters
    ----------
    version : int
        The journey's; the highest one counts.
    goal : str
        The goal's identifier.
    target : int
        The rating, 0 to 10, at which the goal counts as attained.
    weight : int
        How much it counts among the journey's goals, 1 to 10, in goal attainment scaling (Kiresuk & Sherman 1968);
        where it is absent, 1.
    """

    version: Version
    goal: Identifier
    target: Rating
    weight: Weight = 1


class GoalReached(Payload):
    """One of the two says that a goal is reached; it holds as attained once both have said so.

    Parameters
    ----------
    version : int
        The journey's.
    goal : str
        The goal's identifier.
    by : str
        Who says so: ``client`` or ``therapist``.
    """

    version: Version
    goal: Identifier
    by: Role


class GoalEnded(Payload):
    """A goal is no longer pursued.

    Parameters
    ----------
    version : int
        The journey's.
    goal : str
        The goal's identifier; it never becomes active again.
    outcome : str
        ``reached``, ``changed`` (into another goal) or ``let_go``.
    """

    version: Version
    goal: Identifier
    outcome: Literal["reached", "changed", "let_go"]
