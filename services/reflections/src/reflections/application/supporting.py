"""What a client sees at once whose words may speak of a crisis: contacts, and what the system does and does not do."""

from kernel.languages import preferred
from kernel.routes import Request
from reflections.application.reaching import Reached
from reflections.application.support_views import ContactView, SupportView
from reflections.application.support_words import WORDS
from reflections.domain.capture import Voice
from reflections.domain.crisis_language import CrisisKind, crisis_in
from reflections.domain.crisis_resources import RESOURCES, country_of


def noticed_in(text: str | None, reached: Reached) -> frozenset[CrisisKind]:
    """Look for words of crisis in what a client wrote; what a therapist writes is not looked at.

    Parameters
    ----------
    text : str or None
        As it was typed.
    reached : Reached
        The journey, and as whom the author takes part in it.

    Returns
    -------
    frozenset of CrisisKind
    """
    return crisis_in(text) if text is not None and reached.voice is Voice.CLIENT else frozenset()


def support_for(
    noticed: frozenset[CrisisKind], reached: Reached, request: Request, *, shared: bool
) -> SupportView | None:
    """Give what the client sees.

    Parameters
    ----------
    noticed : frozenset of CrisisKind
    reached : Reached
    request : Request
        Its header tells the language, and a country where none is known of the journey.
    shared : bool
        Whether the therapist sees the text, and is told that something was noticed.

    Returns
    -------
    SupportView or None
        None where nothing was noticed.
    """
    if not noticed:
        return None
    country = country_of(reached.journey.country, request.languages)
    resources, language = RESOURCES[country], preferred(request.languages, tuple(WORDS))
    words = WORDS[language]
    contacts = [
        ContactView(name=one.name[language], hours=one.hours[language], url=one.url, phone=one.phone, text=one.text)
        for one in resources.contacts
    ]
    return SupportView(
        kinds=[kind.value for kind in sorted(noticed)],
        country=country,
        why=words.why,
        limits=words.limits,
        told=words.shared if shared else words.private,
        emergency=resources.emergency,
        contacts=contacts,
        sources=list(resources.sources),
    )
