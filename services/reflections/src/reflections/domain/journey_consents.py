"""The client's word on a consent gives the next version of a journey."""

from dataclasses import replace
from types import MappingProxyType

from reflections.domain.consent import Consent, Purpose
from reflections.domain.journey import Journey
from reflections.domain.journey_events import ConsentChanged


def with_consent(journey: Journey, purpose: Purpose, consent: Consent) -> tuple[Journey, ConsentChanged]:
    """Note the client's word.

    Withdrawing stays possible when the journey is closed.

    Parameters
    ----------
    journey : Journey
        As it is.
    purpose : Purpose
        What it is about.
    consent : Consent
        The word; it gets the version of the journey that it comes with.

    Returns
    -------
    Journey
        The next version.
    ConsentChanged
        What tells of it.

    Raises
    ------
    RefusedStepError
        Where it is given on a closed journey.
    """
    if consent.granted:
        journey.still_open()
    said = replace(consent, version=journey.version + 1)
    told = ConsentChanged(
        version=said.version,
        consent=purpose.value,
        granted=said.granted,
        client=str(said.by),
        wording=said.wording,
        until=said.until,
    )
    consents = MappingProxyType({**journey.consents, purpose.value: said})
    return replace(journey, consents=consents, version=said.version), told
