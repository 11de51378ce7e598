"""The routes of consents, served by the journeys function."""

from kernel.routes import Route
from reflections.application.consent_views import AskedList, ConsentHistory, ConsentList, ConsentView
from reflections.application.paging import Page
from reflections.application.read_consents import InWords, ReadConsentHistory, ReadConsents, ReadWordings
from reflections.application.set_consent import Consenting, SetConsent
from reflections.handlers.composing import Stores
from reflections.handlers.routing import changed, read

_CONSENTS = "/journeys/<journey>/consents"
_CONSENT = f"{_CONSENTS}/<consent>"


def routes(at: Stores) -> list[Route]:
    """Name the routes.

    Parameters
    ----------
    at : Stores
        What their use cases work on.

    Returns
    -------
    list of Route
        All of them.
    """
    consent = SetConsent(at.journeys, at.clock, at.log)
    history = ReadConsentHistory(at.journeys, at.consents)
    return [
        read("/consent-wordings", ReadWordings(), "Read what a client is asked to consent to", AskedList, InWords),
        read(_CONSENTS, ReadConsents(at.journeys, at.clock), "Read which consents stand", ConsentList, InWords),
        changed("PUT", _CONSENT, consent, "Consent or not", Consenting, ConsentView, versioned=False),
        read(_CONSENT, history, "Read what was said of a consent", ConsentHistory, Page),
    ]
