"""The endpoints of safety contacts."""

from kernel.clock import Clock
from kernel.routes import Nothing, Route
from notifications.application.safety_contacts import AnswerNaming, ListNamings, SetSafetyContact, ShowSafetyContact
from notifications.application.safety_models import NamingAnswer, NamingsAnswer, SafetyContactAnswer, SafetyContactBody
from notifications.domain.ports import PreferencesOf
from notifications.domain.safety_contact import SafetyContacts, SecondState
from notifications.handlers.policy import POLICY

_OWN, _NAMED = "/safety-contact", "/second-for"


def safety_routes(contacts: SafetyContacts, preferences: PreferencesOf, clock: Clock) -> list[Route]:
    """Give the endpoints.

    Parameters
    ----------
    contacts, preferences, clock
        Ports.
    """
    show, replace = ShowSafetyContact(contacts, preferences), SetSafetyContact(contacts, preferences, clock)
    accept, decline = AnswerNaming(contacts, SecondState.ACCEPTED), AnswerNaming(contacts, SecondState.DECLINED)
    return [
        POLICY.route("GET", _OWN, show, "How you are told of a red alert", SafetyContactAnswer),
        POLICY.route(
            "PUT", _OWN, replace, "Say how you are told, and who else is", SafetyContactAnswer, SafetyContactBody
        ),
        POLICY.route("GET", _NAMED, ListNamings(contacts), "Who named you as their second", NamingsAnswer),
        POLICY.route("POST", f"{_NAMED}/<naming>/accept", accept, "Be their second", NamingAnswer, Nothing),
        POLICY.route("POST", f"{_NAMED}/<naming>/decline", decline, "Be their second no more", NamingAnswer, Nothing),
    ]
