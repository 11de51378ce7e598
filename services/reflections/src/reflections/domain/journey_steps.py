"""A journey is paused, resumed, named and handed over; each gives the next version of it."""

from dataclasses import replace

from reflections.domain.handover import Handover, after_handover
from reflections.domain.journey import Journey, State
from reflections.domain.journey_events import JourneyHandedOver, JourneyPaused, JourneyResumed
from reflections.domain.refusals import RefusedStepError


def named(journey: Journey, code: str) -> Journey:
    """Give it another code name; nobody else is told."""
    journey.still_open()
    return replace(journey, code=code, first_code=journey.first_code or journey.code, version=journey.version + 1)


def located(journey: Journey, country: str) -> Journey:
    """Say in which country its client is: whose contacts are shown in a crisis. Nobody else is told."""
    journey.still_open()
    return replace(journey, country=country, version=journey.version + 1)


def paused(journey: Journey) -> tuple[Journey, JourneyPaused]:
    """Pause it: both go on capturing, nothing is celebrated, and the two may have another active journey."""
    journey.still_open()
    if journey.state is State.PAUSED:
        raise RefusedStepError("journey-paused", "The journey is paused", "Possible now: resume or close it.")
    after = replace(journey, state=State.PAUSED, version=journey.version + 1)
    return after, JourneyPaused(version=after.version)


def resumed(journey: Journey) -> tuple[Journey, JourneyResumed]:
    """Let it go on."""
    journey.still_open()
    if journey.state is State.OPEN:
        raise RefusedStepError("journey-open", "The journey is open", "Possible now: pause or close it.")
    after = replace(journey, state=State.OPEN, version=journey.version + 1)
    return after, JourneyResumed(version=after.version)


def handed_over(
    journey: Journey, to: str, at: str, command: str, fingerprint: bytes, *, pass_on: bool
) -> tuple[Journey, JourneyHandedOver]:
    """Hand it over to another therapist.

    Parameters
    ----------
    to : str
        The subject of the therapist from now on.
    at : str
        When: RFC 3339, UTC, milliseconds.
    command : str
        What asks for it.
    fingerprint : bytes
        Of the request.
    pass_on : bool
        Whether what the therapist kept to herself goes with it.

    Returns
    -------
    Journey
        The next version.
    JourneyHandedOver
        What tells of it, and nothing of what was kept or passed on.

    Raises
    ------
    RefusedStepError
        Where it is closed, or the person is one of the two.
    """
    journey.still_open()
    if to in {journey.therapist, journey.client}:
        raise RefusedStepError(
            "already-on-journey", "This person is on the journey", "Hand it over to another therapist."
        )
    kept = None if pass_on else journey.generation
    done = Handover(journey.therapist, to, kept, journey.version + 1, at, command, fingerprint)
    handovers, generation = after_handover(journey.handovers, journey.generation, done)
    after = replace(journey, therapist=to, handovers=handovers, generation=generation, version=journey.version + 1)
    return after, JourneyHandedOver(version=after.version, therapist=to)
