"""Whether a caller reaches a journey, and as whom."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kernel.caller import Caller
from kernel.problem import FieldError, Problem, invalid, not_found
from kernel.routes import Request
from reflections.domain.capture import Audience, Voice
from reflections.domain.instrument import Instrument
from reflections.domain.journey import Journey
from reflections.domain.ports import NO_INSTRUMENTS, Access, JourneyAccess, Journeys, TextKey
from reflections.domain.relation import Relation

_RELATIONS = {Voice.THERAPIST: Relation.OWN_THERAPIST, Voice.CLIENT: Relation.CLIENT}


@dataclass(frozen=True, slots=True)
class Reached:
    """A journey that the caller takes part in.

    Parameters
    ----------
    journey : Journey
        The journey.
    key : TextKey
        Its data key.
    voice : Voice
        As whom the caller takes part.
    fresh : bool
        Whether it was read just now; else it may be up to a minute old.
    instruments : mapping of str to Instrument
        The practice's own, by name.
    """

    journey: Journey
    key: TextKey
    voice: Voice
    fresh: bool = True
    instruments: Mapping[str, Instrument] = field(default_factory=lambda: NO_INSTRUMENTS)

    @property
    def own(self) -> str:
        """Who sees what the caller alone sees: the client's, or what this therapist keeps to herself."""
        return self.journey.own_of(self.voice)

    @property
    def hears(self) -> tuple[str, str]:
        """What the caller sees, by who sees it: what is for both, and what is the caller's alone."""
        return Audience.BOTH, self.own


def voice_in(journey: Journey, caller: Caller) -> Voice | None:
    """Say as whom the caller takes part, so far as the route's row of the policy lets that voice in.

    Parameters
    ----------
    journey : Journey
        The journey.
    caller : Caller
        The caller, with what the route lets such a caller reach.

    Returns
    -------
    Voice or None
        None for everybody else.
    """
    voice = journey.voice_of(caller.sub)
    return voice if voice is not None and _RELATIONS[voice] in caller.reaches else None


def present(journeys: Journeys, request: Request) -> Journey:
    """Read a journey as it is this instant: one call.

    Parameters
    ----------
    journeys : Journeys
        The port.
    request : Request
        Its path names the journey.

    Returns
    -------
    Journey
        The journey.

    Raises
    ------
    Problem
        404, the same for "not yours" and for "not there".
    """
    journey = journeys.read(request.caller.practice, request.path["journey"])
    if journey is None or voice_in(journey, request.caller) is None:
        raise not_found()
    return journey


def reach(
    journeys: JourneyAccess, caller: Caller, journey: str, goal: str | None = None, *, fresh: bool = False
) -> Reached:
    """Reach a journey: no call where it is remembered; else one BatchGetItem over both tables and one KMS call.

    What is remembered may be a minute old. So before anybody is refused it is read anew, once: a client who has just
    joined and a goal that was just set are found.

    Parameters
    ----------
    journeys : JourneyAccess
        The port.
    caller : Caller
        The caller.
    journey : str
        The journey's identifier, as in the path.
    goal : str or None
        A goal that the journey must have.
    fresh : bool
        Whether to read it anew in any case.

    Returns
    -------
    Reached
        The journey, and as whom the caller takes part.

    Raises
    ------
    Problem
        404 where there is no such journey for this caller, or no such goal on it.
    """

    def admits(there: Journey) -> bool:
        return voice_in(there, caller) is not None

    access = journeys.access(caller.practice, journey, admits, fresh=fresh)
    try:
        return _judged(access, caller, goal)
    except Problem:
        if access is None or access.fresh:
            raise
    return _judged(journeys.access(caller.practice, journey, admits, fresh=True), caller, goal)


def reach_naming(journeys: JourneyAccess, caller: Caller, journey: str, goal: str | None) -> Reached:
    """Reach a journey for a body that may name a goal: one that is not there is a wrong field, not an address.

    Parameters
    ----------
    journeys : JourneyAccess
        The port.
    caller : Caller
        The caller.
    journey : str
        The journey's identifier, as in the path.
    goal : str or None
        The goal that the body names.

    Returns
    -------
    Reached
        The journey, and as whom the caller takes part.

    Raises
    ------
    Problem
        404 where there is no such journey for this caller; 422 where it has no such goal.
    """
    try:
        return reach(journeys, caller, journey, goal)
    except Problem:
        if goal is None:
            raise
    reach(journeys, caller, journey)
    raise invalid(FieldError("/goal", "a goal of this journey"))


def _judged(access: Access | None, caller: Caller, goal: str | None) -> Reached:
    if access is None:
        raise not_found()
    voice = voice_in(access.journey, caller)
    if voice is None or (goal is not None and goal not in access.journey.goals):
        raise not_found()
    return Reached(access.journey, access.key, voice, access.fresh, access.instruments)
